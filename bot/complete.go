package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// A Suggestion completes what somebody is typing: Label is shown, Value is sent.
type Suggestion struct{ Label, Value string }

// suggestions is how many completions a platform shows at most.
const suggestions = 25

// Complete suggests how an option of a command may go on: "when" shows the time understood, "meeting" the meetings
// there are, "zone" the time zones. What is filled in already is what the command says. It changes nothing.
func (b *Bot) Complete(ctx context.Context, c Command, option, typed string) []Suggestion {
	switch option {
	case "when":
		return b.completeWhen(ctx, c, typed)
	case "repeat":
		return b.completeRepeat(ctx, c, typed)
	case "meeting":
		return b.completeMeeting(ctx, c, typed)
	case "zone":
		return b.to(c).completeZone(typed, b.service.Now())
	default:
		return nil
	}
}

// completeWhen reads the words as they stand, and says what they mean.
func (b *Bot) completeWhen(ctx context.Context, c Command, typed string) []Suggestion {
	if f, ok := c.Said.(Form); strings.TrimSpace(typed) == "" {
		if typed = "in 30 minutes"; ok && f.Verb == parse.Move {
			typed = "30 minutes later"
		}
	}
	zone, _ := b.zone(ctx, c) // why it is not known changes nothing
	t := b.to(c)
	in := parse.Input{Now: b.service.Now(), Zone: zone, Locale: b.locale(c)}
	if f, ok := c.Said.(Form); ok && f.Verb == parse.Move && f.Fields["meeting"] != "" {
		m, err := b.named(ctx, c, parse.Request{Verb: parse.Move, Ref: f.Fields["meeting"]})
		if err != nil {
			return nil // what it would mean hangs on that meeting
		}
		in.Meeting = timesOf(m)
		return t.completeMove(typed, in)
	}
	r, err := parse.Fill(in, parse.NewForm(parse.New, "when", typed))
	if e, ok := err.(*parse.Error); ok { //nolint:errorlint // Fill returns *Error and nothing else
		if e.NeedsZone {
			return []Suggestion{{Label: t.Say("complete.zone", "Typed", typed), Value: typed}}
		}
		out := t.completed(typed, in)
		for _, choice := range e.Choices {
			if e.Reason != parse.Untimed { // whoever is still typing does not mean now
				out = append(out, Suggestion{Label: t.completion(choice, e.Choices, in), Value: choice.Form().Words()})
			}
		}
		if len(out) == 0 {
			out = t.instead(typed, e, in)
		}
		return out
	}
	if r.Verb == parse.Now {
		return []Suggestion{{Label: t.Say("complete.now"), Value: typed}}
	}
	out := []Suggestion{{Label: t.understood(r, in.Zone, in.Now), Value: typed}}
	if !r.OtherStart.IsZero() {
		r.Start = r.OtherStart
		out = append(out, Suggestion{Label: t.understood(r, in.Zone, in.Now), Value: r.Form().Words()})
	}
	return out
}

// completeMove says what the words mean of the meeting that is to be moved.
func (t tongue) completeMove(typed string, in parse.Input) (out []Suggestion) {
	const any = "#0" // what names it stands in a field of its own
	r, err := parse.Fill(in, parse.NewForm(parse.Move, "meeting", any, "when", typed))
	var e *parse.Error
	switch {
	case err == nil:
		return append([]Suggestion{{Label: t.whenWords(r, in), Value: typed}}, t.completed(typed, in)...)
	case errors.As(err, &e) && e.NeedsZone:
		return []Suggestion{{Label: t.Say("complete.zone", "Typed", typed), Value: typed}}
	}
	for _, choice := range e.Choices {
		out = append(out, Suggestion{Label: t.whenWords(choice, in), Value: choice.Form().Fields["when"]})
	}
	if len(out) == 0 {
		out = t.completed(typed, in)
	}
	return out
}

// completion is one of several readings, as times are shown here, unless they differ in something else.
func (t tongue) completion(r parse.Request, among []parse.Request, in parse.Input) string {
	alike := func(other parse.Request) bool { return other.Start.Equal(r.Start) && other.Duration != r.Duration }
	if r.Verb != parse.New || slices.ContainsFunc(among, alike) {
		return t.reading(r, among, in.Zone, in.Now)
	}
	return t.understood(r, in.Zone, in.Now)
}

// instead suggests how what cannot be read could be said right. What is chosen from among suggestions can only be read.
func (t tongue) instead(typed string, e *parse.Error, in parse.Input) []Suggestion {
	in.Zone = cmp.Or(in.Zone, time.UTC)
	f, ok := mender{in: in}.form(parse.NewForm(parse.New, "when", typed), e)
	if !ok {
		return nil
	}
	r, err := parse.Fill(in, f)
	if err != nil || r.Verb != parse.New {
		return nil
	}
	return []Suggestion{{Label: t.understood(r, in.Zone, in.Now), Value: f.Fields["when"]}}
}

// days are what a day that is being typed may become, and hours what may follow it.
var (
	days  = strings.Fields("today tomorrow monday tuesday wednesday thursday friday saturday sunday")
	hours = []string{"9:00", "12:00", "15:00"}
)

// completed completes the last word to a day, and a day by an hour: "tom" may become "tomorrow 15:00".
func (t tongue) completed(typed string, in parse.Input) (out []Suggestion) {
	before, last := "", strings.ToLower(strings.TrimSpace(typed))
	if i := strings.LastIndexByte(last, ' '); i >= 0 {
		before, last = last[:i+1], last[i+1:]
	}
	for _, day := range days {
		if len(last) < 2 || !strings.HasPrefix(day, last) {
			continue
		}
		for _, hour := range hours {
			whole := before + day + " " + hour
			r, err := parse.Fill(in, parse.NewForm(parse.New, "when", whole))
			var e *parse.Error
			switch {
			case errors.As(err, &e) && e.NeedsZone:
				out = append(out, Suggestion{Label: whole, Value: whole})
			case err == nil && r.Verb == parse.New && r.Title == "":
				out = append(out, Suggestion{Label: t.understood(r, in.Zone, in.Now), Value: whole})
			}
		}
	}
	return out
}

// understood says a time in words and zone: "Tue 25 Aug 15:00, Europe/Warsaw time, in 5 h".
func (t tongue) understood(r parse.Request, zone *time.Location, now time.Time) string {
	if zone == nil {
		zone = time.UTC
	}
	if loc, err := time.LoadLocation(r.Zone); err == nil && r.Zone != "" {
		zone = loc
	}
	start := r.Start.In(zone)
	when := t.At(start, now)
	if core.ClockName(start) == "" { // which would name the zone already
		when += ", " + t.zone(zone)
	}
	return t.Say("complete.when", "When", when, "Away", t.RoughlyAway(r.Start.Sub(now)))
}

func (b *Bot) completeMeeting(ctx context.Context, c Command, typed string) []Suggestion {
	mine, err := b.service.Mine(ctx, c.actor(), suggestions)
	if err != nil && !core.IsCode(err, core.NotTold) {
		return nil
	}
	here, err := b.service.UpcomingIn(ctx, c.Channel, suggestions)
	if err != nil {
		return nil
	}
	var out []Suggestion
	zone, _ := b.zone(ctx, c)
	home := c.Channel.Home()
	seen := map[core.MeetingID]bool{}
	for _, m := range append(here, mine...) {
		s := Suggestion{Label: b.to(c).offered(m, home, zone, b.service.Now()), Value: offeredAs(m, home)}
		if seen[m.ID] || !fits(m, m.Number(home), typed) {
			continue
		}
		seen[m.ID] = true
		if out = append(out, s); len(out) == suggestions {
			break
		}
	}
	return out
}

// fits tells whether what is typed begins the number of a meeting, or is in its title.
func fits(m core.Meeting, number int, typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	byNumber := typed != "" && number != 0 && strings.HasPrefix(ref(number), "#"+strings.TrimPrefix(typed, "#"))
	return byNumber || strings.Contains(strings.ToLower(m.Title), typed)
}

// offered is a meeting among others: "#1 standup · Tue 25 Aug 15:00, in 5 h". Times are in the reader's zone; where that is
// not known, in UTC. What is not announced in the workspace is the reader's own, from elsewhere.
func (t tongue) offered(m core.Meeting, in core.Workspace, zone *time.Location, now time.Time) string {
	label := short(m.Title, shortTitle)
	if n := m.Number(in); n != 0 {
		label = ref(n) + " " + label
	}
	if m.State(now) == core.Live {
		return t.Say("complete.live", "Meeting", label, "End", t.clock(m.PlannedEnd(), zone))
	}
	when := label + " · " + t.at(m.Start, zone, now)
	return t.Say("complete.when", "When", when, "Away", t.RoughlyAway(m.Start.Sub(now)))
}

// clock writes a time of day by the clocks of a zone, or of UTC where it is not known.
func (t tongue) clock(instant time.Time, zone *time.Location) string {
	if zone == nil {
		return t.Clock(instant.UTC()) + " UTC"
	}
	instant = instant.In(zone)
	return t.Clock(instant) + core.ClockName(instant)
}
