package core_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// TestADatabaseThatFailsInTheMiddle: whatever the database does not take or tell is late by little, and seen once.
func TestADatabaseThatFailsInTheMiddle(t *testing.T) {
	for _, c := range []struct {
		call  string
		hangs bool
		times int
		late  time.Duration
	}{
		{"claim", false, 3, 3 * time.Second},
		{"claim", true, 1, 6 * time.Second},
		{"meeting", false, 1, 2 * time.Second},
		{"meeting", true, 1, 7 * time.Second},
		{"begin", false, 1, 2 * time.Second},
		{"begin", true, 1, 7 * time.Second},
		{"settle", false, 50, 0},
		{"settle", true, 2, 0},
		{"next due", true, 1, 6 * time.Second},
	} {
		name := c.call + " fails"
		if c.hangs {
			name = c.call + " hangs"
		}
		t.Run(name, func(t *testing.T) {
			onShaky(t, func(w *world, s *shaky) {
				m := w.schedule(time.Minute)
				w.dispatcher.Wake()
				time.Sleep(59 * time.Second)
				if c.hangs {
					s.order(s.hanging, c.call, c.times)
				} else {
					s.order(s.failing, c.call, c.times)
				}
				w.dispatcher.Wake()
				time.Sleep(2 * time.Hour)
				w.Zero(s.left(c.call))
				starts := w.announcer.Messages(core.KindStart)
				w.Len(starts, 1)
				w.LessOrEqual(starts[0].At.Sub(m.Start), c.late+10*time.Millisecond)
				w.Equal(core.Sent, w.kind(m, core.KindStart).State)
				w.Len(w.announcer.Messages(core.KindCard), 1)
				w.Len(w.announcer.Messages(core.KindEnd), 1)
				w.allSettled(m)
			})
		})
	}
}

// TestAnAttemptThatHangsGivesItsSlotBack: an announcer that waits for something that never comes is cut off.
func TestAnAttemptThatHangsGivesItsSlotBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		h := hanging{w.announcer, new(atomic.Bool), new(atomic.Bool)}
		w.dispatcher = core.NewDispatcher(w.store, h, w.provider, w.service, coretest.Wall{}, discard, w.observe)
		stop, stopped := running(t, w.dispatcher)
		m := w.schedule(time.Hour)
		w.dispatcher.Wake()
		time.Sleep(31 * time.Second)
		w.True(h.cut.Load())
		time.Sleep(30 * time.Second)
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.Equal(core.Sent, w.kind(m, core.KindCard).State)
		stop()
		<-stopped
	})
}

// hanging hangs in its first attempt until it is cut off.
type hanging struct {
	*coretest.Announcer
	hung, cut *atomic.Bool
}

func (h hanging) Announce(ctx context.Context, m core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	if !h.hung.Swap(true) {
		<-ctx.Done()
		h.cut.Store(true)
		return "", ctx.Err()
	}
	return h.Announcer.Announce(ctx, m, a, begin)
}

// TestPlatformsDoNotQueueForEachOther: however much a platform has in hand, it takes one turn at the store at once, and
// they are its own.
func TestPlatformsDoNotQueueForEachOther(t *testing.T) {
	onShaky(t, func(w *world, s *shaky) {
		s.lingers(time.Millisecond)
		for _, platform := range []string{"slack", "discord"} {
			w.manyAt(platform, 60, time.Now().Add(time.Minute))
		}
		time.Sleep(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindStart), 120)
		w.Equal(1, s.atOnce("slack"))
		w.Equal(1, s.atOnce("discord"))
		w.Equal(2, s.atOnce("all"))
	})
}

// TestWhatTheStoreCannotKeepUpWithIsNotClaimed: it would wait here for longer than a lease, and be nobody's.
func TestWhatTheStoreCannotKeepUpWithIsNotClaimed(t *testing.T) {
	onShaky(t, func(w *world, s *shaky) {
		w.manyAt("slack", 100, time.Now().Add(time.Minute))
		time.Sleep(59 * time.Second)
		s.lingers(2 * time.Second)
		time.Sleep(time.Hour)
		starts := w.announcer.Messages(core.KindStart)
		w.Len(starts, 100)
		attempts := 0
		for _, x := range starts {
			a := w.one(x.Meeting, func(a core.Announcement) bool { return a.ID == x.ID })
			w.Equal(1, a.Sends)
			attempts += a.Attempts
		}
		w.Less(attempts, 300)
	})
}

// TestADatabaseThatIsAwayForLongerThanALease: only who has sent something knows so, and does not take it for somebody
// else's to send again.
func TestADatabaseThatIsAwayForLongerThanALease(t *testing.T) {
	for _, hangs := range []bool{false, true} {
		for away := 14 * time.Second; away < 50*time.Second; away += 1370 * time.Millisecond {
			onShaky(t, func(w *world, s *shaky) {
				start := time.Now().Add(time.Minute)
				w.announcer.Fail(core.KindStart, repeat(coretest.Sending(func() { time.Sleep(200 * time.Millisecond) }), 10)...)
				w.manyAt("slack", 10, start)
				s.goes(start.Add(100*time.Millisecond), away, hangs)
				time.Sleep(2 * time.Hour)
				w.Len(w.announcer.Attempts(core.KindStart), 10)
				w.Len(w.announcer.Messages(core.KindStart), 10)
				w.Len(w.announcer.Messages(core.KindEnd), 10)
			})
		}
	}
}

// TestAStopDoesNotWaitForADatabaseThatIsAway, but gives it one more chance.
func TestAStopDoesNotWaitForADatabaseThatIsAway(t *testing.T) {
	for away, want := range map[time.Duration]core.Delivery{3 * time.Second: core.Sent, time.Hour: core.Sending} {
		t.Run(away.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorldOn(t, coretest.Wall{})
				s := &shaky{Store: w.store, begins: map[string]int{}, most: map[string]int{}}
				w.dispatcher = core.NewDispatcher(s, w.announcer, w.provider, w.service, coretest.Wall{}, discard, w.observe)
				stop, stopped := running(t, w.dispatcher)
				w.announcer.Fail(core.KindCard, coretest.Sending(func() { s.goes(time.Now(), away, false) }))
				m := w.schedule(time.Hour)
				w.dispatcher.Wake()
				synctest.Wait()
				began := time.Now()
				stop()
				<-stopped
				w.LessOrEqual(time.Since(began), 6*time.Second)
				w.Equal(want, w.kind(m, core.KindCard).State)
			})
		})
	}
}

// TestAPanicGivesItsTurnBack: as many as there are turns would have a platform stand still.
func TestAPanicGivesItsTurnBack(t *testing.T) {
	for _, call := range []string{"begin", "settle"} {
		onShaky(t, func(w *world, s *shaky) {
			s.order(s.panicking, call, 10)
			w.schedule(20 * time.Minute)
			w.dispatcher.Wake()
			time.Sleep(2 * time.Hour)
			w.Zero(s.left(call))
			w.Len(w.announcer.Messages(core.KindStart), 1)
		})
	}
}

// TestNobodyIsLeftUntoldForADatabase: what could not be found out in that moment is found out in the next.
func TestNobodyIsLeftUntoldForADatabase(t *testing.T) {
	for _, call := range []string{"person", "hold"} {
		for k, fault := range map[core.Kind]coretest.Fault{core.KindBlocked: coretest.Gone(), core.KindUncertain: coretest.Swallowed()} {
			onShaky(t, func(w *world, s *shaky) {
				w.announcer.Fail(core.KindCard, repeat(fault, 3)...)
				s.order(s.failing, call, 1)
				m := w.schedule(time.Hour)
				w.dispatcher.Wake()
				time.Sleep(time.Minute)
				w.Zero(s.left(call))
				w.Len(w.announcer.Messages(k), 1)
				w.LessOrEqual(w.kind(m, core.KindCard).Sends, 2)
			})
		}
	}
}

func TestACardThatMayStandIsWaitedForWhateverTheDatabaseTells(t *testing.T) {
	onShaky(t, func(w *world, s *shaky) {
		w.announcer.Remember(2 * time.Minute)
		w.announcer.Fail(core.KindCard, coretest.Unheard())
		m := w.schedule(time.Hour)
		w.dispatcher.Wake()
		synctest.Wait()
		s.order(s.failing, "announcements", 1)
		w.extends(&m)()
		w.dispatcher.Wake()
		time.Sleep(10 * time.Minute)
		w.Zero(s.left("announcements"))
		w.Len(w.announcer.Messages(core.KindCard), 1)
	})
}

// TestWhatHasBegunIsNotCutShort: an attempt may have waited for nearly as long as it may until then.
func TestWhatHasBegunIsNotCutShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, coretest.Wall{})
		w.dispatcher = core.NewDispatcher(w.store, sluggish{w.announcer}, w.provider, w.service, coretest.Wall{}, discard, w.observe)
		stop, stopped := running(t, w.dispatcher)
		w.schedule(time.Hour)
		w.dispatcher.Wake()
		time.Sleep(2 * time.Minute)
		w.Len(w.announcer.Messages(core.KindCard), 1)
		stop()
		<-stopped
	})
}

// sluggish waits for 28 seconds before it sends, and then for 8 for the answer.
type sluggish struct{ *coretest.Announcer }

func (s sluggish) Announce(ctx context.Context, m core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	time.Sleep(28 * time.Second)
	return s.Announcer.Announce(ctx, m, a, func(context.Context) error {
		err := begin(ctx)
		time.Sleep(8 * time.Second)
		if err == nil && ctx.Err() != nil {
			return core.ErrUnknown
		}
		return err
	})
}
