package core

import (
	"slices"
	"time"
)

// A Kind says what an announcement is about.
type Kind string

// The kinds of announcements. What there is to know about each stands in the table below.
const (
	KindCard      Kind = "card"      // posts the card of a meeting, or brings one that stands already up to date
	KindEdit      Kind = "edit"      // brings the card that stands up to date
	KindCountdown Kind = "countdown" // has the card say how long it is still
	KindReminder  Kind = "reminder"
	KindStart     Kind = "start"
	KindEnding    Kind = "ending_soon"
	KindSummary   Kind = "summary" // who has said what about coming
	KindEnd       Kind = "end"
	KindMoved     Kind = "moved"
	KindCancelled Kind = "cancelled"
	KindBlocked   Kind = "blocked"   // we may not write there
	KindFiltered  Kind = "filtered"  // we may write there, but what we write is not taken
	KindVanished  Kind = "vanished"  // the channel is not there any more
	KindUncertain Kind = "uncertain" // nobody can tell whether the channel has seen it
	KindStale     Kind = "stale"     // the card cannot be changed, and says what is no longer so
	KindUntold    Kind = "untold"    // the channel could not be told of a move, a cancellation or an end
	KindEvent     Kind = "event"     // brings the event that stands for the meeting in a calendar up to date
	KindUnreached Kind = "unreached" // somebody who is invited cannot be written to
	KindUnlisted  Kind = "unlisted"  // the calendar is closed to us
	KindOpen      Kind = "open"      // the room could not be closed
	KindOver      Kind = "over"      // edits a start once there is no way in any more
	KindRetract   Kind = "retract"   // deletes a reminder that is no longer so
	KindClose     Kind = "close"     // says nothing: it closes the room
	KindRestored  Kind = "restored"  // one of a series that was skipped takes place after all
	KindTurn      Kind = "turn"      // says nothing: it puts the next of a series at hand
)

// table has one entry for each kind, the most urgent first: that is the order of what is due at the same instant.
// Whoever adds a kind adds its entry here, and its words in package bot.
var table = []entry{
	{kind: KindStart, posts: true, again: true, wayIn: true, noticed: always, during: live, unheard: KindUncertain, refused: startRefused},
	{kind: KindEnd, posts: true, noticed: always, during: []State{Ended}, fresh: time.Hour, refused: endRefused},
	{kind: KindCard, posts: true, again: true, card: true, noticed: always, during: ahead, unheard: KindUncertain, refused: cardRefused, atChange: planned},
	{kind: KindClose, to: toRoom, noticed: whereItCloses, fresh: day, refused: roomOpen, atChange: planned},
	{kind: KindCancelled, posts: true, noticed: always, fresh: time.Hour, refused: newsRefused},
	{kind: KindMoved, posts: true, noticed: always, during: upcoming, refused: newsRefused, atChange: untilMoved},
	{kind: KindRestored, posts: true, noticed: always, during: upcoming, fresh: time.Hour, refused: newsRefused},
	{kind: KindReminder, posts: true, passing: true, noticed: always, during: upcoming, fresh: late, refused: nothingTaken, atChange: untilMoved},
	{kind: KindEnding, to: toPerson, posts: true, noticed: always, during: live, fresh: late},
	{kind: KindSummary, to: toPerson, posts: true, noticed: always, during: upcoming, atChange: planned},
	{kind: KindBlocked, to: toPerson, posts: true, noticed: always, during: ahead, first: ofCard},
	{kind: KindFiltered, to: toPerson, posts: true, noticed: always, during: ahead, first: ofCard},
	{kind: KindVanished, to: toPerson, posts: true, noticed: always, during: ahead, first: ofCard},
	{kind: KindUncertain, to: toPerson, posts: true, again: true, noticed: always, during: ahead, first: ofCard},
	{kind: KindStale, to: toPerson, posts: true, noticed: always, fresh: day, first: ofCard},
	{kind: KindUntold, to: toPerson, posts: true, noticed: always, fresh: day, first: ofChange},
	{kind: KindUnreached, to: toPerson, posts: true, noticed: always, fresh: day, first: ofInvitee},
	{kind: KindUnlisted, to: toPerson, posts: true, noticed: always, fresh: time.Hour, first: ofCalendar},
	{kind: KindOpen, to: toPerson, posts: true, noticed: always, fresh: time.Hour, first: ofRoom},
	{kind: KindEdit, card: true, noticed: never, fresh: day, refused: editRefused, atChange: planned},
	{kind: KindEvent, to: toCalendar, noticed: never, fresh: day, refused: calendarClosed, atChange: planned},
	{kind: KindCountdown, card: true, noticed: never, during: upcoming, fresh: late, atChange: untilMoved},
	{kind: KindOver, earlier: true, noticed: never, fresh: day, atChange: follows},
	{kind: KindRetract, earlier: true, noticed: never, fresh: day, atChange: waits},
	{kind: KindTurn, to: toSeries, noticed: never, stays: true},
}

// An entry is what there is to know about one kind.
type entry struct {
	kind Kind
	to   whither
	// posts: it puts up a new message, so that making it twice would be seen.
	posts bool
	// card: it shows the whole card as it is at the moment of sending.
	card bool
	// earlier: it edits or deletes the message that it is about, and not the card.
	earlier bool
	// wayIn: what it puts up shows a way in, and is edited when there is none any more.
	wayIn bool
	// passing: what it puts up is deleted once it is no longer so.
	passing bool
	// again: it is made once more when its outcome is unknown. A missing join link or start is worse than a double, and so is
	// one that nobody knows of. Anything else that posts is left to the card's next edit.
	again bool
	// noticed: whether anybody notices it.
	noticed func(Enforcement) bool
	// during: the states of the meeting in which it is true; nil: all.
	during []State
	// fresh: for how long after it is to be said it is worth saying; 0: as long as it is true.
	fresh time.Duration
	// atChange: what a change of what is planned makes of one that was not sent.
	atChange fate
	// stays: no change of the meeting voids it, also by a program that does not know it. It looks for itself what to do.
	stays bool
	// unheard: what the organizer is told when nobody can tell whether it was seen; empty: nothing.
	unheard Kind
	// refused: what is said directly in the place of one that was refused for good; nil: nothing.
	refused func(m Meeting, a Announcement, why error) []Kind
	// first: of what this is the news, which is told once however many find it out; nil: it is no news.
	first func(m Meeting, a Announcement, k Kind) string
}

// Where an announcement goes.
type whither int

const (
	toChannel whither = iota // or, where that fails, to a person
	toPerson                 // directly
	toCalendar
	toRoom
	toSeries
)

// What becomes of an announcement that was not sent yet when the meeting's plan changes.
type fate int

const (
	owing      fate = iota // it is said all the same if it was due by then, and not overtaken
	planned                // the new plan has it anew
	untilMoved             // as owing, but of a meeting that moves it tells the old start
	follows                // it comes when the meeting is over by the new plan
	waits                  // it looks anew whether its time has come
)

const (
	// late is how long after its moment an announcement still counts as on time.
	late = time.Minute
	day  = 24 * time.Hour
)

var (
	upcoming = []State{Upcoming}
	live     = []State{Live}
	ahead    = []State{Upcoming, Live} // people can still come
)

func always(Enforcement) bool           { return true }
func never(Enforcement) bool            { return false }
func whereItCloses(by Enforcement) bool { return by.Close }

// Kinds returns every kind, the most urgent first.
func Kinds() []Kind {
	out := make([]Kind, len(table))
	for i, e := range table {
		out[i] = e.kind
	}
	return out
}

// entry returns what there is to know about k. One that only a newer program knows is left to that program, and until
// then taken for something that must not be said twice.
func (k Kind) entry() entry {
	if i := k.Priority(); i >= 0 {
		return table[i]
	}
	return entry{kind: k, posts: true, noticed: always, fresh: day}
}

// Priority orders announcements that are due at the same instant, the most urgent first.
func (k Kind) Priority() int {
	return slices.IndexFunc(table, func(e entry) bool { return e.kind == k })
}

// Posts tells whether making the announcement puts up a new message, so that making it twice would be seen.
func (k Kind) Posts() bool { return k.entry().posts }

// Stays tells whether the announcement is made however the meeting changes: it is of any revision.
func (k Kind) Stays() bool { return k.entry().stays }

// Noticed tells whether anybody notices when the announcement is made, with a meeting server that enforces so much. An
// edit nobody notices, nor the closing of a room that cannot be closed.
func (k Kind) Noticed(by Enforcement) bool { return k.entry().noticed(by) }
