package core_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"meetbot/core"
	"meetbot/core/coretest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Who and where the tests are about.
var (
	noon    = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	team    = core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	random  = core.Channel{Platform: "slack", Workspace: "T1", ID: "C2"}
	faraway = core.Channel{Platform: "slack", Workspace: "T2", ID: "C1"}
	toAlice = core.Channel{Platform: "slack", Workspace: "T1", ID: "alice"}

	alice = core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: "alice"}, Here: team}
	bob   = core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: "bob"}, Here: team}
	// The same user ID elsewhere is somebody else.
	otherAlice = core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T2", UserID: "alice"}, Here: faraway}
)

var policy = core.Policy{
	DefaultDuration: 30 * time.Minute, MaxDuration: 24 * time.Hour, Reminders: []time.Duration{10 * time.Minute},
	EndingSoon: 5 * time.Minute, OpenEarly: 10 * time.Minute, Grace: 5 * time.Minute, Retention: 90 * 24 * time.Hour, MaxUpcoming: 5,
	Mirrored: []string{"discord"},
}

// A world is the core with fakes around it, at noon.
type world struct {
	*require.Assertions
	ctx        context.Context
	clock      *coretest.Clock
	store      *coretest.Store
	announcer  *coretest.Announcer
	provider   *coretest.Provider
	directory  *coretest.Directory
	service    *core.Service
	dispatcher *core.Dispatcher
	log        *coretest.Lines
	woken      atomic.Int64
	claimed    atomic.Int64

	mu      sync.Mutex
	settled []core.Announcement
	broken  []string // what must never happen
}

func newWorld(t require.TestingT) *world {
	clock := coretest.NewClock(noon)
	w := newWorldOn(t, clock)
	w.clock = clock
	return w
}

// newWorldOn returns a world with any clock.
func newWorldOn(t require.TestingT, clock core.Clock) *world {
	w := &world{Assertions: require.New(t), ctx: context.Background(), announcer: coretest.NewAnnouncer(clock)}
	around := coretest.NewWorld(clock, policy, coretest.Waking(func() { w.woken.Add(1) }))
	w.store, w.provider, w.directory, w.log, w.service = around.Store, around.Provider, around.Directory, around.Log, around.Service
	w.dispatcher = core.NewDispatcher(claims{w.store, &w.claimed}, watched{w.announcer, w}, w.provider, w.service, clock, w.log.Logger(), w.observe)
	return w
}

// another has another process dispatch from now on.
func (w *world) another() {
	w.dispatcher = core.NewDispatcher(claims{w.store, &w.claimed}, watched{w.announcer, w}, w.provider, w.service, w.clock, discard, w.observe)
}

func (w *world) observe(a core.Announcement, _ time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.settled = append(w.settled, a)
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

// watched sees to it that nothing is sent before it is committed that it may have been, by whoever claimed it last.
type watched struct {
	*coretest.Announcer
	w *world
}

func (a watched) Announce(ctx context.Context, m core.Meeting, what core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	return a.Announcer.Announce(ctx, m, what, func(ctx context.Context) error {
		err := begin(ctx)
		if err == nil {
			a.w.sending(what)
		}
		return err
	})
}

// sending writes down what is wrong where something is about to be sent. It cannot fail the test from where it runs.
func (w *world) sending(what core.Announcement) {
	all, err := w.store.Announcements(w.ctx, what.Meeting)
	i := slices.IndexFunc(all, func(a core.Announcement) bool {
		return a.ID == what.ID && a.State == core.Sending && a.Fence >= what.Fence && a.Sends > 0
	})
	if err == nil && i >= 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.broken = append(w.broken, fmt.Sprintf("%s %s is sent and not committed: %v %v", what.Kind, what.ID, all, err))
}

// one returns the only announcement of a meeting that is wanted.
func (w *world) one(id core.MeetingID, want func(core.Announcement) bool) core.Announcement {
	all, err := w.store.Announcements(w.ctx, id)
	w.NoError(err)
	all = slices.DeleteFunc(all, func(a core.Announcement) bool { return !want(a) })
	w.Len(all, 1)
	return all[0]
}

func (w *world) kind(m core.Meeting, k core.Kind) core.Announcement {
	return w.one(m.ID, func(a core.Announcement) bool { return a.Kind == k })
}

// schedule has alice call a meeting in the team's channel, that starts after lead and lasts half an hour.
func (w *world) schedule(lead time.Duration, change ...func(*core.Request)) core.Meeting {
	r := core.Request{Title: "standup", Start: w.service.Now().Add(lead), Zone: "Europe/Warsaw"}
	for _, c := range change {
		c(&r)
	}
	m, err := w.service.Schedule(w.ctx, alice, team, r)
	w.NoError(err)
	return m
}

func (w *world) read(m core.Meeting) core.Meeting {
	m, err := w.store.Meeting(w.ctx, m.ID)
	w.NoError(err)
	return m
}

// host makes somebody a co-host.
func (w *world) host(m core.Meeting, who core.Actor) {
	p, err := w.store.KeepPerson(w.ctx, who.Identity, "", "")
	w.NoError(err)
	_, err = w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		m.Hosts = append(m.Hosts, p.ID)
		return open, nil
	})
	w.NoError(err)
}

func (w *world) refused(err error, c core.Code) {
	w.Error(err)
	w.True(core.IsCode(err, c), "want %s, got %v", c, err)
}

// dispatch makes everything that is due, in a bubble.
func (w *world) dispatch() {
	for before := int64(-1); before != w.claimed.Load(); {
		before = w.claimed.Load()
		w.NoError(w.dispatcher.Dispatch(w.ctx))
		synctest.Wait()
	}
	w.Empty(w.broken)
}

// until lets time pass, and makes what falls due on the way.
func (w *world) until(t time.Time) {
	for {
		w.dispatch()
		next, err := w.dispatcher.NextDue(w.ctx, w.clock.Now())
		w.NoError(err)
		if next.IsZero() || next.After(t) {
			w.clock.Set(t)
			w.dispatch()
			return
		}
		w.clock.Set(next)
	}
}

// pass lets time pass, like until.
func (w *world) pass(d time.Duration) { w.until(w.clock.Now().Add(d)) }

// said returns the kinds of the messages that were put up, in their order.
func (w *world) said() []core.Kind {
	var out []core.Kind
	for _, m := range w.announcer.Messages() {
		out = append(out, m.Kind)
	}
	return out
}

// inBubble runs a test that waits for goroutines.
func inBubble(t *testing.T, run func(w *world)) {
	synctest.Test(t, func(t *testing.T) {
		run(newWorld(t))
		time.Sleep(time.Second) // what asks the store once more ends
	})
}
