package bot

import (
	"time"

	"meetbot/bot/say"
	"meetbot/core"
)

// The words on what repeats.

// repeats says how a meeting repeats, and by the clocks of which zone.
func (t tongue) repeats(m core.Meeting) string {
	zone := location(m.Series.Zone)
	if zone == nil {
		zone = time.UTC
	}
	return t.Repeats(m.Series) + ", " + t.zone(zone)
}

// changed tells a channel of a change: of a meeting, of one of a series, or of the whole series.
func (t tongue) changed(m core.Meeting, a core.Announcement, by string, now time.Time) Card {
	change := a.Change()
	switch {
	case a.Kind == core.KindRestored:
		return Card{Lines: []Line{t.line(say.Key("news.restored").Of(named(by)), "By", by, "Title", m.Title, "Start", starts(m))}}
	case a.Kind == core.KindMoved && change.All:
		line := t.line(say.Key("news.changed_all").Of(named(by)), "By", by, "Title", m.Title, "Rule", t.repeats(m))
		return Card{Lines: []Line{line, t.line("news.next", "Start", starts(m))}}
	case a.Kind == core.KindMoved:
		return t.moved(m, change.From, by)
	case change.All:
		c := Card{Lines: []Line{t.line(say.Key("news.stopped").Of(named(by)), "By", by, "Title", m.Title)}}
		if m.State(now) == core.Live {
			c.Lines = append(c.Lines, t.line("news.last"))
		}
		return c
	}
	next, more := m.Next(now)
	if !more {
		return t.cancelled(m, by)
	}
	line := t.line(say.Key("news.skipped").Of(named(by)), "By", by, "Title", m.Title, "Start", starts(m))
	return Card{Lines: []Line{line, t.line("news.next", "Start", moment(m, next, Full))}}
}

// named names the sentence that says who did it, or the one that does not.
func named(by string) string {
	if by == "" {
		return "alone"
	}
	return "by"
}
