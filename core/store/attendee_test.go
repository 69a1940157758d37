package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/store"
)

// TestAHundredAnswersAreSixEdits of the card within ten seconds, and the last one shows them all, also where the process
// dies in the middle.
func TestAHundredAnswersAreSixEdits(t *testing.T) {
	for name, dies := range map[string]coretest.Moment{
		"undisturbed": coretest.Never, "killed before an edit is begun": coretest.BeforeBegin,
		"killed before an edit is sent": coretest.BeforeEffect, "killed after an edit is sent": coretest.AfterEffect,
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, address string) {
				w := newAnswering(t, migrated(t, address))
				m := w.schedule()
				for i := range 100 {
					if i == 50 && dies != coretest.Never {
						w.announcer.Fail(core.KindEdit, coretest.CrashAt(dies))
						w.start()
					}
					w.reply(m, i)
					w.dispatch()
					w.clock.Set(w.clock.Now().Add(100 * time.Millisecond))
				}
				within := len(w.announcer.Edits())
				for range 60 { // beyond any lease
					w.dispatch()
					w.clock.Set(w.clock.Now().Add(time.Second))
				}
				edits := w.announcer.Edits()
				require.LessOrEqual(t, within, 6)
				require.LessOrEqual(t, len(edits), 7, "one more once a lease is over")
				shown := edits[len(edits)-1].About
				require.Len(t, shown.Attendees, 100)
				require.Len(t, shown.Said(core.Going), 34)
				require.Equal(t, "person 0", shown.Attendees[0].Name)
				require.Equal(t, 1, shown.Revision, "nothing is planned anew")
				require.Len(t, w.announcer.Messages(core.KindCard), 1)
			})
		})
	}
}

// answering is the core on a real store, with a clock that is set.
type answering struct {
	t          *testing.T
	store      *store.Store
	clock      *coretest.Clock
	announcer  *coretest.Announcer
	service    *core.Service
	dispatcher *core.Dispatcher
	claimed    atomic.Int64
}

func newAnswering(t *testing.T, s *store.Store) *answering {
	w := &answering{t: t, store: s, clock: coretest.NewClock(noon)}
	w.announcer = coretest.NewAnnouncer(w.clock)
	w.service = coretest.NewWorld(w.clock, coretest.UsualPolicy, coretest.Keeping(s)).Service
	w.start()
	return w
}

// start has another process dispatch from now on.
func (w *answering) start() {
	w.dispatcher = core.NewDispatcher(claims{w.store, &w.claimed}, w.announcer, coretest.NewProvider(), nil, w.clock, slog.New(slog.DiscardHandler), func(core.Announcement, time.Duration) {})
}

func (w *answering) actor(user string) core.Actor {
	return core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: user}, Here: pastTeam}
}

func (w *answering) schedule() core.Meeting {
	m, err := w.service.Schedule(w.t.Context(), w.actor("U1"), pastTeam, core.Request{Title: "standup", Start: noon.Add(23 * time.Hour)})
	require.NoError(w.t, err)
	w.dispatch()
	return m
}

// reply has the ith person say that they come, that they may, or that they do not.
func (w *answering) reply(m core.Meeting, i int) {
	said := core.RSVPs()[i%3]
	_, err := w.service.Reply(w.t.Context(), w.actor(fmt.Sprint("P", i)), m.ID, core.Reply{RSVP: said, Caller: fmt.Sprint("person ", i)})
	require.NoError(w.t, err)
}

// dispatch makes everything that is due, and waits for it.
func (w *answering) dispatch() {
	over, cancel := context.WithCancel(w.t.Context())
	cancel()
	for before := int64(-1); before != w.claimed.Load(); {
		before = w.claimed.Load()
		require.NoError(w.t, w.dispatcher.Dispatch(w.t.Context()))
		w.dispatcher.Run(over)
	}
}

// claims counts what is claimed.
type claims struct {
	core.Store
	n *atomic.Int64
}

func (c claims) Claim(ctx context.Context, platform string, now, until time.Time, n int) ([]core.Announcement, error) {
	out, err := c.Store.Claim(ctx, platform, now, until, n)
	c.n.Add(int64(len(out)))
	return out, err
}
