package core_test

import (
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// What becomes of what may have been seen or not, which nobody can tell.

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
		w.NotEmpty(w.read(m).Card(team))
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
