package core

import (
	"slices"
	"time"
)

// A Kind says what an announcement is about.
type Kind string

// The kinds of announcements. KindCard posts the card of a meeting, or brings one that stands already up to date.
// KindEdit and KindCountdown edit it. KindRetract deletes a reminder that is no longer so, and KindOver edits a start once
// there is no way in any more. KindEvent
// brings the event that stands for the meeting in the workspace's own calendar up to date; it goes to no channel.
// KindEnding, KindBlocked, KindFiltered, KindVanished, KindUncertain, KindStale and KindUnlisted go to people directly. KindClose says
// nothing: it closes the room.
const (
	KindCard      Kind = "card"
	KindEdit      Kind = "edit"
	KindCountdown Kind = "countdown"
	KindReminder  Kind = "reminder"
	KindStart     Kind = "start"
	KindEnding    Kind = "ending_soon"
	KindEnd       Kind = "end"
	KindMoved     Kind = "moved"
	KindCancelled Kind = "cancelled"
	KindBlocked   Kind = "blocked"
	KindFiltered  Kind = "filtered"  // we may write there, but what we write is not taken
	KindVanished  Kind = "vanished"  // the channel is not there any more
	KindUncertain Kind = "uncertain" // nobody can tell whether the channel has seen it
	KindStale     Kind = "stale"     // the card cannot be changed, and says what is no longer so
	KindEvent     Kind = "event"
	KindUnlisted  Kind = "unlisted" // the calendar is closed to us
	KindOver      Kind = "over"
	KindRetract   Kind = "retract"
	KindClose     Kind = "close"
)

// Posts tells whether making the announcement puts up a new message, so that making it twice would be seen.
func (k Kind) Posts() bool {
	switch k {
	case KindEdit, KindCountdown, KindOver, KindRetract, KindEvent, KindClose:
		return false
	default:
		return true
	}
}

// onceMore tells whether an announcement whose outcome is unknown is made once more: a missing join link or start is worse
// than a double, and so is one that nobody knows of. Anything else that posts is left to the card's next edit.
func (k Kind) onceMore() bool { return k == KindCard || k == KindStart || k == KindUncertain }

// Priority orders announcements that are due at the same instant, the most urgent first.
func (k Kind) Priority() int {
	return slices.Index([]Kind{KindStart, KindEnd, KindCard, KindClose, KindCancelled, KindMoved, KindReminder, KindEnding, KindBlocked, KindFiltered, KindVanished, KindUncertain, KindStale, KindUnlisted, KindEdit, KindEvent, KindCountdown, KindOver, KindRetract}, k)
}

// An Announcement is something to be said about a meeting, in one channel, at a set time. It is stored in the same
// transaction as the change that calls for it, and made later, by whichever process claims it.
type Announcement struct {
	ID       string // derived from what it says where; a platform may use it to drop a second copy
	Meeting  MeetingID
	Revision int // of the meeting it was planned for; 0: of any
	Kind     Kind
	Channel  Channel
	About    string    // of what goes to a person: the ID of the channel it is about; with KindOver and KindRetract what Message returns, with KindMoved and KindCancelled what Change does
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

// until returns a, of kind KindOver, due when m is over as it is planned now.
func (a Announcement) until(m Meeting, now time.Time) Announcement {
	a.Due = m.End()
	if !m.Cancelled.IsZero() {
		a.Due = m.Cancelled
	}
	a.Next = a.Due
	if now.After(a.Next) {
		a.Next = now
	}
	return a
}

// late is how long after its moment an announcement still counts as on time.
const late = time.Minute

// overtaken tells whether making a at now would say something that is no longer so, or no longer worth saying.
func overtaken(m Meeting, a Announcement, now time.Time) bool {
	state := m.State(now)
	switch a.Kind {
	case KindCard:
		// One that stands is brought up to date whatever has become of the meeting.
		p, _ := m.PostingIn(a.Channel)
		return p.Card == "" && (state == Ended || state == Cancelled)
	case KindCountdown, KindReminder:
		return state != Upcoming || now.After(a.Due.Add(late))
	case KindStart:
		return state != Live
	case KindEnding:
		return state != Live || now.After(a.Due.Add(late))
	case KindEnd:
		return state != Ended || now.After(m.End().Add(time.Hour))
	case KindMoved:
		return state != Upcoming
	case KindBlocked, KindFiltered, KindVanished, KindUncertain:
		// As long as people can still come, the organizer can still tell them.
		return state == Ended || state == Cancelled
	case KindRetract:
		return now.After(a.promised().Add(24 * time.Hour))
	case KindCancelled, KindUnlisted:
		return now.After(a.Due.Add(time.Hour))
	default:
		return now.After(a.Due.Add(24 * time.Hour))
	}
}
