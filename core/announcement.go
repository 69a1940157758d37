package core

import (
	"slices"
	"time"
)

// An Announcement is something to be said about one occurrence of a meeting, in one channel, at a set time. It is stored
// in the same transaction as the change that calls for it, and made later, by whichever process claims it.
type Announcement struct {
	ID       string // derived from what it says where; a platform may use it to drop a second copy
	Meeting  MeetingID
	Nth      int // which occurrence of the meeting it is about
	Revision int // of the meeting it was planned for; 0: of any
	Kind     Kind
	Channel  Channel
	About    string    // of what goes to a person: the ID of the channel it is about; with KindOver and KindRetract what Message returns, with KindMoved and KindCancelled what Change does; of a card: unplanned, or empty
	Due      time.Time // when it is to be said
	Next     time.Time // when it is tried next; Due at first

	State    Delivery
	Attempts int       // how often it was claimed
	Sends    int       // how often it may have been sent: begun, and not known to have failed
	Began    time.Time // when it may have been first
	Fence    int64     // grows with each claim; only the newest claim may write
	Ref      MessageRef
	Problem  string // what went wrong last; holds no secret
	Unposted bool   // the card that it was to change turned out to be deleted, which the posting does not know yet
}

// Delivery is how far the making of an announcement is.
type Delivery string

// The states of a delivery. From Sent on none is left again.
const (
	Pending Delivery = "pending"
	Leased  Delivery = "leased"  // claimed; nothing was sent yet
	Sending Delivery = "sending" // the first byte may have left
	Sent    Delivery = "sent"
	Skipped Delivery = "skipped" // overtaken by time, or nothing to say
	Void    Delivery = "void"    // the meeting has changed since
	Dead    Delivery = "dead"    // refused for good
	Unsure  Delivery = "unsure"  // nobody can tell whether it was sent
)

// until returns a, of kind KindOver, due when its occurrence is over as it is planned now.
func (a Announcement) until(o Occurrence, now time.Time) Announcement {
	a.Due = o.End()
	if !o.Cancelled.IsZero() {
		a.Due = o.Cancelled
	}
	a.Next = a.Due
	if now.After(a.Next) {
		a.Next = now
	}
	return a
}

// sameCard tells whether both are about one occurrence, in one channel: where it has one card.
func (a Announcement) sameCard(b Announcement) bool { return a.Nth == b.Nth && a.Channel == b.Channel }

// overtaken tells whether making a, which is about o, at now would say something that is no longer so, or no longer worth
// saying.
func overtaken(o Occurrence, a Announcement, now time.Time) bool {
	if edits(o, a) {
		return false // whatever has become of it
	}
	k := a.Kind.entry()
	untrue := k.during != nil && !slices.Contains(k.during, o.State(now))
	return untrue || k.fresh > 0 && now.After(a.promised().Add(k.fresh))
}
