package coretest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"meetbot/core"
)

// A Message is something a channel has seen: a message of its own, or the new text of one that stood; with
// core.KindRetract that it is deleted.
type Message struct {
	core.Announcement
	About core.Meeting // as it was when the message was written
	At    time.Time
	Edit  bool
}

// An Announcer is a core.Announcer that keeps what the channels would show. Faults are ordered with Fail.
type Announcer struct {
	clock core.Clock

	mu        sync.Mutex
	remembers time.Duration
	faults    map[core.Kind][]Fault
	attempts  []core.Announcement
	messages  []Message
}

var _ core.Announcer = (*Announcer)(nil)

// NewAnnouncer returns an Announcer with which everything goes well, on a platform that remembers nothing.
func NewAnnouncer(clock core.Clock) *Announcer {
	return &Announcer{clock: clock, faults: map[core.Kind][]Fault{}}
}

// Remember makes the platform one that knows an announcement again by its ID for d.
func (a *Announcer) Remember(d time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.remembers = d
}

// Fail orders faults for the next attempts to announce something of that kind, one each.
func (a *Announcer) Fail(k core.Kind, faults ...Fault) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.faults[k] = append(a.faults[k], faults...)
}

// Platforms implements core.Announcer.
func (a *Announcer) Platforms() []string { return []string{"slack", "discord"} }

// Remembers implements core.Announcer.
func (a *Announcer) Remembers(core.Channel) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.remembers
}

// Announce implements core.Announcer.
func (a *Announcer) Announce(ctx context.Context, m core.Meeting, what core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	f := a.attempt(what)
	if f.Waiting != nil {
		f.Waiting()
	}
	f.crash(BeforeBegin)
	if f.Refusal != nil {
		return "", f.Refusal
	}
	card, edits := edited(m, what)
	if edits && card == "" {
		return "", core.ErrNothing
	}
	if err := begin(ctx); err != nil {
		return "", err
	}
	if f.Sending != nil {
		f.Sending()
	}
	f.crash(BeforeEffect)
	if f.Problem != nil && !f.Effect {
		return "", f.Problem
	}
	ref := a.show(m, what, card)
	f.crash(AfterEffect)
	if f.Problem != nil {
		return "", f.Problem
	}
	return ref, nil
}

func (f Fault) crash(now Moment) {
	if f.Crash == now {
		panic(fmt.Sprintf("the process dies at moment %d", now))
	}
}

// edited tells whether what changes a message that stands, and which. An event in a calendar is shown as a message.
func edited(m core.Meeting, what core.Announcement) (card core.MessageRef, edits bool) {
	if what.Kind == core.KindEvent {
		return "", false
	}
	if what.Kind == core.KindOver || what.Kind == core.KindRetract {
		return what.Message(), true
	}
	card = m.Card(what.Channel)
	return card, !what.Kind.Posts() || what.Kind == core.KindCard && card != ""
}

func (a *Announcer) attempt(what core.Announcement) (f Fault) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.attempts = append(a.attempts, what)
	if ordered := a.faults[what.Kind]; len(ordered) > 0 {
		f, a.faults[what.Kind] = ordered[0], ordered[1:]
	}
	return f
}

// show puts a message up, unless the platform remembers it, or changes the card.
func (a *Announcer) show(m core.Meeting, what core.Announcement, card core.MessageRef) core.MessageRef {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, edits := edited(m, what)
	now := a.clock.Now()
	if edits {
		what.Ref = card
	} else {
		again := slices.IndexFunc(a.messages, func(m Message) bool { return m.ID == what.ID && now.Sub(m.At) < a.remembers })
		if again >= 0 {
			return a.messages[again].Ref
		}
		what.Ref = core.MessageRef(fmt.Sprintf("m%d", len(a.messages)+1))
	}
	a.messages = append(a.messages, Message{Announcement: what, About: m, At: now, Edit: edits})
	return what.Ref
}

// Messages returns what was put up of the given kinds (none: of all), in its order, edits left out.
func (a *Announcer) Messages(kinds ...core.Kind) []Message {
	return a.shown(kinds, func(m Message) bool { return !m.Edit })
}

// Edits returns the edits that were made, in their order.
func (a *Announcer) Edits() []Message {
	return a.shown(nil, func(m Message) bool { return m.Edit })
}

func (a *Announcer) shown(kinds []core.Kind, want func(Message) bool) []Message {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []Message
	for _, m := range a.messages {
		if want(m) && (len(kinds) == 0 || slices.Contains(kinds, m.Kind)) {
			out = append(out, m)
		}
	}
	return out
}

// Attempts returns every call of Announce about the given kinds (none: about all), in its order.
func (a *Announcer) Attempts(kinds ...core.Kind) []core.Announcement {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(a.attempts), func(x core.Announcement) bool {
		return len(kinds) > 0 && !slices.Contains(kinds, x.Kind)
	})
}
