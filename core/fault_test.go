package core_test

import (
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
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
		by := core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "APP", UserID: "alice"}, In: guild.Home()}
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

// What becomes of an announcement whose outcome is unknown: how often it is attempted when the answer is lost every
// time, and how it comes out.
func TestAnUnknownOutcomeByKind(t *testing.T) {
	for _, c := range []struct {
		kind     core.Kind
		attempts int
		state    core.Delivery
	}{
		{core.KindCard, 2, core.Unsure},
		{core.KindStart, 2, core.Unsure},
		{core.KindReminder, 1, core.Unsure},
		{core.KindEnding, 1, core.Unsure},
		{core.KindEnd, 1, core.Unsure},
		{core.KindCancelled, 1, core.Unsure},
	} {
		for name, fault := range map[string]coretest.Fault{"unheard": coretest.Unheard(), "swallowed": coretest.Swallowed()} {
			t.Run(string(c.kind)+" "+name, func(t *testing.T) {
				inBubble(t, func(w *world) {
					w.announcer.Fail(c.kind, repeat(fault, 10)...)
					m := w.schedule(20 * time.Minute)
					w.dispatch()
					if c.kind == core.KindCancelled {
						_, err := w.service.Cancel(w.ctx, alice, m.ID)
						w.NoError(err)
					}
					w.pass(2 * time.Hour)
					w.Len(w.announcer.Attempts(c.kind), c.attempts)
					told := w.announcer.Messages(core.KindUncertain)
					if c.kind == core.KindCard || c.kind == core.KindStart {
						w.Len(told, 1)
						w.Equal(toAlice, told[0].Channel)
						w.Equal(team.ID, told[0].Announcement.About)
					} else {
						w.Empty(told)
					}
					w.Equal(c.state, w.kind(m, c.kind).State)
					if fault.Effect {
						w.Len(w.announcer.Messages(c.kind), c.attempts)
					}
					w.allSettled(m)
				})
			})
		}
	}
}

func TestAnUnknownOutcomeOfAnEditIsRepeatedUntilItIsKnown(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindEdit, repeat(coretest.Swallowed(), 5)...)
		w.pass(25 * time.Minute)
		edit := w.one(m.ID, func(a core.Announcement) bool { return a.Kind == core.KindEdit && a.Due.Equal(m.Start) })
		w.Equal(core.Sent, edit.State)
		w.Equal(6, edit.Sends)
	})
}

func TestACardThatWasSwallowedStandsAfterTheSecondSend(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindCard, coretest.Swallowed())
		w.pass(time.Minute)
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.NotEmpty(w.read(m).Postings[0].Card)
	})
}

func TestAPlatformThatRemembersIsAskedAgainAndShowsItOnce(t *testing.T) {
	for _, k := range []core.Kind{core.KindCard, core.KindReminder, core.KindStart, core.KindEnding, core.KindEnd} {
		t.Run(string(k), func(t *testing.T) {
			inBubble(t, func(w *world) {
				w.announcer.Remember(2 * time.Minute)
				w.announcer.Fail(k, repeat(coretest.Unheard(), 4)...)
				m := w.schedule(20 * time.Minute)
				w.pass(2 * time.Hour)
				w.Len(w.announcer.Messages(k), 1)
				w.Equal(core.Sent, w.kind(m, k).State)
				w.Len(w.announcer.Attempts(k), 5)
			})
		})
	}
}

func TestAPlatformThatHasForgottenIsNotAskedAgain(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Remember(5 * time.Second)
		w.announcer.Fail(core.KindReminder, repeat(coretest.Unheard(), 50)...)
		m := w.schedule(20 * time.Minute)
		w.pass(2 * time.Hour)
		w.Equal(core.Unsure, w.kind(m, core.KindReminder).State)
		w.Len(w.announcer.Messages(core.KindReminder), 1)
	})
}

func TestABusyPlatformDoesNotUseUpTheSecondSend(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindStart, coretest.Busy(time.Second), coretest.Failing(errRoute), coretest.Swallowed(), coretest.Busy(time.Second))
		m := w.schedule(20 * time.Minute)
		w.pass(time.Hour)
		w.Len(w.announcer.Messages(core.KindStart), 1)
		w.Equal(2, w.kind(m, core.KindStart).Sends)
	})
}

func TestAWaitThatOutlastsThePlatformsMemoryMakesItUnsure(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Remember(time.Minute)
		w.announcer.Fail(core.KindEnd, coretest.Unheard(), coretest.Busy(50*time.Second), coretest.Busy(10*time.Second))
		m := w.schedule(20 * time.Minute)
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindEnd), 1)
		w.Equal(core.Unsure, w.kind(m, core.KindEnd).State)
	})
}

// TestNobodyKnowsWhetherOneWordOrTheOtherWasSeen: of one channel the organizer is told once, and surely.
func TestNobodyKnowsWhetherOneWordOrTheOtherWasSeen(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindCard, repeat(coretest.Swallowed(), 2)...)
		w.announcer.Fail(core.KindStart, repeat(coretest.Swallowed(), 2)...)
		w.announcer.Fail(core.KindUncertain, coretest.Swallowed())
		w.schedule(20 * time.Minute)
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindUncertain), 1)
		w.Len(w.announcer.Attempts(core.KindUncertain), 2)
	})
}

func TestWhatWasOverAnywayIsNotAskedAfter(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindCard, coretest.Swallowed(), coretest.Fault{Problem: core.ErrUnknown, Sending: func() {
			_, err := w.service.Cancel(w.ctx, alice, m.ID)
			w.NoError(err)
		}})
		w.pass(2 * time.Hour)
		w.Empty(w.announcer.Messages(core.KindUncertain))
		w.allSettled(m)
	})
}

// TestACardThatMayStandIsBroughtUpToDateWhenTheMeetingIsCalledOff: it must not go on promising a meeting.
func TestACardThatMayStandIsBroughtUpToDateWhenTheMeetingIsCalledOff(t *testing.T) {
	for name, f := range map[string]coretest.Fault{"seen": coretest.Unheard(), "not seen": coretest.Swallowed()} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				w.announcer.Remember(2 * time.Minute)
				w.announcer.Fail(core.KindCard, f)
				m := w.schedule(time.Hour)
				w.NoError(w.dispatcher.Dispatch(w.ctx))
				synctest.Wait()
				_, err := w.service.Cancel(w.ctx, alice, m.ID)
				w.NoError(err)
				w.pass(2 * time.Hour)
				w.Len(w.announcer.Messages(core.KindCard), 1)
				edits := w.announcer.Edits()
				w.NotEmpty(edits)
				w.Equal(core.Cancelled, edits[len(edits)-1].About.State(noon))
				w.allSettled(m)
			})
		})
	}
}

func TestAnEditOfACardIsRepeatedUntilItIsKnown(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		w.announcer.Fail(core.KindCard, repeat(coretest.Swallowed(), 5)...)
		w.share(m)
		w.pass(20 * time.Minute)
		w.Len(w.announcer.Attempts(core.KindCard), 7)
		w.Empty(w.announcer.Messages(core.KindUncertain))
		w.Len(w.announcer.Messages(core.KindCard), 1)
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

func TestAWordOfUnknownOutcomeIsNotSaidElsewhereToo(t *testing.T) {
	inBubble(t, func(w *world) {
		_, err := w.service.Unite(w.ctx, alice.Identity, core.Identity{Platform: "discord", Workspace: "A1", UserID: "8"})
		w.NoError(err)
		w.announcer.Fail(core.KindEnding, coretest.Unheard())
		w.schedule(time.Hour)
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindEnding), 1)
	})
}

// TestAMemoryThatEndsInTheWait: what the platform has forgotten meanwhile is not sent to it again.
func TestAMemoryThatEndsInTheWait(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Remember(time.Minute)
		w.announcer.Fail(core.KindEnd, coretest.Unheard(), coretest.Busy(50*time.Second), coretest.Waiting(func() { w.clock.Advance(15 * time.Second) }))
		m := w.schedule(20 * time.Minute)
		w.pass(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindEnd), 1)
		w.Equal(core.Unsure, w.kind(m, core.KindEnd).State)
	})
}

// TestWhatThePlatformKnewAgainCountsAsOne: when it has forgotten, a card or a start is sent once more.
func TestWhatThePlatformKnewAgainCountsAsOne(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Remember(time.Minute)
		w.announcer.Fail(core.KindCard, repeat(coretest.Swallowed(), 40)...)
		m := w.schedule(time.Hour)
		for w.dispatch(); w.clock.Now().Before(noon.Add(time.Minute)); w.dispatch() {
			w.Equal(core.Pending, w.kind(m, core.KindCard).State)
			w.clock.Set(w.kind(m, core.KindCard).Next)
		}
		attempts := len(w.announcer.Attempts(core.KindCard))
		w.Greater(attempts, 3)
		w.pass(30 * time.Minute)
		w.Len(w.announcer.Attempts(core.KindCard), attempts)
		w.Equal(core.Unsure, w.kind(m, core.KindCard).State)
		w.Equal(2, w.kind(m, core.KindCard).Sends)
	})
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
