package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

func TestASeriesThatCannotBeIsRefused(t *testing.T) {
	inBubble(t, func(w *world) {
		for name, change := range map[string]func(*core.Request){
			"no rule":                        rule("FREQ=HOURLY"),
			"no zone":                        func(r *core.Request) { r.Zone = "" },
			"an unknown zone":                func(r *core.Request) { r.Zone = "Europe/Nowhere" },
			"not on its first day":           rule("FREQ=WEEKLY;BYDAY=TU"),
			"longer than until the next one": func(r *core.Request) { r.Duration, r.Rule = 24*time.Hour, "FREQ=DAILY"; r.Zone = "Europe/Warsaw" },
		} {
			r := core.Request{Title: "x", Start: noon.Add(time.Hour), Zone: "UTC", Rule: "FREQ=DAILY"}
			if name == "longer than until the next one" { // one of the next days has 23 hours
				w.clock.Set(time.Date(2027, 3, 20, 12, 0, 0, 0, time.UTC))
				r.Start = w.clock.Now().Add(time.Hour)
			}
			change(&r)
			_, err := w.service.Schedule(w.ctx, alice, team, r)
			w.refused(err, core.Invalid)
			w.clock.Set(noon)
		}
	})
}

func TestOneOfASeriesIsSkipped(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		w.pass(day(1)) // its card has just come
		skipped, err := w.service.Skip(w.ctx, alice, m.ID, 1)
		w.NoError(err)
		w.Equal(core.Cancelled, skipped.State(w.clock.Now()))
		w.dispatch()
		w.Equal(2, w.read(m).Nth)
		w.Equal("cancelled 24 12:00", w.story()[len(w.story())-1])
		_, err = w.service.Skip(w.ctx, alice, m.ID, 1)
		w.refused(err, core.Invalid)
		w.pass(day(2))
		w.Equal([]string{"card 25 12:00", "reminder 25 12:50", "start 25 13:00", "ending_soon 25 13:25", "end 25 13:30", "card 26 12:00"}, w.story()[7:])
	})
}

func TestOneThatWasSkippedIsRestored(t *testing.T) {
	for name, posted := range map[string]bool{"with its card": true, "before its card": false} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.daily()
				w.pass(2 * time.Hour)
				if posted {
					w.pass(22 * time.Hour)
				}
				said := len(w.story())
				_, err := w.service.Skip(w.ctx, alice, m.ID, 1)
				w.NoError(err)
				w.pass(time.Minute)
				_, err = w.service.Skip(w.ctx, alice, m.ID, 2)
				w.NoError(err)
				w.pass(time.Minute)
				w.Equal(3, w.read(m).Nth)
				back, err := w.service.Restore(w.ctx, alice, m.ID, 1)
				w.NoError(err)
				w.Equal(core.Upcoming, back.State(w.clock.Now()))
				w.pass(time.Minute)
				w.Equal([]core.Kind{core.KindCancelled, core.KindCancelled, core.KindRestored}, w.said()[said:])
				w.pass(day(3))
				starts := w.announcer.Messages(core.KindStart)
				w.Len(starts, 3, "the first, the one that was restored, and not the other that was skipped")
				w.Equal(noon.Add(day(1)+time.Hour), starts[1].At)
				w.Equal(noon.Add(day(3)+time.Hour), starts[2].At)
				w.Len(w.announcer.Messages(core.KindCard), map[bool]int{true: 4, false: 3}[posted], "the last is that of the 27th")
				w.Equal(core.Ended, shownLast(w, w.announcer.Messages(core.KindCard)[1].Ref))
			})
		})
	}
}

func TestWhatIsRestoredIsStillAhead(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		_, err := w.service.Restore(w.ctx, alice, m.ID, 0)
		w.refused(err, core.Invalid)
		_, err = w.service.Skip(w.ctx, alice, m.ID, 0)
		w.NoError(err)
		w.dispatch()
		for _, nth := range []int{-1, 1, 7} {
			_, err = w.service.Restore(w.ctx, alice, m.ID, nth)
			w.refused(err, core.Invalid)
		}
		w.pass(time.Hour)
		_, err = w.service.Restore(w.ctx, alice, m.ID, 0)
		w.refused(err, core.Invalid)
		_, err = w.service.Stop(w.ctx, alice, m.ID)
		w.NoError(err)
		_, err = w.service.Restore(w.ctx, alice, m.ID, 1)
		w.refused(err, core.Invalid)
	})
}

func TestWhoMaySkipRestoreAndStop(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		for _, do := range []func(core.Actor) error{
			func(by core.Actor) error { _, err := w.service.Skip(w.ctx, by, m.ID, 0); return err },
			func(by core.Actor) error { _, err := w.service.Restore(w.ctx, by, m.ID, 0); return err },
			func(by core.Actor) error { _, err := w.service.Stop(w.ctx, by, m.ID); return err },
			func(by core.Actor) error {
				_, err := w.service.MoveAll(w.ctx, by, m.ID, noon.Add(2*time.Hour), 0, "")
				return err
			},
		} {
			w.refused(do(bob), core.Forbidden)
			w.refused(do(otherAlice), core.NotFound)
		}
		once := w.schedule(time.Hour)
		for _, do := range []func() error{
			func() error { _, err := w.service.Skip(w.ctx, alice, once.ID, 0); return err },
			func() error { _, err := w.service.Restore(w.ctx, alice, once.ID, 0); return err },
			func() error { _, err := w.service.Stop(w.ctx, alice, once.ID); return err },
			func() error {
				_, err := w.service.MoveAll(w.ctx, alice, once.ID, noon.Add(2*time.Hour), 0, "")
				return err
			},
		} {
			w.refused(do(), core.Invalid)
		}
	})
}

func TestASeriesIsStopped(t *testing.T) {
	for name, c := range map[string]struct {
		at    time.Duration
		state core.State
		story []string
	}{
		"before the first": {0, core.Cancelled, []string{"cancelled 23 12:00"}},
		"between two":      {3 * time.Hour, core.Cancelled, []string{"cancelled 23 15:00"}},
		"while one is on":  {70 * time.Minute, core.Live, []string{"cancelled 23 13:10", "ending_soon 23 13:25", "end 23 13:30"}},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.daily()
				w.pass(c.at)
				said := len(w.story())
				stopped, err := w.service.Stop(w.ctx, alice, m.ID)
				w.NoError(err)
				w.Equal(c.state, stopped.State(w.clock.Now()))
				w.pass(day(5))
				w.Equal(c.story, w.story()[said:])
				w.allSettled(m)
				_, err = w.service.Stop(w.ctx, alice, m.ID)
				w.Error(err)
				w.True(w.announcer.Messages(core.KindCancelled)[0].Change().All)
			})
		})
	}
}

func TestOneOfASeriesIsMoved(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		w.pass(3 * time.Hour)
		moved, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(day(1)+4*time.Hour), 0, "")
		w.NoError(err)
		w.Equal(core.Day("2026-11-24"), moved.Day)
		for _, start := range []time.Duration{day(2) + time.Hour, day(2) + 40*time.Minute, day(3)} {
			_, err = w.service.Move(w.ctx, alice, m.ID, noon.Add(start), 0, "")
			w.refused(err, core.Invalid)
		}
		_, err = w.service.Extend(w.ctx, alice, m.ID, 21*time.Hour)
		w.refused(err, core.Invalid)
		w.pass(day(2))
		w.Equal([]string{
			"moved 23 15:00", "card 24 15:00", "reminder 24 15:50", "start 24 16:00", "ending_soon 24 16:25", "end 24 16:30",
			"card 25 12:00", "reminder 25 12:50", "start 25 13:00", "ending_soon 25 13:25", "end 25 13:30",
		}, w.story()[5:])
	})
}

func TestAllOfASeriesAreMovedFromHereOn(t *testing.T) {
	for _, c := range []struct {
		name, rule  string
		except      []core.Day
		to          time.Duration
		want        string
		days        []string
		lost, still []core.Day
	}{
		{"to another time", "FREQ=DAILY", []core.Day{"2026-11-27"}, day(1) + 2*time.Hour, "FREQ=DAILY", []string{"24 14:00", "25 14:00", "26 14:00", "28 14:00"}, nil, []core.Day{"2026-11-27"}},
		{"to another day", "FREQ=WEEKLY;BYDAY=MO", []core.Day{"2026-12-07"}, day(8) + 2*time.Hour, "FREQ=WEEKLY;BYDAY=TU", []string{"1 14:00", "8 14:00", "15 14:00", "22 14:00"}, []core.Day{"2026-12-07"}, nil},
		{"of a few times", "FREQ=DAILY;COUNT=3", nil, day(1) + 2*time.Hour, "FREQ=DAILY;COUNT=2", []string{"24 14:00", "25 14:00"}, nil, nil},
		{"on working days", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", nil, day(1) + 2*time.Hour, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", []string{"24 14:00", "25 14:00", "26 14:00", "27 14:00"}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.daily(rule(c.rule), func(r *core.Request) { r.Except = c.except })
				w.pass(3 * time.Hour)
				before := w.read(m)
				moved, err := w.service.MoveAll(w.ctx, alice, m.ID, noon.Add(c.to), 0, "")
				w.NoError(err)
				w.Equal(c.want, moved.Series.Rule.String())
				var got []string
				for _, at := range moved.Dates(w.clock.Now(), 4) {
					got = append(got, at.Format("2 15:04"))
				}
				w.Equal(c.days, got)
				w.Equal(c.lost, moved.Lost(before))
				w.ElementsMatch(c.still, moved.Series.Except)
				w.dispatch()
				w.True(w.announcer.Messages(core.KindMoved)[0].Change().All)
				w.pass(day(9))
				starts := w.announcer.Messages(core.KindStart)
				w.Equal(c.days[0], starts[1].At.Format("2 15:04"))
			})
		})
	}
}

func TestAllOfASeriesCannotBeMovedToWhereItIsNotClear(t *testing.T) {
	inBubble(t, func(w *world) {
		for text, to := range map[string]time.Duration{
			"FREQ=WEEKLY;BYDAY=MO,TU": day(2), "FREQ=DAILY;UNTIL=20261125": day(3), "FREQ=DAILY": -time.Hour,
		} {
			m := w.daily(rule(text))
			_, err := w.service.MoveAll(w.ctx, alice, m.ID, noon.Add(to), 0, "")
			w.refused(err, core.Invalid)
			w.Equal(m, w.read(m))
		}
		m := w.daily()
		w.pass(time.Hour)
		_, err := w.service.MoveAll(w.ctx, alice, m.ID, noon.Add(day(1)), 0, "")
		w.refused(err, core.HasStarted)
	})
}

// TestASeriesThatIsMovedToAnotherZoneGoesByItsClocks from then on, across a change of them.
func TestASeriesThatIsMovedToAnotherZoneGoesByItsClocks(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		moved, err := w.service.MoveAll(w.ctx, alice, m.ID, time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC), 0, "America/New_York")
		w.NoError(err)
		w.clock.Set(time.Date(2027, 3, 13, 12, 0, 0, 0, time.UTC))
		w.dispatch()
		w.Equal([]time.Time{
			time.Date(2027, 3, 13, 20, 0, 0, 0, time.UTC), time.Date(2027, 3, 14, 19, 0, 0, 0, time.UTC), time.Date(2027, 3, 15, 19, 0, 0, 0, time.UTC),
		}, w.read(moved).Dates(w.clock.Now(), 3))
	})
}

func TestANewNameIsOfTheWholeSeries(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		w.pass(3 * time.Hour)
		said := len(w.story())
		_, err := w.service.Rename(w.ctx, alice, m.ID, "daily")
		w.NoError(err)
		w.pass(time.Hour)
		w.Len(w.story(), said, "its card comes when it is due")
		w.pass(day(2))
		for _, s := range w.announcer.Messages(core.KindStart)[1:] {
			w.Equal("daily", s.About.Title)
		}
	})
}

func TestASeriesThatIsSharedHasACardThereAtOnceAndForEach(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.daily()
		w.pass(3 * time.Hour)
		by := alice
		by.Here = random
		_, err := w.service.Share(w.ctx, by, random, m.ID)
		w.NoError(err)
		w.dispatch()
		w.Equal("card 23 15:00", w.story()[5])
		w.pass(day(2))
		in := map[core.Channel]int{}
		for _, c := range w.announcer.Messages(core.KindCard) {
			in[c.Channel]++
		}
		w.Equal(map[core.Channel]int{team: 3, random: 2}, in)
	})
}
