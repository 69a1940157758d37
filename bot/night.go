package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// Chats write times in each reader's own zone and do not say which that is. On a night on which clocks change the time of
// one certain zone stands beside them.

// zoneAtNight returns the zone of whoever calls a meeting without saying any, if its clocks change about then; otherwise, as
// on nearly every night, nothing, and mostly without asking anybody.
func (b *Bot) zoneAtNight(ctx context.Context, c Command, start time.Time, lasts time.Duration) string {
	if start.IsZero() {
		start = b.service.Now()
	}
	if !changesSomewhere(start, start.Add(lasts)) {
		return ""
	}
	zone, _ := b.zone(ctx, c) // why it is not known changes nothing
	if zone == nil || core.ClockName(start.In(zone), start.Add(lasts)) == "" {
		return ""
	}
	return zone.String()
}

// zoneOf returns the zone of whoever gave a command, or nil, once it is asked for, and as often as one likes.
func (b *Bot) zoneOf(ctx context.Context, c Command) func() *time.Location {
	return sync.OnceValue(func() *time.Location {
		zone, _ := b.zone(ctx, c) // why it is not known changes nothing
		return zone
	})
}

// beside writes an instant of a meeting by the clocks of the organizer, where those change about then; by UTC, where they
// are not known and any may change, or where a reader elsewhere may see the same time twice, or an end that seems too early
// or late. On any other night it is nothing.
func beside(m core.Meeting, t time.Time) string {
	zone := location(m.Zone)
	if zone != nil {
		if clock := byClocks(zone, t, m.Start, m.PlannedEnd()); clock != "" {
			return clock
		}
		first, last := t, t
		if !t.Before(m.Start) && !t.After(m.PlannedEnd()) {
			first, last = m.Start, m.PlannedEnd()
		}
		if !misleadsSomewhere(first, last) {
			return ""
		}
	} else if !changesSomewhere(m.Start, m.PlannedEnd()) {
		return ""
	}
	return clockOf(t.UTC()) + " UTC"
}

// byClocks writes an instant by the clocks of a zone, if those change about then or about one of the others.
func byClocks(zone *time.Location, t time.Time, with ...time.Time) string {
	t = t.In(zone)
	if name := core.ClockName(t, with...); name != "" {
		return clockOf(t) + name
	}
	return ""
}

func clockOf(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// to writes beside a time in a private answer what the clocks of its reader show, which are known, in place of those of
// somebody else. Ask for them only here, on such a night.
func (m Moment) to(reader func() *time.Location) Moment {
	if m.Beside == "" {
		return m
	}
	if zone := reader(); zone != nil {
		m.Beside = byClocks(zone, m.At)
	}
	return m
}

// otherHalf returns when an hour of which one half of the day was assumed is in the other, where that is still to come: it
// is twice where clocks are put back then, of which parse chooses none.
func otherHalf(r parse.Request, zone *time.Location, now time.Time) (out []time.Time) {
	if !r.OtherStart.IsZero() {
		return []time.Time{r.OtherStart}
	}
	start := r.Start.In(zone)
	other := time.Date(start.Year(), start.Month(), start.Day(), (start.Hour()+12)%24, start.Minute(), start.Second(), 0, zone)
	for _, by := range []time.Duration{-time.Hour, -time.Hour / 2, 0, time.Hour / 2, time.Hour} {
		at := other.Add(by)
		if at.After(now) && clockOf(at) == clockOf(other) {
			out = append(out, at.UTC())
		}
	}
	if len(out) < 2 {
		return nil // it is over, or there is no such time
	}
	return out
}

// changesSomewhere tells whether clocks change, within a day of two instants, in one of the larger places.
func changesSomewhere(start, end time.Time) bool {
	const day = 24 * time.Hour
	return anyTurn(start.Add(-day), end.Add(day), func(turn) bool { return true })
}

// misleadsSomewhere tells whether in one of the larger places clocks show one of two instants twice that night, or are
// changed between them.
func misleadsSomewhere(first, last time.Time) bool {
	const most = 3 * time.Hour
	return anyTurn(first.Add(-most), last.Add(most), func(t turn) bool {
		return first.Before(t.at.Add(t.back)) && !last.Before(t.at.Add(-t.back))
	})
}

// A turn is a change of clocks somewhere. Where they are put back they show so much of time twice.
type turn struct {
	at   time.Time
	back time.Duration
}

// anyTurn tells whether of the turns after one instant and until another there is one that fits.
func anyTurn(after, until time.Time, fits func(turn) bool) bool {
	for year := after.UTC().Year(); year <= until.UTC().Year(); year++ {
		for _, t := range turnsIn(year) {
			if t.at.After(after) && !t.at.After(until) && fits(t) {
				return true
			}
		}
	}
	return false
}

// turns are those of places, each once, by the year.
var turns sync.Map

func turnsIn(year int) []turn {
	if known, ok := turns.Load(year); ok {
		return known.([]turn)
	}
	var out []turn
	for _, zone := range places() {
		from := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Add(-time.Second).In(zone)
		for {
			_, next := from.ZoneBounds()
			if next.IsZero() || next.UTC().Year() > year {
				break
			}
			_, before := next.Add(-time.Second).Zone()
			_, after := next.Zone()
			t := turn{next.UTC(), time.Duration(max(before-after, 0)) * time.Second}
			if before != after && !slices.Contains(out, t) {
				out = append(out, t)
			}
			from = next
		}
	}
	turns.Store(year, out)
	return out
}

// places are the zones of zoneNames.
var places = sync.OnceValue(func() (all []*time.Location) {
	for _, name := range zoneNames {
		if zone := location(name); zone != nil {
			all = append(all, zone)
		}
	}
	return all
})
