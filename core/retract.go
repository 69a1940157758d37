package core

import (
	"strings"
	"time"
)

// retraction returns what deletes a reminder that was sent, as soon as what it reminds of starts, or is no longer to start when
// the reminder says. It looks for that at once, since the meeting may have changed while the reminder was being sent. Its
// Due is past: what is due later is dropped from a changed meeting by a program that does not know it.
func retraction(o Occurrence, reminder Announcement, now time.Time) Announcement {
	return Announcement{
		Meeting: reminder.Meeting, Nth: reminder.Nth, Revision: reminder.Revision, Kind: KindRetract, Channel: reminder.Channel,
		About: o.Start.UTC().Format(time.RFC3339) + " " + string(reminder.Ref), Due: reminder.Due, Next: now,
	}
}

// Message returns the message that an announcement of kind KindOver or KindRetract is about.
func (a Announcement) Message() MessageRef {
	if _, message, ok := strings.Cut(a.About, " "); ok && a.Kind == KindRetract {
		return MessageRef(message)
	}
	return MessageRef(a.About)
}

// promised returns when a is to be said: with KindRetract when the reminder is no longer so by itself.
func (a Announcement) promised() time.Time {
	start, _, _ := strings.Cut(a.About, " ")
	if t, err := time.Parse(time.RFC3339, start); err == nil && a.Kind == KindRetract {
		return t
	}
	return a.Due
}

// stands tells whether the reminder that a retracts is still so.
func (a Announcement) stands(o Occurrence, now time.Time) bool {
	return o.State(now) == Upcoming && o.Start.Equal(a.promised())
}
