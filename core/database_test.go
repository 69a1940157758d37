package core_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// A shaky store fails, or never answers, as often as it was told to.
type shaky struct {
	core.Store

	mu              sync.Mutex
	failing         map[string]int
	hanging         map[string]int
	beginning, most int
	meanwhile       func() // runs while a Begin is under way
}

var errDown = errors.New("the database is down")

func (s *shaky) trouble(ctx context.Context, call string) error {
	s.mu.Lock()
	hangs, fails := s.hanging[call] > 0, s.failing[call] > 0
	if hangs {
		s.hanging[call]--
	} else if fails {
		s.failing[call]--
	}
	s.mu.Unlock()
	switch {
	case hangs:
		<-ctx.Done()
		return ctx.Err()
	case fails:
		return errDown
	default:
		return nil
	}
}

func (s *shaky) Claim(ctx context.Context, now, until time.Time, n int, except ...string) ([]core.Announcement, error) {
	if err := s.trouble(ctx, "claim"); err != nil {
		return nil, err
	}
	return s.Store.Claim(ctx, now, until, n, except...)
}

func (s *shaky) Meeting(ctx context.Context, id core.MeetingID) (core.Meeting, error) {
	if err := s.trouble(ctx, "meeting"); err != nil {
		return core.Meeting{}, err
	}
	return s.Store.Meeting(ctx, id)
}

func (s *shaky) Begin(ctx context.Context, a core.Announcement, now, until time.Time) (core.Announcement, error) {
	if err := s.trouble(ctx, "begin"); err != nil {
		return a, err
	}
	s.mu.Lock()
	s.beginning++
	s.most = max(s.most, s.beginning)
	s.mu.Unlock()
	if s.meanwhile != nil {
		s.meanwhile()
	}
	s.mu.Lock()
	s.beginning--
	s.mu.Unlock()
	return s.Store.Begin(ctx, a, now, until)
}

func (s *shaky) Settle(ctx context.Context, a core.Announcement, more ...core.Announcement) error {
	if err := s.trouble(ctx, "settle"); err != nil {
		return err
	}
	return s.Store.Settle(ctx, a, more...)
}

func (s *shaky) NextDue(ctx context.Context, now time.Time) (time.Time, error) {
	if err := s.trouble(ctx, "next due"); err != nil {
		return time.Time{}, err
	}
	return s.Store.NextDue(ctx, now)
}

// onShaky runs a dispatcher on a shaky store, in the time of a bubble.
func onShaky(t *testing.T, test func(w *world, s *shaky)) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorldOn(t, wall{})
		s := &shaky{Store: w.store, failing: map[string]int{}, hanging: map[string]int{}}
		w.dispatcher = core.NewDispatcher(s, w.announcer, w.provider, wall{}, discard, w.observe)
		stop, stopped := running(t, w.dispatcher)
		synctest.Wait()
		test(w, s)
		stop()
		<-stopped
	})
}

func (s *shaky) order(trouble map[string]int, call string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	trouble[call] = n
}

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
		{"meeting", false, 1, time.Second},
		{"meeting", true, 1, 6 * time.Second},
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
				w.Zero(s.failing[c.call] + s.hanging[c.call])
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
		w := newWorldOn(t, wall{})
		h := hanging{w.announcer, new(atomic.Bool), new(atomic.Bool)}
		w.dispatcher = core.NewDispatcher(w.store, h, w.provider, wall{}, discard, w.observe)
		stop, stopped := running(t, w.dispatcher)
		m := w.schedule(time.Hour)
		w.dispatcher.Wake()
		time.Sleep(31 * time.Second)
		w.True(h.cut.Load())
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

// TestOnePlatformDoesNotQueueForAll: however much one platform has in hand, it takes few turns at the store at once.
func TestOnePlatformDoesNotQueueForAll(t *testing.T) {
	onShaky(t, func(w *world, s *shaky) {
		s.meanwhile = func() { time.Sleep(time.Millisecond) }
		for range 5 {
			w.schedule(time.Minute)
		}
		for i := range 60 {
			who := core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: string(rune('a' + i))}}
			in := core.Channel{Platform: "slack", Workspace: "T1", ID: string(rune('A' + i))}
			_, err := w.service.Schedule(w.ctx, who, in, core.Request{Title: "x", Start: time.Now().Add(time.Minute)})
			w.NoError(err)
		}
		w.dispatcher.Wake()
		time.Sleep(2 * time.Hour)
		w.Len(w.announcer.Messages(core.KindStart), 65)
		w.Equal(8, s.most)
	})
}
