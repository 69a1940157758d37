package core

import (
	"errors"
	"fmt"
)

// What is said directly in the place of an announcement that was refused for good.

func startRefused(_ Meeting, _ Announcement, why error) []Kind { return []Kind{KindStart, lost(why)} }

func endRefused(Meeting, Announcement, error) []Kind { return []Kind{KindEnd} }

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

// ofCard names the news k of a channel. Once a card stands there, it is news again, and so it is of each occurrence.
func ofCard(m Meeting, a Announcement, k Kind) string {
	what := fmt.Sprintf("%s %s %s %s", k, m.ID, a.Channel.ID, m.Card(a.Channel))
	if m.Nth != 0 { // what was told before there was a second one was told
		what += fmt.Sprintf(" %d", m.Nth)
	}
	return what
}

// ofRoom names the news of one occurrence's room.
func ofRoom(m Meeting, _ Announcement, k Kind) string {
	return fmt.Sprintf("%s %s %s", k, m.ID, m.Room)
}

// ofCalendar names the news of a whole workspace, whatever meeting it came out with.
func ofCalendar(_ Meeting, a Announcement, k Kind) string {
	return fmt.Sprintf("%s %s %s", k, a.Channel.Platform, a.Channel.Workspace)
}
