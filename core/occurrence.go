package core

import (
	"maps"
	"slices"
	"time"
)

// An Occurrence is one time at which a meeting takes place. Whatever has a time belongs to it and not to the meeting:
// the room, the cards in channels and each Announcement, too.
type Occurrence struct {
	Nth       int // which of its meeting's it is: the first is 0, and one on a later Day has a greater one
	Day       Day // which day of a series it stands for, wherever it was moved; empty: of none
	Start     time.Time
	Duration  time.Duration
	Room      string                 // the room's name at the meeting server: random, and not the meeting's ID
	Ended     time.Time              // when it was ended by hand; zero otherwise
	Cancelled time.Time              // when it was cancelled; zero otherwise
	Cards     map[Channel]MessageRef // those that are posted; the store keeps them as Settle says, and nobody else
	Attendees []Attendee             // who has said whether they come, in the order in which they did
}

// State is how far an occurrence is. It follows from times alone and is never stored.
type State string

// The states of an occurrence.
const (
	Upcoming  State = "upcoming"
	Live      State = "live"
	Ended     State = "ended"
	Cancelled State = "cancelled"
)

// End returns when the occurrence ends, or ended: by plan, or by hand before that.
func (o Occurrence) End() time.Time {
	if !o.Ended.IsZero() {
		return o.Ended
	}
	return o.PlannedEnd()
}

// PlannedEnd returns the end by plan.
func (o Occurrence) PlannedEnd() time.Time { return o.Start.Add(o.Duration) }

// State returns how far the occurrence is at now. It is live from its start on, and ended from its end on.
func (o Occurrence) State(now time.Time) State {
	switch {
	case !o.Cancelled.IsZero():
		return Cancelled
	case now.Before(o.Start):
		return Upcoming
	case now.Before(o.End()):
		return Live
	default:
		return Ended
	}
}

// Card returns the card of the occurrence in a channel; empty: none is posted.
func (o Occurrence) Card(in Channel) MessageRef { return o.Cards[in] }

// Clone returns a copy that shares nothing with o.
func (o Occurrence) Clone() Occurrence {
	o.Cards = maps.Clone(o.Cards)
	o.Attendees = slices.Clone(o.Attendees)
	return o
}
