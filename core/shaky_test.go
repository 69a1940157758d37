package core_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// A shaky store fails, never answers, or panics as often as it was told to; or it is away for a while.
type shaky struct {
	core.Store

	mu             sync.Mutex
	failing        map[string]int
	hanging        map[string]int
	panicking      map[string]int
	away, back     time.Time // between them every call fails, or hangs
	awayHangs      bool
	begins, most   map[string]int // by platform: under way now, and at most
	whileBeginning func()
}

var errDown = errors.New("the database is down")

func (s *shaky) takes(trouble map[string]int, call string) bool {
	if trouble[call] == 0 {
		return false
	}
	trouble[call]--
	return true
}

func (s *shaky) trouble(ctx context.Context, call string) error {
	s.mu.Lock()
	now := time.Now()
	away := !now.Before(s.away) && now.Before(s.back)
	panics, hangs := s.takes(s.panicking, call), away && s.awayHangs || s.takes(s.hanging, call)
	fails := away || s.takes(s.failing, call)
	s.mu.Unlock()
	switch {
	case panics:
		panic("a fault of the driver")
	case hangs:
		<-ctx.Done()
		return ctx.Err()
	case fails:
		return errDown
	default:
		return ctx.Err()
	}
}

func (s *shaky) Claim(ctx context.Context, platform string, now, until time.Time, n int) ([]core.Announcement, error) {
	if err := s.trouble(ctx, "claim"); err != nil {
		return nil, err
	}
	return s.Store.Claim(ctx, platform, now, until, n)
}

func (s *shaky) MeetingsOf(ctx context.Context, as []core.Announcement) ([]core.Meeting, error) {
	if err := s.trouble(ctx, "meeting"); err != nil {
		return nil, err
	}
	return s.Store.MeetingsOf(ctx, as)
}

func (s *shaky) Begin(ctx context.Context, as []core.Announcement, now, until time.Time) ([]core.Announcement, error) {
	if err := s.trouble(ctx, "begin"); err != nil {
		return nil, err
	}
	s.count(as[0].Channel.Platform, 1)
	defer s.count(as[0].Channel.Platform, -1)
	s.mu.Lock()
	meanwhile := s.whileBeginning
	s.mu.Unlock()
	if meanwhile != nil {
		meanwhile()
	}
	return s.Store.Begin(ctx, as, now, until)
}

func (s *shaky) count(platform string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, of := range []string{platform, "all"} {
		s.begins[of] += n
		s.most[of] = max(s.most[of], s.begins[of])
	}
}

func (s *shaky) Settle(ctx context.Context, outcomes []core.Outcome) ([]string, error) {
	if err := s.trouble(ctx, "settle"); err != nil {
		return nil, err
	}
	return s.Store.Settle(ctx, outcomes)
}

func (s *shaky) NextDue(ctx context.Context, platform string, now time.Time) (time.Time, error) {
	if err := s.trouble(ctx, "next due"); err != nil {
		return time.Time{}, err
	}
	return s.Store.NextDue(ctx, platform, now)
}

func (s *shaky) Announcements(ctx context.Context, id core.MeetingID) ([]core.Announcement, error) {
	if err := s.trouble(ctx, "announcements"); err != nil {
		return nil, err
	}
	return s.Store.Announcements(ctx, id)
}

func (s *shaky) Person(ctx context.Context, id core.PersonID) (core.Person, error) {
	if err := s.trouble(ctx, "person"); err != nil {
		return core.Person{}, err
	}
	return s.Store.Person(ctx, id)
}

// Hold fails after it has taken effect: then its answer is lost.
func (s *shaky) Hold(ctx context.Context, name, holder string, now, until time.Time) (bool, error) {
	held, err := s.Store.Hold(ctx, name, holder, now, until)
	if lost := s.trouble(ctx, "hold"); lost != nil {
		return false, lost
	}
	return held, err
}

// onShaky runs a dispatcher on a shaky store, in the time of a bubble.
func onShaky(t *testing.T, test func(w *world, s *shaky)) {
	t.Run("in a bubble", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			w := newWorldOn(t, coretest.Wall{})
			s := &shaky{
				Store: w.store, failing: map[string]int{}, hanging: map[string]int{}, panicking: map[string]int{},
				begins: map[string]int{}, most: map[string]int{},
			}
			w.dispatcher = core.NewDispatcher(s, w.announcer, w.provider, w.service, coretest.Wall{}, discard, w.observe)
			stop, stopped := running(t, w.dispatcher)
			synctest.Wait()
			test(w, s)
			stop()
			<-stopped
		})
	})
}

func (s *shaky) order(trouble map[string]int, call string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	trouble[call] = n
}

// left returns how often a trouble has still to happen.
func (s *shaky) left(call string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failing[call] + s.hanging[call] + s.panicking[call]
}

// atOnce returns how many Begins were under way at once at most.
func (s *shaky) atOnce(of string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most[of]
}

// lingers has each Begin take so long from now on.
func (s *shaky) lingers(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.whileBeginning = func() { time.Sleep(d) }
}

// goes has the store be away from a moment on, for so long.
func (s *shaky) goes(from time.Time, d time.Duration, hangs bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away, s.back, s.awayHangs = from, from.Add(d), hangs
}

// manyAt has so many people on a platform call a meeting each, in channels of their own, for the same moment.
func (w *world) manyAt(platform string, n int, start time.Time) {
	for i := range n {
		id := string(rune('a' + i))
		in := core.Channel{Platform: platform, Workspace: "T1", ID: "in " + id}
		who := core.Actor{Identity: core.Identity{Platform: platform, Workspace: "T1", UserID: id}}
		_, err := w.service.Schedule(w.ctx, who, in, core.Request{Title: "x", Start: start})
		w.NoError(err)
	}
	w.dispatcher.Wake()
}
