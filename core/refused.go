package core

import (
	"errors"
	"fmt"
	"time"
)

// What is said directly in the place of an announcement that was refused for good.

func startRefused(_ Meeting, _ Announcement, why error) []Kind { return []Kind{KindStart, lost(why)} }

// endRefused: what somebody has ended early is news to those who see a card.
func endRefused(m Meeting, a Announcement, _ error) []Kind {
	if a.Due.Equal(m.Ended) && m.Card(a.Channel) != "" {
		return []Kind{KindUntold}
	}
	return []Kind{KindEnd}
}

func newsRefused(Meeting, Announcement, error) []Kind { return []Kind{KindUntold} }

func roomOpen(Meeting, Announcement, error) []Kind { return []Kind{KindOpen} }

func calendarClosed(Meeting, Announcement, error) []Kind { return []Kind{KindUnlisted} }

func nothingTaken(_ Meeting, _ Announcement, why error) []Kind { return []Kind{lost(why)} }

func cardRefused(m Meeting, a Announcement, why error) []Kind {
	if edits(m.Occurrence, a) {
		return []Kind{KindStale}
	}
	return []Kind{lost(why)}
}

// editRefused is nothing where people hear otherwise what the edit was to say. What begins and ends where nothing can be
// written is told directly; not so where only what stands there already cannot be changed.
func editRefused(m Meeting, a Announcement, why error) []Kind {
	told := errors.Is(why, ErrGone) && !errors.Is(why, ErrFiltered)
	if a.Due.Equal(m.Start) || told && a.Due.Equal(m.End()) {
		return nil
	}
	return []Kind{KindStale}
}

// lost is what the organizer is told of a channel in which nothing can be said any more, or nothing could from the start.
func lost(why error) Kind {
	switch {
	case errors.Is(why, ErrVanished):
		return KindVanished
	case errors.Is(why, ErrFiltered):
		return KindFiltered
	default:
		return KindBlocked
	}
}

// ofCard names the news k of a channel. Once a card stands there, it is news again, and so it is of each occurrence and of
// each start without a card, and whenever somebody wants the card brought up to date.
func ofCard(m Meeting, a Announcement, k Kind) string {
	what := fmt.Sprintf("%s %s %s %s", k, m.ID, a.Channel.ID, m.Card(a.Channel))
	switch {
	case m.Card(a.Channel) == "":
		what += " " + m.Start.UTC().Format(time.RFC3339)
	case edits(m.Occurrence, a):
		what += " " + a.Due.UTC().Format(time.RFC3339Nano)
	}
	if m.Nth != 0 { // what was told before there was a second one was told
		what += fmt.Sprintf(" %d", m.Nth)
	}
	return what
}

// ofChange names the news that a channel was not told of one certain change.
func ofChange(m Meeting, a Announcement, k Kind) string {
	return fmt.Sprintf("%s %s %s %s", k, m.ID, a.Channel.ID, a.Due.UTC().Format(time.RFC3339Nano))
}

// ofRoom names the news of one occurrence's room.
func ofRoom(m Meeting, _ Announcement, k Kind) string {
	return fmt.Sprintf("%s %s %s", k, m.ID, m.Room)
}

// ofCalendar names the news of a whole workspace, whatever meeting it came out with.
func ofCalendar(_ Meeting, a Announcement, k Kind) string {
	return fmt.Sprintf("%s %s %s", k, a.Channel.Platform, a.Channel.Workspace)
}
