package parse

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestNoTextThatNamesAMeetingBecomesAnother without a question, nor one with another word for a verb.
func TestNoTextThatNamesAMeetingBecomesAnother(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	require.NoError(t, err)
	at := time.Date(2026, 8, 24, 10, 0, 0, 0, zone)
	read := func(text string) (Request, *Error) {
		r, err := Parse(Input{Text: text, Now: at, Zone: zone})
		if err == nil {
			return r, nil
		}
		e, ok := err.(*Error) //nolint:errorlint // Parse says so
		require.True(t, ok)
		return r, e
	}
	for text, verb := range map[string]Verb{
		"?": Help, "--help": Help, "login": Link, "agenda": List, "next": List, "today": List,
		"delete #18": Cancel, "remove #18": Cancel, "finish #18": End, "stop #18": End, "reschedule #13 tomorrow 5pm": Move, "postpone #13 fri 10:00": Move, "change #13 5pm": Move,
	} {
		r, e := read(text)
		require.Nil(t, e, text)
		require.Equal(t, verb, r.Verb, text)
	}
	for text, want := range map[string][]Verb{
		"#13 5pm": {Show}, "5pm #13": {Show}, "#13 tomorrow 5pm": {Show, Move}, "about #13 tomorrow 4pm": {Show, New}, "#13": {Show}, "hello #7": {Show},
		"lsit": {List}, "hepl": {Help}, "lst": {List}, "lik": {Link},
	} {
		_, e := read(text)
		require.NotNil(t, e, text)
		var got []Verb
		for _, c := range e.Choices {
			got = append(got, c.Verb)
		}
		require.Equal(t, want, got, text)
	}
	for text, title := range map[string]string{
		"change management friday 3pm": "change management", `"about #13" tomorrow 4pm`: "about #13", "C# review 3pm": "C# review", "next steps 3pm": "next steps", "today's numbers 3pm": "today's numbers",
	} {
		r, e := read(text)
		require.Nil(t, e, text)
		if r.Titled { // unless there is a meeting of that name
			r = *r.AsMeeting
		}
		require.Equal(t, title, r.Title, text)
	}
}

// TestCommandsForgive: a verb and a number in any order, with words between them that say nothing; and what is not quite a verb is
// asked about.
func TestCommandsForgive(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	require.NoError(t, err)
	at := time.Date(2026, 8, 24, 10, 0, 0, 0, zone)
	for text, want := range map[string]Request{
		"#12 cancel": {Verb: Cancel, Ref: "#12"}, "please cancel the meeting #12": {Verb: Cancel, Ref: "#12"}, "#12 extend 15m": {Verb: Extend, Ref: "#12", Duration: 15 * time.Minute, Change: "15m"},
		"delete my meeting #12": {Verb: Cancel, Ref: "#12"}, "show me #12": {Verb: Show, Ref: "#12"}, "rename the standup to #7 sync": {Verb: Rename, Ref: "the standup", Title: "#7 sync"},
		"das Meeting #12 cancel": {Verb: Cancel, Ref: "#12"}, "what's next?": {Verb: List}, "What’s next": {Verb: List}, "my meetings": {Verb: List, Scope: Mine},
	} {
		r, err := Parse(Input{Text: text, Now: at, Zone: zone})
		require.NoError(t, err, text)
		require.Equal(t, want, r, text)
	}
	for text, want := range map[string][]Verb{
		"cancle #12": {Cancel}, "cancle standup": {Cancel}, "extned #12 15m": {Extend}, "mvoe #12 friday 3pm": {New}, "reanme #12 retro": {Rename}, "dleete #12": {Cancel},
		"stop": {End}, "how do I cancel?": nil, "what should we do": nil, "?!": nil, "slow start": {Now}, "standup": {Now},
	} {
		_, err := Parse(Input{Text: text, Now: at, Zone: zone})
		e, ok := err.(*Error) //nolint:errorlint // Parse says so
		require.True(t, ok, text)
		var got []Verb
		for _, c := range e.Choices {
			got = append(got, c.Verb)
		}
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"more ideas friday 3pm", "slow food lunch friday noon", "shop visit fri 10:00", "sharp tools friday 3pm", "cancer research talk fri 3pm"} {
		r, err := Parse(Input{Text: text, Now: at, Zone: zone})
		require.NoError(t, err, text)
		require.Equal(t, New, r.Verb, text)
	}
}
