package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// What a move or an extension says hangs on the meeting that it speaks of. So its words are read twice: for what names the
// meeting, and, where there is one for whoever said them, with its times.

// reread reads what was said once more, as being about m.
func (b *Bot) reread(ctx context.Context, c Command, m core.Meeting, zone *time.Location) (parse.Request, error) {
	q, err := b.heard(ctx, c.Said)
	if err != nil {
		return parse.Request{}, err
	}
	in := parse.Input{
		Text: q.Words, Now: b.service.Now(), Zone: cmp.Or(location(q.In), zone), Locale: b.locale(c),
		Meeting: timesOf(m),
	}
	r, err := readAs(in, q)
	var e *parse.Error
	if !errors.As(err, &e) || in.Zone != nil {
		return r, err
	}
	var unknown error // what is asked is asked by the clocks of whoever said it
	if in.Zone, unknown = b.zone(ctx, c); in.Zone != nil {
		return readAs(in, q)
	}
	if e.NeedsZone {
		return r, &noZone{e, unknown, q}
	}
	return r, err
}

// readAs reads the words of a request, or its form.
func readAs(in parse.Input, q request) (parse.Request, error) {
	if q.Form != nil {
		return parse.Fill(in, *q.Form)
	}
	return parse.Parse(in)
}

// about answers words that cannot be read as they stand, where they speak of a meeting that there is: they may be read with
// its times, or leave open something else. False where there is none.
func (b *Bot) about(ctx context.Context, c Command, misread error, zone *time.Location) (Card, error, bool) {
	var e *parse.Error
	if !errors.As(misread, &e) || e.About == nil || e.About.Ref == "" {
		return Card{}, nil, false
	}
	m, err := b.named(ctx, c, *e.About)
	switch {
	case core.IsCode(err, core.NotFound) && (e.Reason == parse.MeetingNamed || e.Reason == parse.Mistyped):
		// What would be done to a meeting that is not there is not offered.
		e.Choices = slices.DeleteFunc(e.Choices, func(r parse.Request) bool { return r.Ref != "" })
		return Card{}, err, len(e.Choices) == 0
	case err != nil:
		return Card{}, nil, false
	}
	r, err := b.reread(ctx, c, m, zone)
	if err != nil {
		return Card{}, err, true
	}
	card, err := b.onMeeting(ctx, c, r, m)
	return card, err, true
}
