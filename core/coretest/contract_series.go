package coretest

import (
	"time"

	"meetbot/core"
)

var seriesCases = []storeCase{
	{"how a meeting repeats is kept, and changes with it", repeatsKept},
	{"each occurrence keeps its day", dayOfEach},
	{"of a series that goes on, what is long over is forgotten", pastForgotten},
}

// repeating makes a series of a draft.
func repeating(m *core.Meeting) {
	m.Day = "2026-11-23"
	m.Series = core.Series{
		Rule:  core.Rule{Freq: core.Weekly, Interval: 2, Weekdays: []time.Weekday{time.Monday, time.Wednesday}, Until: "2027-06-01"},
		First: time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC), Zone: "Europe/Warsaw", Lasts: 30 * time.Minute,
		Except: []core.Day{"2026-12-07", "2026-12-09"},
	}
}

func repeatsKept(b *bench) {
	for _, channels := range [][]core.Channel{{team}, {team, guild}} { // which are stored in two ways
		m := b.create(draft(in(channels...), repeating))
		want := draft(repeating)
		b.Equal(want.Series, m.Series)
		b.Equal(want.Day, m.Day)
		b.Equal(m, b.stored(m.ID))
		changed := b.change(m.ID, func(m *core.Meeting) {
			m.Series.Rule = core.Rule{Freq: core.Monthly, Interval: 1, Weekdays: []time.Weekday{time.Friday}, Nth: -1, Count: 3}
			m.Series.Zone, m.Series.Lasts, m.Series.Except = "Asia/Tokyo", time.Hour, nil
			m.Series.First = m.Series.First.Add(time.Second)
		})
		b.Equal(changed, b.stored(m.ID))
		b.Equal("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", changed.Series.Rule.String())
		b.Equal("Asia/Tokyo", changed.Series.Zone)
		b.Zero(b.change(m.ID, func(m *core.Meeting) { m.Series = core.Series{} }).Series)
		b.Zero(b.stored(m.ID).Series)
	}
	b.Zero(b.create(draft()).Series)
}

func dayOfEach(b *bench) {
	m := b.create(draft(repeating))
	b.change(m.ID, func(m *core.Meeting) {
		m.Occurrence = core.Occurrence{Nth: 2, Day: "2026-11-25", Start: noon.Add(49 * time.Hour), Duration: time.Hour, Room: "another"}
	})
	b.Equal(core.Day("2026-11-25"), b.stored(m.ID).Day)
	b.Equal(core.Day("2026-11-25"), b.at(m.ID, 2).Day)
	b.Equal(core.Day("2026-11-23"), b.at(m.ID, 0).Day)
}

func pastForgotten(b *bench) {
	m := b.create(draft(repeating), say(core.KindCard, noon), say(core.KindEnd, noon.Add(time.Minute)))
	b.posted(noon, "first")
	b.next(m.ID, ofNext(say(core.KindCard, noon.Add(time.Hour))))
	n, err := b.Forget(b.ctx, m.End().Add(-time.Microsecond))
	b.NoError(err)
	b.Zero(n)
	b.NotZero(b.at(m.ID, 0))
	n, err = b.Forget(b.ctx, m.End())
	b.NoError(err)
	b.Zero(n, "it goes on")
	b.NotZero(b.at(m.ID, 0), "something about it is still to be said")

	b.settled(b.begin(b.claimOne(noon.Add(time.Minute)), noon), core.Sent)
	_, err = b.Forget(b.ctx, m.End())
	b.NoError(err)
	b.Zero(b.at(m.ID, 0))
	b.Equal([]string{"card pending"}, b.of(m.ID))
	b.Equal("another", b.stored(m.ID).Room)
	b.Equal(1, b.claimOne(noon.Add(time.Hour)).Nth)
}
