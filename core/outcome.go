package core

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// An attempt is all that is known when an announcement is about to be made, or was. What to do then, and what becomes of it,
// follows from that alone.
type attempt struct {
	meeting   Meeting // with the occurrence that it is about
	a         Announcement
	now       time.Time
	remembers time.Duration // for how long the platform knows it again
}

const (
	maxBackoff = time.Minute
	// closedFor is how long what somebody has to set right first is left alone.
	closedFor = 15 * time.Minute
	// closeTries is how often a room is closed in vain, within some two minutes, before somebody is told.
	closeTries = 6
)

// skip tells whether a is not to be said now, and what becomes of it then: nobody can tell any more whether it was seen, or
// it is too early, or too late. The others about its meeting are needed where it heedsOthers.
func (t attempt) skip(others []Announcement) (Announcement, bool) {
	if t.a.Sends > 0 && !t.mayRepeat() {
		t.a.State = Unsure
		return t.a, true
	}
	if next := t.after(others); !next.IsZero() {
		t.a.State, t.a.Next = Pending, next
		return t.a, true
	}
	if t.overtaken() {
		t.a.State = Skipped
		return t.a, true
	}
	return t.a, false
}

// spoilt returns why a must not be begun any more: it may have waited for its platform.
func (t attempt) spoilt() error {
	switch {
	case t.a.Sends > 0 && !t.mayRepeat():
		return fmt.Errorf("%w, and it is too late to send it once more", ErrUnknown)
	case t.overtaken():
		return ErrNothing
	}
	return nil
}

// overtaken tells whether saying a now would be wrong or of no use. A card that may stand already never is where its
// platform can tell us which it is: it must not go on saying what is no longer so.
func (t attempt) overtaken() bool {
	if t.a.Kind == KindCard && t.a.Sends > 0 && t.remembered() {
		return false
	}
	return overtaken(t.meeting.Occurrence, t.a, t.now)
}

// heedsOthers tells whether a may have to wait for what else there is to say about its meeting: a card that is put up for one
// that may stand already, and what keeps a pace for the last one that did.
func (t attempt) heedsOthers() bool {
	return t.putsUp() && t.a.Sends == 0 || !t.putsUp() && t.a.keepsPace() || t.a.Kind == KindEvent && t.a.Nth != 0
}

func (t attempt) putsUp() bool { return t.a.Kind == KindCard && !edits(t.meeting.Occurrence, t.a) }

// after returns until when an announcement waits for something else: what shows a card for what was to show it before; the
// last word for the end, where the meeting was made longer while what it follows was being sent; and what retracts a
// reminder for the start. The zero time says that there is nothing.
func (t attempt) after(others []Announcement) time.Time {
	m, a := t.meeting, t.a
	switch {
	case a.Kind == KindOver && (m.State(t.now) == Upcoming || m.State(t.now) == Live):
		return m.End()
	case a.Kind == KindRetract && a.stands(m.Occurrence, t.now):
		return m.Start
	case a.Kind == KindTurn && m.over().After(t.now):
		return m.over()
	case a.Kind == KindEvent:
		return afterEvent(a, others, t.now)
	case t.putsUp() && a.Sends == 0:
		return afterCard(a, others)
	case !t.putsUp() && a.keepsPace():
		if next := lastEdit(a, others).Add(pace); next.After(t.now) {
			return next
		}
	}
	return time.Time{}
}

// afterCard returns until when a card that is to be put up waits for one from before a change, which may stand in the
// channel already and is the one to be edited then.
func afterCard(a Announcement, others []Announcement) time.Time {
	for _, other := range others {
		if other.Kind == KindCard && other.sameCard(a) && other.Sends > 0 && other.State == Pending {
			return other.Next.Add(time.Millisecond)
		}
	}
	return time.Time{}
}

// afterEvent returns until when what is to stand in a calendar waits for what is to stand there about an occurrence before:
// they are one event to the calendar, until that is over. What is in hand is looked for again soon.
func afterEvent(a Announcement, others []Announcement, now time.Time) (until time.Time) {
	for _, other := range others {
		if other.Kind != KindEvent || other.Channel != a.Channel || other.Nth >= a.Nth {
			continue
		}
		next := other.Next.Add(time.Millisecond)
		switch other.State {
		case Pending:
		case Leased, Sending:
			next = now.Add(time.Second)
		default:
			continue
		}
		if next.After(until) {
			until = next
		}
	}
	return until
}

// lastEdit returns when the card that a edits was last brought up to date as unplanned, be it by a itself.
func lastEdit(a Announcement, others []Announcement) (last time.Time) {
	for _, other := range others {
		if other.keepsPace() && other.sameCard(a) && other.Began.After(last) {
			last = other.Began
		}
	}
	return last
}

// settle returns what becomes of a, which was as before until it was begun, after it was tried with that outcome.
func (t attempt) settle(before Announcement, err error) Announcement {
	switch {
	case err != nil && !errors.Is(err, ErrUnknown):
		// Nothing was sent, so this attempt was none of those that may have been seen.
		t.a.Sends, t.a.Began = before.Sends, before.Began
	case err != nil && t.a.Kind.Posts() && t.remembered():
		t.a.Sends = 1 // however often it was sent, it was one message
	}
	var busy *Busy
	switch {
	case err == nil:
		t.a.State, t.a.Problem = Sent, ""
	case errors.Is(err, ErrNothing):
		t.a.State = Skipped
	case errors.Is(err, ErrDeleted) && t.a.Kind == KindCard:
		// Somebody has changed the meeting, and so its card is put up anew.
		t.a.Unposted = true
		return t.put(0, err)
	case errors.Is(err, ErrGone):
		t.a.State, t.a.Problem, t.a.Unposted = Dead, err.Error(), errors.Is(err, ErrDeleted) && !t.a.Kind.entry().earlier
	case errors.Is(err, ErrClosed), errors.Is(err, ErrOpen):
		return t.put(closedFor, err)
	case errors.As(err, &busy):
		return t.put(busy.After, err)
	case errors.Is(err, ErrUnknown) && !t.mayRepeat():
		t.a.State, t.a.Problem = Unsure, err.Error()
	default:
		return t.put(backoff(t.a.Attempts), err)
	}
	return t.a
}

// put returns a put back for a while.
func (t attempt) put(wait time.Duration, why error) Announcement {
	t.a.State, t.a.Next, t.a.Problem = Pending, t.now.Add(wait), why.Error()
	return t.a
}

// backoff is a random delay that doubles with each attempt.
func backoff(attempts int) time.Duration {
	ceiling := min(time.Second<<min(attempts, 10), maxBackoff)
	return ceiling/2 + rand.N(ceiling/2)
}

// mayRepeat tells whether an announcement whose outcome is unknown may be made again.
func (t attempt) mayRepeat() bool {
	if !t.a.Kind.Posts() || edits(t.meeting.Occurrence, t.a) || t.remembered() {
		return true
	}
	return t.a.Kind.entry().again && t.a.Sends < 2
}

// remembered tells whether the platform still knows a again, so that it is seen once however often it is sent.
func (t attempt) remembered() bool { return t.now.Sub(t.a.Began) < t.remembers }

// edits tells whether a is a card that stands already.
func edits(o Occurrence, a Announcement) bool {
	return a.Kind == KindCard && o.Card(a.Channel) != ""
}
