package bot

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// A Reading is how a text is understood, for whoever wants to see it without doing it. What is not said is empty.
type Reading struct {
	Text        string           `json:"text"`
	Outcome     Outcome          `json:"outcome"`
	Verb        string           `json:"verb"`
	Title       string           `json:"title"`
	Start       string           `json:"start"`    // RFC 3339, UTC
	Duration    string           `json:"duration"` // as Go writes it
	Zone        string           `json:"zone"`
	Repeat      string           `json:"repeat"` // an RRULE
	MembersOnly bool             `json:"members_only"`
	Invited     []string         `json:"invited"`
	Ref         string           `json:"ref"`
	Choices     []ReadingOffered `json:"choices"`
	Message     string           `json:"message"` // the reading in words, or the question, or why it is refused
}

// An Outcome is what becomes of a text.
type Outcome string

// The outcomes.
const (
	IsMeeting  Outcome = "meeting"
	IsCommand  Outcome = "command"
	IsQuestion Outcome = "question"
	IsRefusal  Outcome = "refusal"
)

// A ReadingOffered is one of several readings: what stands on its button, and a text that is read so alone.
type ReadingOffered struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

// Understand reads a text as a command would, and does nothing. A move is read as being about the meeting in the input.
func Understand(words *say.Catalogue, in parse.Input) Reading {
	r, err := parse.Parse(in)
	return understood(tongue{words.In(in.Locale)}, in, r, err)
}

// Understand reads a text as the command of whoever typed it, and does nothing.
func (b *Bot) Understand(ctx context.Context, c Command) Reading {
	words, _ := c.Said.(Words)
	zone, _ := b.zone(ctx, c) // why it is not known changes nothing
	q := request{Words: string(words)}
	in := parse.Input{Text: string(words), Now: b.service.Now(), Zone: zone, Locale: b.locale(c)}
	r, err := readAs(in, q)
	about := r
	var e *parse.Error
	if errors.As(err, &e) && e.About != nil {
		about = *e.About
	}
	if about.Open {
		if m, unknown := b.named(ctx, c, about); unknown == nil {
			in.Meeting = timesOf(m)
			r, err = readAs(in, q)
		}
	}
	return understood(b.to(c), in, r, err)
}

func understood(t tongue, in parse.Input, r parse.Request, err error) Reading {
	out := Reading{Text: in.Text, Outcome: IsCommand, Invited: []string{}, Choices: []ReadingOffered{}}
	var e *parse.Error
	if errors.As(err, &e) {
		out.refused(t, in, e)
		return out
	}
	if r.MeetingErr != nil && r.Titled {
		out.refused(t, in, r.MeetingErr)
		return out
	}
	if r.AsMeeting != nil && !r.Titled {
		out.either(t, in, r)
		return out
	}
	if r.AsMeeting != nil {
		r = *r.AsMeeting
	}
	if r.Verb == parse.New || r.Verb == parse.Now {
		out.Outcome = IsMeeting
	}
	out.says(r)
	out.Message = t.inWords(r, in)
	return out
}

// refused says what is asked, or why it cannot be.
func (out *Reading) refused(t tongue, in parse.Input, e *parse.Error) {
	out.Outcome = IsRefusal
	if e.Asks() {
		out.Outcome = IsQuestion
	}
	if e.Read != nil {
		out.says(*e.Read)
	}
	out.Message = t.why(e)
	if e.Part != "" {
		out.Message = t.Say("misread.part_plain", "Part", e.Part, "Why", out.Message)
	}
	for _, c := range e.Choices {
		out.Choices = append(out.Choices, ReadingOffered{t.reading(c, e.Choices, in.Zone, in.Now), c.Form().Words()})
	}
}

// either is a command that may be a meeting's title, too: which it is hangs on the meetings that there are.
func (out *Reading) either(t tongue, in parse.Input, r parse.Request) {
	out.Outcome = IsQuestion
	out.Message = t.Say("both.title")
	m := *r.AsMeeting
	r.AsMeeting = nil
	out.says(r)
	if !r.Open {
		out.Choices = append(out.Choices, ReadingOffered{t.inWords(r, in), r.Form().Words()})
	}
	out.Choices = append(out.Choices, ReadingOffered{t.inWords(m, in), m.Form().Words()})
}

func (out *Reading) says(r parse.Request) {
	out.Verb, out.Title, out.Ref, out.Zone, out.MembersOnly = string(r.Verb), r.Title, r.Ref, r.Zone, r.MembersOnly
	if !r.Start.IsZero() {
		out.Start = r.Start.UTC().Format(time.RFC3339)
	}
	if r.Duration != 0 {
		out.Duration = r.Duration.String()
	}
	if r.Repeat != nil {
		out.Repeat = r.Repeat.String()
	}
	out.Invited = append(out.Invited, r.Invited...)
}

// inWords is a reading in words: "New meeting: Design review, Tuesday 1 December, 15:00–15:45, Europe/Paris time, in 8 days".
func (t tongue) inWords(r parse.Request, in parse.Input) string {
	out := []string{t.Say(say.Key("understood").Of(string(r.Verb)))}
	for _, said := range []string{r.Ref, r.Title} {
		if said != "" {
			out = append(out, said)
		}
	}
	switch {
	case !r.Start.IsZero():
		out = append(out, t.whenWords(r, in))
	case !r.End.IsZero():
		out = append(out, t.Say("misread.choice.until", "When", t.at(r.End, timesZone(r, in), in.Now)))
	case r.Duration > 0:
		out = append(out, t.Duration(r.Duration))
	}
	if s, once := repeatOf(r); once == nil {
		out = append(out, t.Repeats(s))
	}
	if r.MembersOnly {
		out = append(out, t.Say("card.members_only"))
	}
	return strings.Join(append(out, r.Invited...), " · ")
}

// whenWords is when a reading is, and for how long where that was said.
func (t tongue) whenWords(r parse.Request, in parse.Input) string {
	zone := cmp.Or(timesZone(r, in), time.UTC)
	if r.Duration == 0 {
		return t.understood(r, zone, in.Now)
	}
	m := core.Meeting{Occurrence: core.Occurrence{Start: r.Start, Duration: r.Duration}}
	return t.Say("complete.when", "When", t.spanIn(m, zone, in.Now), "Away", t.RoughlyAway(r.Start.Sub(in.Now)))
}

// timesZone is the zone in which a reading's times are written.
func timesZone(r parse.Request, in parse.Input) *time.Location {
	if loc := location(r.Zone); loc != nil {
		return loc
	}
	return in.Zone
}

// timesOf is what a move is read with.
func timesOf(m core.Meeting) *parse.Meeting {
	return &parse.Meeting{Start: m.Start, Duration: m.Duration, Zone: location(m.Zone)}
}
