package core_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// A mortal process dies at one of its calls of the store, before or after that has taken effect. From then on it stores
// nothing and sends nothing.
type mortal struct {
	core.Store
	*coretest.Announcer
	lives  atomic.Int64 // calls
	after  bool
	kill   context.CancelFunc
	begins bool // it dies at a Begin of many alone
}

func (m *mortal) dies(call func() error, many bool) error {
	switch left := m.lives.Load(); {
	case left < 0:
		return errDown
	case m.begins && !many:
		return call()
	}
	if m.lives.Add(-1) >= 0 {
		return call()
	}
	m.kill()
	if m.after {
		_ = call()
	}
	return errDown
}

func (m *mortal) Claim(ctx context.Context, platform string, now, until time.Time, n int) (out []core.Announcement, err error) {
	err = m.dies(func() error { out, err = m.Store.Claim(ctx, platform, now, until, n); return err }, false)
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (m *mortal) Begin(ctx context.Context, as []core.Announcement, now, until time.Time) (out []core.Announcement, err error) {
	err = m.dies(func() error { out, err = m.Store.Begin(ctx, as, now, until); return err }, len(as) > 100)
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (m *mortal) Settle(ctx context.Context, outcomes []core.Outcome) (out []string, err error) {
	err = m.dies(func() error { out, err = m.Store.Settle(ctx, outcomes); return err }, false)
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (m *mortal) Announce(ctx context.Context, about core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	return m.Announcer.Announce(ctx, about, a, func(ctx context.Context) error {
		if err := begin(ctx); err != nil {
			return err
		}
		if m.lives.Load() < 0 {
			return errDown
		}
		return nil
	})
}

// kills is how often a process is killed with a thousand announcements on its hands; make soak takes fifty.
var kills = flag.Int("kills", 8, "how often a batch of a thousand is cut short")

// TestAKillInTheMiddleOfManyLosesAndDoublesNothing on a platform that knows again what it was sent before.
func TestAKillInTheMiddleOfManyLosesAndDoublesNothing(t *testing.T) {
	const many = 1000
	for i := range *kills {
		seed := rand.Uint64()
		t.Run(fmt.Sprint(i, " seed ", seed), func(t *testing.T) {
			inBubble(t, func(w *world) {
				random := rand.New(rand.NewPCG(seed, 0))
				w.announcer.Remember(2 * time.Minute)
				for n := range many {
					in := core.Channel{Platform: "slack", Workspace: "T1", ID: fmt.Sprint(n)}
					m := core.Meeting{
						ID: core.NewMeetingID(), Home: in.Home(), Organizer: "alice", Postings: []core.Posting{{Channel: in}},
						Occurrence: core.Occurrence{Start: noon, Duration: time.Hour, Room: "room"},
					}
					_, err := w.store.CreateMeeting(w.ctx, m, "", []core.Announcement{{Kind: core.KindStart, Channel: in, Due: noon, Next: noon}}, core.Limit{})
					w.NoError(err)
				}
				run, kill := context.WithCancel(w.ctx)
				first := &mortal{Store: w.store, Announcer: w.announcer, after: random.IntN(2) == 0, kill: kill, begins: random.IntN(2) == 0}
				first.lives.Store(random.Int64N(3))
				if !first.begins {
					first.lives.Store(random.Int64N(12))
				}
				d := core.NewDispatcher(first, first, w.provider, w.service, w.clock, discard, w.observe)
				_ = d.Dispatch(run)
				synctest.Wait()
				kill()
				time.Sleep(10 * time.Second) // of those who had it in hand none gets through to the store
				w.another()
				w.pass(time.Minute)
				w.Len(w.announcer.Messages(core.KindStart), many)
				w.Empty(w.broken)
			})
		})
	}
}
