package core_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// daily has alice call a series for half an hour each day at 13:00 UTC, from in an hour on.
func (w *world) daily(change ...func(*core.Request)) core.Meeting {
	change = append([]func(*core.Request){func(r *core.Request) { r.Zone, r.Rule = "UTC", "FREQ=DAILY" }}, change...)
	return w.schedule(time.Hour, change...)
}

func rule(text string) func(*core.Request) { return func(r *core.Request) { r.Rule = text } }

// story returns what was put up, with the day and the time at which it was: "card 23 12:00".
func (w *world) story() []string {
	var out []string
	for _, m := range w.announcer.Messages() {
		out = append(out, fmt.Sprintf("%s %s", m.Kind, m.At.Format("2 15:04")))
	}
	return out
}

// day is a number of days after noon.
func day(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

func TestASeriesGoesOn(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		w.pass(day(2))
		w.Equal([]string{
			"card 23 12:00", "reminder 23 12:50", "start 23 13:00", "ending_soon 23 13:25", "end 23 13:30",
			"card 24 12:00", "reminder 24 12:50", "start 24 13:00", "ending_soon 24 13:25", "end 24 13:30",
			"card 25 12:00",
		}, w.story())
		rooms := map[string]bool{}
		for _, msg := range w.announcer.Messages(core.KindCard) {
			w.Equal(m.ID, msg.Meeting)
			rooms[msg.About.Room] = true
		}
		w.Len(rooms, 3, "a room of its own each")
		now := w.read(m)
		w.Equal(noon.Add(day(2)+time.Hour), now.Start)
		w.Equal(2, now.Nth)
		w.Len(now.Cards, 1)
		w.Equal(now.Room, w.announcer.Messages(core.KindCard)[2].About.Room)
		for _, nth := range []int{0, 1} {
			at, err := w.store.MeetingsOf(w.ctx, []core.Announcement{{Meeting: m.ID, Nth: nth}})
			w.NoError(err)
			w.Equal(core.Ended, at[0].State(w.clock.Now()))
			w.Contains(w.provider.Closed(), at[0].Room)
			w.Equal(core.Ended, shownLast(w, at[0].Card(team)), "its card says that it is over")
		}
	})
}

// shownLast returns the state that a card shows.
func shownLast(w *world, card core.MessageRef) (state core.State) {
	for _, x := range append(w.announcer.Messages(core.KindCard), w.announcer.Edits()...) {
		if x.Ref == card {
			state = x.About.State(x.At)
		}
	}
	return state
}

func TestTheNextIsAtHandWhenOneIsOver(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		w.pass(90*time.Minute - time.Microsecond)
		w.Equal(0, w.read(m).Nth)
		w.pass(time.Microsecond)
		now := w.read(m)
		w.Equal(core.Upcoming, now.State(w.clock.Now()))
		w.Equal(core.Day("2026-11-24"), now.Day)
		view, err := w.service.View(w.ctx, m.ID, alice)
		w.NoError(err)
		w.Equal(now.Start.Add(-policy.OpenEarly), view.Opens)
		w.NotContains(w.provider.Closed(), m.Room, "who is inside may stay for the grace")
		w.pass(policy.Grace)
		w.Equal([]string{m.Room}, w.provider.Closed())
		found, err := w.service.Find(w.ctx, alice, "#1")
		w.NoError(err)
		w.Equal(1, found.Nth)
	})
}

func TestTheCardOfTheNextComesWithItsFirstReminder(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		_, err := w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
			m.Reminders = []time.Duration{3 * time.Hour, 10 * time.Minute}
			return open, nil
		})
		w.NoError(err)
		w.pass(day(1))
		w.Contains(w.story(), "card 24 10:00")
		w.Contains(w.story(), "reminder 24 10:00")
	})
}

// TestASeriesOutlivesThatNobodyWasThere: what was missed altogether is not announced, and of what is on people hear late.
func TestASeriesOutlivesThatNobodyWasThere(t *testing.T) {
	for _, c := range []struct {
		name  string
		from  time.Duration // from when on nobody was there
		until time.Duration
		story []string
		next  int
	}{
		{"over the end of one", 70 * time.Minute, 2 * time.Hour, []string{"end 23 14:00"}, 1},
		{"over one and into the next", 70 * time.Minute, day(1) + 70*time.Minute, []string{"card 24 13:10", "start 24 13:10", "ending_soon 24 13:25", "end 24 13:30"}, 2},
		{"over a whole one", 70 * time.Minute, day(1) + 4*time.Hour, nil, 2},
		{"over a whole one that has just ended", 2 * time.Hour, day(1) + 100*time.Minute, []string{"end 24 13:40"}, 2},
		{"over a week", 70 * time.Minute, day(7), []string{"card 30 12:00"}, 7},
		{"over a week and into one", 70 * time.Minute, day(7) + time.Hour + time.Minute/2, []string{"card 30 13:00", "start 30 13:00"}, 7},
		{"over the skipped one", 0, day(1) + time.Minute, []string{"card 24 12:01"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.daily()
				w.pass(c.from)
				before := len(w.story())
				w.clock.Set(noon.Add(c.until))
				w.another()
				w.dispatch()
				if c.next > 1 && len(c.story) > 2 {
					w.pass(time.Hour)
				}
				if c.from == 0 {
					before = 1 // the first card
				}
				w.Equal(c.story, append([]string(nil), w.story()[before:]...))
				w.Equal(c.next, w.read(m).Nth)
				w.pass(day(2))
				w.Equal(c.next+2, w.read(m).Nth, "and it goes on")
			})
		})
	}
}

// A turner that fails in its way at first.
type failingTurner struct {
	core.Turner
	times   atomic.Int64
	failing func(context.Context, func(context.Context) error) error
}

func (f *failingTurner) Turn(ctx context.Context, id core.MeetingID, nth int) error {
	turn := func(ctx context.Context) error { return f.Turner.Turn(ctx, id, nth) }
	if f.times.Add(1) == 1 {
		return f.failing(ctx, turn)
	}
	return turn(ctx)
}

func TestACrashWhileTheNextIsPutAtHandCostsNothing(t *testing.T) {
	for name, failing := range map[string]func(context.Context, func(context.Context) error) error{
		"before": func(context.Context, func(context.Context) error) error { panic("the process dies") },
		"fails":  func(context.Context, func(context.Context) error) error { return errors.New("no database") },
		"unheard": func(ctx context.Context, turn func(context.Context) error) error {
			_ = turn(ctx)
			return errors.New("cut off")
		},
		"after": func(ctx context.Context, turn func(context.Context) error) error {
			_ = turn(ctx)
			panic("the process dies")
		},
		"twice": func(ctx context.Context, turn func(context.Context) error) error {
			return errors.Join(turn(ctx), turn(ctx))
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				turner := &failingTurner{Turner: w.service, failing: failing}
				w.dispatcher = core.NewDispatcher(claims{w.store, &w.claimed}, watched{w.announcer, w}, w.provider, turner, w.clock, w.log.Logger(), w.observe)
				m := w.daily()
				w.pass(day(1) + 2*time.Hour)
				w.Equal(2, w.read(m).Nth)
				w.Len(w.announcer.Messages(core.KindCard), 2)
				w.Len(w.announcer.Messages(core.KindStart), 2)
				w.pass(day(3))
				w.Len(w.announcer.Messages(core.KindStart), 5)
			})
		})
	}
}

// TestAChangeByAProgramThatKnowsNoSeriesDoesNotEndOne: it takes what is planned for what it would plan itself.
func TestAChangeByAProgramThatKnowsNoSeriesDoesNotEndOne(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		_, err := w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Duration += 15 * time.Minute
			return nil, nil
		})
		w.NoError(err)
		w.pass(90 * time.Minute)
		w.Equal(0, w.read(m).Nth, "it looks anew whether one is over")
		w.pass(15 * time.Minute)
		w.Equal(1, w.read(m).Nth)
		w.pass(day(1))
		w.Len(w.announcer.Messages(core.KindStart), 1)
	})
}

func TestASeriesEndsByItsRule(t *testing.T) {
	for _, text := range []string{"FREQ=DAILY;COUNT=2", "FREQ=DAILY;UNTIL=20261124"} {
		inBubble(t, func(w *world) {
			m := w.daily(rule(text))
			w.pass(day(10))
			w.Len(w.announcer.Messages(core.KindStart), 2)
			w.Equal(core.Ended, w.read(m).State(w.clock.Now()))
			w.allSettled(m)
			n, err := w.store.Forget(w.ctx, w.clock.Now())
			w.NoError(err)
			w.Equal(1, n)
		})
	}
}

func TestNoSeriesIsPlannedFurtherAheadThanOneOccurrence(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		for range 3 {
			w.pass(day(1))
			all, err := w.store.Announcements(w.ctx, m.ID)
			w.NoError(err)
			of := map[int]int{}
			for _, a := range all {
				if coretest.Unmade(a) {
					of[a.Nth]++
				}
			}
			w.Len(of, 1)
		}
	})
}
