package bot

import (
	"context"
	"sync"
	"time"

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

// beside writes an instant of a meeting by the clocks of the organizer, and by UTC where they are not known; nothing where
// those, or all of which it may be, do not change about then.
func beside(m core.Meeting, t time.Time) string {
	zone := location(m.Zone)
	if zone == nil && !changesSomewhere(m.Start, m.PlannedEnd()) {
		return ""
	}
	layout := "15:04"
	if t.Second() != 0 {
		layout = "15:04:05"
	}
	if zone == nil {
		return t.UTC().Format(layout) + " UTC"
	}
	if name := core.ClockName(t.In(zone), m.Start, m.PlannedEnd()); name != "" {
		return t.In(zone).Format(layout) + name
	}
	return ""
}

// changesSomewhere tells whether clocks change, about the time of two instants, in one of the larger places.
func changesSomewhere(start, end time.Time) bool {
	for _, zone := range places() {
		if core.ClockName(start.In(zone), end) != "" {
			return true
		}
	}
	return false
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
