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
		"#13 5pm": {Show, Move}, "5pm #13": {Show, Move}, "about #13 tomorrow 4pm": {Show, New}, "#13": {Show}, "hello #7": {Show}, "reschedule the #13 thing": {Show},
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
		require.Equal(t, title, r.Title, text)
	}
}
