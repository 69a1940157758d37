package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"meetbot/bot/parse"
)

// asked returns what a command asks for, and the zone in which it had to be read, if any.
func (b *Bot) asked(ctx context.Context, c Command) (request, *time.Location, error) {
	if err := b.learn(ctx, c); err != nil {
		return request{}, nil, err
	}
	q, err := b.heard(ctx, c.Said)
	if err != nil || q.Verb != "" {
		return q, nil, err
	}
	if q.Settle {
		if _, err := b.service.ChooseZone(ctx, c.Sender, q.In); err != nil {
			return q, nil, err
		}
	}
	r, zone, err := b.read(ctx, c, q)
	if q.instead != "" {
		r = parse.Request{Verb: parse.Move, Ref: q.instead, Start: r.Start, Zone: r.Zone}
	}
	q.Request = r
	return q, zone, err
}

// heard returns what was said as a request, which may be still to be read.
func (b *Bot) heard(ctx context.Context, said Said) (request, error) {
	switch s := said.(type) {
	case Words:
		return request{Words: string(s)}, nil
	case Form:
		f := parse.Form(s)
		return request{Form: &f}, nil
	case Press:
		return b.pressed(ctx, string(s))
	case Filled:
		if f, ok := s.form(); ok {
			return request{Form: &f}, nil
		}
	}
	return request{}, errOutdated
}

// pressed returns the request of a button.
func (b *Bot) pressed(ctx context.Context, p string) (request, error) {
	if name, ok := strings.CutPrefix(p, version+kept); ok {
		return b.keptAs(ctx, name)
	}
	if !versioned.MatchString(p) {
		return older(p), nil
	}
	if r, ok := unpress(p); ok {
		return r, nil
	}
	return request{}, errOutdated
}

// read reads the words or the form, in the sender's zone where they need one.
func (b *Bot) read(ctx context.Context, c Command, q request) (r parse.Request, zone *time.Location, err error) {
	in := parse.Input{Text: q.Words, Now: b.service.Now(), Zone: location(q.In), Locale: b.locale(c)}
	read := func() {
		r, err = readAs(in, q)
		c.knowsAll(&r, err)
	}
	if read(); in.Zone != nil || !needsZone(r, err) {
		return r, in.Zone, err
	}
	zone, unknown := b.zone(ctx, c)
	if in.Zone = zone; zone != nil {
		read()
	}
	var e *parse.Error
	if errors.As(err, &e) && e.NeedsZone {
		err = &noZone{e, unknown, q}
	}
	return r, zone, err
}

// A noZone is a time that cannot be told without the sender's zone, which nobody knows, or could not be looked up.
type noZone struct {
	fault   *parse.Error
	unknown error // why it could not be looked up; nil: nobody knows it
	asked   request
}

// Error implements error.
func (e *noZone) Error() string { return e.fault.Error() }

// Unwrap returns what is wrong with the words.
func (e *noZone) Unwrap() error { return e.fault }

// needsZone tells whether the words say more to who knows the sender's zone: also what they could mean instead.
func needsZone(r parse.Request, err error) bool {
	var e *parse.Error
	if errors.As(err, &e) {
		return e.NeedsZone || len(e.Choices) == 0
	}
	return r.AsMeeting != nil || r.MeetingErr != nil && r.MeetingErr.NeedsZone
}
