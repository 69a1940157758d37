package core_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

func TestAMeetingIsAnnouncedFromItsCardToItsClosing(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.pass(2 * time.Hour)
		w.Equal([]core.Kind{core.KindCard, core.KindReminder, core.KindStart, core.KindEnding, core.KindEnd}, w.said())
		var edits []string
		for _, e := range w.announcer.Edits() {
			edits = append(edits, fmt.Sprintf("%s %s", e.Kind, e.At.Sub(m.Start)))
		}
		w.Equal([]string{
			"countdown -30m0s", "countdown -15m0s", "countdown -10m0s", "countdown -5m0s", "countdown -1m0s", "edit 0s", "retract 0s", "edit 30m0s", "over 30m0s",
		}, edits)
		w.Equal([]string{m.Room}, w.provider.Closed())
		w.allSettled(m)
		for _, x := range w.announcer.Messages() {
			w.Equal(x.Due, x.At, "on time")
			w.NotEqual(x.Kind != core.KindEnding, x.Channel == toAlice)
		}
	})
}

// allSettled sees to it that nothing about a meeting is left to be made.
func (w *world) allSettled(m core.Meeting) {
	all, err := w.store.Announcements(w.ctx, m.ID)
	w.NoError(err)
	for _, a := range all {
		w.False(coretest.Unmade(a), "%s %s %s", a.Kind, a.Due, a.State)
	}
}

func TestAMeetingCalledNowHasOneCardAndNoStart(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(0)
		w.pass(time.Hour)
		w.Equal([]core.Kind{core.KindCard, core.KindEnding, core.KindEnd}, w.said())
		w.allSettled(m)
	})
}

func TestWhatIsSaidRefersToTheCard(t *testing.T) {
	inBubble(t, func(w *world) {
		w.schedule(time.Minute)
		w.pass(time.Hour)
		messages := w.announcer.Messages()
		for _, x := range messages[1:] {
			w.Equal(messages[0].Ref, x.About.Card(team), x.Kind)
		}
	})
}

func TestACancelledMeetingSaysSoOnceAndNothingMore(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.pass(3 * time.Hour)
		w.Equal([]core.Kind{core.KindCard, core.KindCancelled}, w.said())
		w.Len(w.announcer.Edits(), 1)
		w.Equal(core.Cancelled, w.announcer.Edits()[0].About.State(noon))
	})
}

func TestAMeetingCancelledBeforeItsCardStoodIsNeverMentioned(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.pass(3 * time.Hour)
		w.Empty(w.announcer.Attempts())
		w.allSettled(m)
	})
}

func TestAMeetingEndedByHandIsClosedAtOnce(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(0)
		w.pass(10 * time.Minute)
		_, err := w.service.End(w.ctx, alice, m.ID)
		w.NoError(err)
		w.dispatch()
		w.Equal([]core.Kind{core.KindCard, core.KindEnd}, w.said())
		w.Len(w.provider.Closed(), 1)
		w.pass(time.Hour)
		w.Len(w.said(), 2)
		w.Len(w.provider.Closed(), 1)
	})
}

func TestAnExtendedMeetingEndsOnceAtItsNewEnd(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(0)
		w.pass(26 * time.Minute)
		_, err := w.service.Extend(w.ctx, alice, m.ID, time.Hour)
		w.NoError(err)
		w.pass(3 * time.Hour)
		w.Equal([]core.Kind{core.KindCard, core.KindEnding, core.KindEnding, core.KindEnd}, w.said())
		w.Equal(noon.Add(90*time.Minute), w.announcer.Messages(core.KindEnd)[0].At)
	})
}

func TestManyMeetingsThatStartAtOnceAreAllAnnounced(t *testing.T) {
	inBubble(t, func(w *world) {
		const many = 1100 // more than there are slots
		for i := range many {
			who := core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: fmt.Sprint(i)}}
			_, err := w.service.Schedule(w.ctx, who, team, core.Request{Duration: time.Minute})
			w.NoError(err)
		}
		w.dispatch()
		w.Len(w.announcer.Messages(core.KindCard), many)
	})
}

// A hung announcer gets no answer from one platform.
type hung struct {
	core.Announcer
	platform string
	answers  chan struct{}
}

func (h hung) Announce(ctx context.Context, m core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	if a.Channel.Platform == h.platform {
		<-h.answers
	}
	return h.Announcer.Announce(ctx, m, a, begin)
}

func TestAPlatformThatHangsDelaysNoOther(t *testing.T) {
	inBubble(t, func(w *world) {
		const many = 2000 // more than may be in hand
		h := hung{w.announcer, "slack", make(chan struct{})}
		d := core.NewDispatcher(claims{w.store, &w.claimed}, h, w.provider, w.service, w.clock, discard, w.observe)
		for i := range many {
			who := core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: fmt.Sprint(i)}}
			_, err := w.service.Schedule(w.ctx, who, team, core.Request{Duration: time.Minute})
			w.NoError(err)
		}
		w.NoError(d.Dispatch(w.ctx))
		w.LessOrEqual(w.claimed.Load(), int64(1000), "what a platform has in hand is bounded")
		guild := core.Channel{Platform: "discord", Workspace: "G1", ID: "1"}
		_, err := w.service.Schedule(w.ctx, core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "G1", UserID: "carol"}}, guild, core.Request{})
		w.NoError(err)
		w.NoError(d.Dispatch(w.ctx))
		synctest.Wait()
		w.Len(w.announcer.Messages(), 1)
		w.Equal(guild, w.announcer.Messages()[0].Channel)
		close(h.answers)
		for range many / 50 { // Run is woken by each that is made
			synctest.Wait()
			w.NoError(d.Dispatch(w.ctx))
		}
		synctest.Wait()
		w.Equal(many+1, len(w.announcer.Messages()))
	})
}

func TestTwoDispatchersNeverSayTheSameThing(t *testing.T) {
	inBubble(t, func(w *world) {
		second := core.NewDispatcher(w.store, w.announcer, w.provider, w.service, w.clock, discard, func(core.Announcement, time.Duration) {})
		m := w.schedule(time.Minute)
		for range 60 {
			w.clock.Advance(time.Minute)
			for range 5 {
				w.NoError(second.Dispatch(w.ctx))
				w.NoError(w.dispatcher.Dispatch(w.ctx))
				synctest.Wait()
			}
		}
		w.Equal([]core.Kind{core.KindCard, core.KindStart, core.KindEnding, core.KindEnd}, w.said())
		w.allSettled(m)
	})
}

func TestAfterAnOutageOnlyWhatIsStillTrueIsSaid(t *testing.T) {
	for _, c := range []struct {
		back time.Duration
		want []core.Kind
	}{
		{59*time.Minute + 30*time.Second, []core.Kind{core.KindCard, core.KindStart, core.KindEnding, core.KindEnd}},
		{67 * time.Minute, []core.Kind{core.KindCard, core.KindStart, core.KindEnding, core.KindEnd}},
		{89 * time.Minute, []core.Kind{core.KindCard, core.KindStart, core.KindEnd}},
		{2 * time.Hour, []core.Kind{core.KindEnd}},
		{2*time.Hour + 31*time.Minute, nil},
		{48 * time.Hour, nil},
	} {
		t.Run(c.back.String(), func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.clock.Advance(c.back)
				w.pass(24 * time.Hour)
				w.ElementsMatch(c.want, w.said())
				w.allSettled(m)
			})
		})
	}
}

func TestTheRoomIsClosedAgainUntilItWorks(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(0)
		w.provider.Break(errors.New("no route"))
		w.pass(40 * time.Minute)
		w.Empty(w.provider.Closed())
		w.Contains(w.kind(m, core.KindClose).Problem, "no route")
		w.provider.Break(nil)
		w.pass(time.Minute)
		w.Equal([]string{m.Room}, w.provider.Closed())
	})
}

// TestARoomThatStaysOpenIsToldOnce to the organizer: at once where the server has to be set up otherwise, and else when it has
// not closed for some minutes. It is closed all the same as soon as that works.
func TestARoomThatStaysOpenIsToldOnce(t *testing.T) {
	for name, c := range map[string]struct {
		problem        error
		untold, closes time.Duration // after the end of the grace
	}{
		"set up wrongly":  {fmt.Errorf("%w: load muc_end_meeting", core.ErrOpen), -time.Second, 15 * time.Minute},
		"does not answer": {errors.New("no route"), 15 * time.Second, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(0)
				w.provider.Break(c.problem)
				w.pass(35*time.Minute + c.untold)
				w.Empty(w.announcer.Messages(core.KindOpen))
				w.NotContains(w.log.String(), "room not closed")
				w.pass(5 * time.Minute)
				told := w.announcer.Messages(core.KindOpen)
				w.Len(told, 1)
				w.Equal(toAlice, told[0].Channel)
				w.Equal(1, strings.Count(w.log.String(), `level=WARN msg="room not closed"`), w.log.String())
				w.Contains(w.log.String(), c.problem.Error())
				w.NotContains(w.log.String(), m.Room)
				w.pass(3 * time.Hour)
				w.Len(w.announcer.Messages(core.KindOpen), 1)
				w.provider.Break(nil)
				w.pass(c.closes)
				w.Equal([]string{m.Room}, w.provider.Closed())
			})
		})
	}
}

func TestARoomThatCannotBeClosedIsLeft(t *testing.T) {
	inBubble(t, func(w *world) {
		w.provider.Limit(core.Enforcement{})
		m := w.schedule(0)
		w.pass(time.Hour)
		w.Empty(w.provider.Closed())
		w.Equal(core.Skipped, w.kind(m, core.KindClose).State)
	})
}

func TestEachAttemptIsObservedAsItWasSettled(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(0)
		w.announcer.Fail(core.KindCard, coretest.Failing(errors.New("no route")))
		w.pass(time.Minute)
		w.Len(w.settled, 2)
		w.Equal(core.Pending, w.settled[0].State)
		w.Equal(core.Sent, w.settled[1].State)
		w.Equal(w.kind(m, core.KindCard).ID, w.settled[1].ID)
	})
}
