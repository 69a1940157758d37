package bot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
)

// misread says why words could not be read, and shows how it is done; or it asks which of several readings is meant.
func (b *Bot) misread(ctx context.Context, c Command, e *parse.Error) Card {
	t := b.to(c)
	why := t.why(e)
	out := Card{Title: t.Say("misread.title"), Lines: []Line{{Text(why)}}}
	if e.Part != "" {
		out.Lines = []Line{t.line("misread.part", "Part", e.Part, "Why", why)}
	}
	if example, ok := b.mended(ctx, c, e); ok {
		out.Lines = append(out.Lines, t.line("misread.example", "Command", example))
	}
	zone := b.zoneKnown(ctx, c)
	for _, r := range e.Choices {
		out.Buttons = append(out.Buttons, Button{Label: t.reading(r, e.Choices, zone, b.service.Now()), Press: press(r), Reading: true})
	}
	return out
}

// why says it in a sentence.
func (t tongue) why(e *parse.Error) string { return t.Misread(string(e.Reason), e.Args...) }

// reading names one of several readings by what is different about it.
// Its time is by the clocks of the zone in which it was said, which is named where that is not the reader's.
func (t tongue) reading(r parse.Request, among []parse.Request, reader *time.Location, now time.Time) string {
	switch {
	case r.Verb == parse.End && r.Ref == "":
		return t.Say("button.end_it")
	case r.Verb == parse.Timezone:
		return r.Zone
	case r.Start.IsZero() && r.Ref == "" && r.Verb != parse.Now && r.Verb != parse.Extend:
		return string(r.Verb) // as it is typed
	case slices.Contains([]parse.Verb{parse.Show, parse.Cancel, parse.End, parse.Rename, parse.Share}, r.Verb) && r.Ref != "":
		return t.Say(say.Key("both.do").Of(string(r.Verb)), "Name", r.Ref)
	case r.Verb == parse.Now:
		return t.Say("misread.choice.now")
	case r.Verb == parse.Extend && !r.End.IsZero():
		return t.Say("misread.choice.until", "When", t.at(r.End, cmp.Or(reader, location(r.Zone)), now))
	case r.Verb == parse.Extend && r.Duration > 0:
		return t.Say("button.longer", "N", int(r.Duration/time.Minute))
	case r.Verb == parse.Extend:
		return t.Say("misread.choice.meeting", "Ref", r.Ref)
	case r.Relative:
		return t.Say("misread.choice.in", "Away", t.RoughlyAway(r.Start.Sub(now).Round(time.Minute)))
	}
	zone := cmp.Or(location(r.Zone), time.UTC)
	label := t.At(r.Start.In(zone), now)
	if rule, err := repeatOf(r); err == nil {
		label = t.Say("series.from", "Rule", t.Days(rule), "Start", label)
	}
	if reader == nil || reader.String() != zone.String() {
		label += ", " + t.zone(zone)
	}
	mixed := slices.ContainsFunc(among, func(o parse.Request) bool { return o.Verb != r.Verb && o.Ref+r.Ref != "" })
	switch {
	case r.Verb == parse.Move && mixed:
		return t.Say("misread.choice.move", "Ref", r.Ref, "When", label)
	case mixed:
		return t.Say("misread.choice.new", "When", label)
	}
	if r.Duration > 0 && slices.ContainsFunc(among, func(o parse.Request) bool { return o.Duration != r.Duration }) {
		label += ", " + t.Duration(r.Duration)
	}
	return label
}
