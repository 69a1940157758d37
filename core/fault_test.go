package core_test

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

var (
	discard  = slog.New(slog.DiscardHandler)
	errRoute = errors.New("no route")
)

func repeat(f coretest.Fault, n int) []coretest.Fault {
	out := make([]coretest.Fault, n)
	for i := range out {
		out[i] = f
	}
	return out
}

func TestWhatFailsIsTriedAgainAfterDelaysThatDouble(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		w.announcer.Fail(core.KindCard, repeat(coretest.Failing(errRoute), 9)...)
		var delays []time.Duration
		for range 9 {
			w.dispatch()
			a := w.kind(m, core.KindCard)
			w.Equal(core.Pending, a.State)
			w.Equal("no route", a.Problem)
			delays = append(delays, a.Next.Sub(w.clock.Now()))
			w.clock.Set(a.Next)
		}
		for i, d := range delays {
			ceiling := min(2*time.Second<<i, time.Minute)
			w.GreaterOrEqual(d, ceiling/2-time.Microsecond)
			w.Less(d, ceiling)
		}
		w.dispatch()
		w.Equal([]core.Kind{core.KindCard}, w.said())
		w.Equal(core.Sent, w.kind(m, core.KindCard).State)
		w.Empty(w.kind(m, core.KindCard).Problem)
	})
}

func TestABusyPlatformIsTriedAgainWhenItSays(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(23 * time.Hour)
		w.announcer.Fail(core.KindCard, coretest.Busy(7*time.Second), coretest.Fault{Refusal: &core.Busy{After: 90 * time.Second}})
		w.dispatch()
		w.Equal(noon.Add(7*time.Second), w.kind(m, core.KindCard).Next)
		w.clock.Advance(7 * time.Second)
		w.dispatch()
		w.Equal(noon.Add(97*time.Second), w.kind(m, core.KindCard).Next)
		w.clock.Advance(90*time.Second - time.Microsecond)
		w.dispatch()
		w.Empty(w.said())
		w.clock.Advance(time.Microsecond)
		w.dispatch()
		w.Len(w.said(), 1)
		w.Len(w.announcer.Attempts(core.KindCard), 3)
	})
}

func TestAChannelThatIsGoneIsToldToTheOrganizerWhoHearsTheRest(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		for _, k := range []core.Kind{core.KindCard, core.KindReminder, core.KindStart, core.KindEnd} {
			w.announcer.Fail(k, coretest.Gone())
		}
		w.dispatch()
		told := w.announcer.Messages()
		w.Len(told, 1)
		w.Equal(core.KindBlocked, told[0].Kind)
		w.Equal(toAlice, told[0].Channel)
		w.Equal(noon, told[0].At, "at once")
		w.Equal(core.Dead, w.kind(m, core.KindCard).State)

		w.pass(2 * time.Hour)
		w.Equal([]core.Kind{core.KindBlocked, core.KindStart, core.KindEnding, core.KindEnd}, w.said())
		for _, x := range w.announcer.Messages() {
			w.Equal(toAlice, x.Channel)
			w.Equal(x.Due, x.At)
		}
		w.allSettled(m)
	})
}

func TestAChannelThatIsLostLaterIsToldOnce(t *testing.T) {
	for name, c := range map[string]struct {
		problem coretest.Fault
		told    core.Kind
	}{
		"closed to us": {coretest.Gone(), core.KindBlocked},
		"deleted":      {coretest.Fault{Problem: core.ErrVanished}, core.KindVanished},
		"filtered":     {coretest.Fault{Problem: core.ErrFiltered}, core.KindFiltered},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.dispatch()
				for _, k := range []core.Kind{core.KindReminder, core.KindStart, core.KindEnd} {
					w.announcer.Fail(k, c.problem)
				}
				w.pass(2 * time.Hour)
				w.Len(w.announcer.Messages(c.told), 1)
				w.Equal(noon.Add(50*time.Minute), w.announcer.Messages(c.told)[0].At, "at the first word that is lost")
				w.Equal(team.ID, w.announcer.Messages(c.told)[0].Announcement.About)
				w.Equal(toAlice, w.announcer.Messages(core.KindStart)[0].Channel)
				w.allSettled(m)
			})
		})
	}
}

func TestWhoeverWasToldOfAClosedChannelIsNotToldAtEachChange(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.announcer.Fail(core.KindCard, repeat(coretest.Gone(), 9)...)
		w.dispatch()
		for range 3 {
			w.extends(&m)()
			w.dispatch()
		}
		w.Len(w.announcer.Attempts(core.KindCard), 4, "it is tried again, for the channel may be open now")
		w.Len(w.announcer.Messages(core.KindBlocked), 1)
	})
}

func TestACardThatSomebodyDeletedComesBackWhenTheMeetingIsChangedOrShared(t *testing.T) {
	deleted := coretest.Fault{Problem: core.ErrDeleted}
	for name, c := range map[string]struct {
		noticed core.Kind // by which attempt
		change  func(*world, core.Meeting)
	}{
		"at a change once it is noticed":       {core.KindEdit, func(w *world, m core.Meeting) { w.extends(&m)() }},
		"where it is shared again":             {core.KindEdit, func(w *world, m core.Meeting) { w.share(m) }},
		"where it is shared before any notice": {core.KindCard, func(w *world, m core.Meeting) { w.share(m) }},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Minute)
				w.dispatch()
				w.announcer.Fail(c.noticed, deleted)
				w.pass(2 * time.Minute)
				w.Len(w.announcer.Messages(core.KindCard), 1, "nobody asked for another")
				c.change(w, m)
				w.dispatch()
				w.Len(w.announcer.Messages(core.KindCard), 2)
				w.Empty(w.announcer.Messages(core.KindBlocked))
				w.pass(2 * time.Hour)
				w.Len(w.announcer.Messages(core.KindCard), 2)
				w.NotEmpty(w.announcer.Edits())
				w.allSettled(m)
			})
		})
	}
}

func (w *world) share(m core.Meeting) {
	_, err := w.service.Share(w.ctx, alice, team, m.ID)
	w.NoError(err)
}

func TestAnOrganizerWhoCannotBeReachedEndsIt(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		for _, k := range []core.Kind{core.KindCard, core.KindBlocked, core.KindStart, core.KindEnd} {
			w.announcer.Fail(k, repeat(coretest.Gone(), 5)...)
		}
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Attempts(core.KindBlocked), 1)
		w.Len(w.announcer.Attempts(core.KindStart), 2, "in the channel and directly")
		w.allSettled(m)
	})
}

func TestAClosedCalendarIsToldOfOnceAndHoldsUpNothing(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindEvent, repeat(coretest.Gone(), 20)...)
		guild := core.Channel{Platform: "discord", Workspace: "G1", ID: "1"}
		by := core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "APP", UserID: "alice"}, Here: guild}
		call := func() core.Meeting {
			m, err := w.service.Schedule(w.ctx, by, guild, core.Request{Title: "standup", Start: w.service.Now().Add(time.Hour)})
			w.NoError(err)
			return m
		}
		first, second := call(), call()
		w.pass(2 * time.Hour)
		told := w.announcer.Messages(core.KindUnlisted)
		w.Len(told, 1, "of two meetings with three turns each")
		w.Equal(core.Channel{Platform: "discord", Workspace: "APP", ID: "alice"}, told[0].Channel)
		w.Len(w.announcer.Messages(core.KindCard), 2)
		w.Len(w.announcer.Messages(core.KindStart), 2)
		w.allSettled(first)
		w.allSettled(second)

		w.clock.Advance(31 * 24 * time.Hour)
		call()
		w.dispatch()
		w.Len(w.announcer.Messages(core.KindUnlisted), 2, "a month later somebody else may be there to mend it")
	})
}

func TestTheOrganizerIsToldOfABlockedChannelAlsoAfterAChange(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.announcer.Fail(core.KindCard, coretest.Gone())
		w.announcer.Fail(core.KindBlocked, coretest.Waiting(func() {
			_, err := w.service.Extend(w.ctx, alice, m.ID, time.Minute)
			w.NoError(err)
		}))
		w.dispatch()
		w.Len(w.announcer.Messages(core.KindBlocked), 1)
	})
}

func TestAChannelThatIsLostAgainIsToldAgain(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindCard, coretest.Gone())
		m := w.schedule(time.Hour)
		w.dispatch()
		w.share(m) // somebody has let us in
		w.dispatch()
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.announcer.Fail(core.KindReminder, coretest.Gone())
		w.announcer.Fail(core.KindStart, coretest.Gone())
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindBlocked), 2)
	})
}

// TestWhoCannotBeWrittenToOnOnePlatformIsOnTheOther: somebody may have closed their direct messages.
func TestWhoCannotBeWrittenToOnOnePlatformIsOnTheOther(t *testing.T) {
	elsewhere := core.Channel{Platform: "discord", Workspace: "A1", ID: "8"}
	united := func(w *world) {
		_, err := w.service.Unite(w.ctx, alice.Identity, core.Identity{Platform: elsewhere.Platform, Workspace: elsewhere.Workspace, UserID: elsewhere.ID})
		w.NoError(err)
	}
	for name, c := range map[string]struct {
		refused int
		told    []core.Channel
	}{
		"refused on one":  {1, []core.Channel{elsewhere}},
		"refused on both": {9, nil},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				united(w)
				m := w.schedule(time.Hour)
				w.announcer.Fail(core.KindCard, coretest.Gone())
				w.announcer.Fail(core.KindBlocked, repeat(coretest.Gone(), c.refused)...)
				w.announcer.Fail(core.KindEnding, repeat(coretest.Gone(), c.refused)...)
				w.pass(2 * time.Hour)
				for _, k := range []core.Kind{core.KindBlocked, core.KindEnding} {
					var told []core.Channel
					for _, x := range w.announcer.Messages(k) {
						told = append(told, x.Channel)
						w.Equal(x.Kind == core.KindBlocked, x.Announcement.About == team.ID)
					}
					w.Equal(c.told, told, k)
					w.Len(w.announcer.Attempts(k), 2, k)
				}
				w.allSettled(m)
			})
		})
	}
}

func TestACoHostWhoCannotBeWrittenToOnOnePlatformIsOnTheOther(t *testing.T) {
	inBubble(t, func(w *world) {
		elsewhere := core.Channel{Platform: "discord", Workspace: "A1", ID: "8"}
		m := w.schedule(time.Hour)
		w.host(m, bob)
		_, err := w.service.Unite(w.ctx, bob.Identity, core.Identity{Platform: elsewhere.Platform, Workspace: elsewhere.Workspace, UserID: elsewhere.ID})
		w.NoError(err)
		w.extends(&m)()
		w.announcer.Fail(core.KindEnding, repeat(coretest.Gone(), 2)...)
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindEnding), 1)
		w.Equal(elsewhere, w.announcer.Messages(core.KindEnding)[0].Channel)
	})
}
