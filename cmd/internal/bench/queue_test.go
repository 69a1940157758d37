package bench_test

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/store"
)

// A mouth stands in for the platforms: ten thousand posts would keep an emulator busy for longer than the queue. It
// answers after a while, on one platform never, and notes when each start was begun.
type mouth struct {
	clock  core.Clock
	answer time.Duration
	hangs  string        // the platform that never answers
	let    chan struct{} // closed in the end: what hangs is let go

	mu       sync.Mutex
	begun    []time.Time
	answered []time.Time
	inside   int
	most     int // that were inside at once: slots that were used
	enough   int
	done     chan struct{} // closed when so many are answered
}

// Announce implements core.Announcer.
func (m *mouth) Announce(ctx context.Context, _ core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	m.enter(1)
	defer m.enter(-1)
	if err := begin(ctx); err != nil {
		return "", err
	}
	if a.Channel.Platform == m.hangs {
		<-m.let
		return "", core.ErrUnknown
	}
	began := m.clock.Now()
	if m.answer > 0 {
		time.Sleep(m.answer)
	}
	m.note(began)
	return "C0001:1", nil
}

// Remembers implements core.Announcer.
func (m *mouth) Remembers(core.Channel) time.Duration { return 0 }

func (m *mouth) Platforms() []string { return []string{"slack", "discord"} }

func (m *mouth) enter(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.inside += n
	m.most = max(m.most, m.inside)
}

func (m *mouth) note(began time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.begun = append(m.begun, began)
	m.answered = append(m.answered, m.clock.Now())
	if len(m.begun) == m.enough {
		close(m.done)
	}
}

// A said is what came of a burst. Where it was cut short, the last is as late as it had come to be by then.
type said struct {
	n             int
	begun, answer time.Duration // the last
	most          int
	cut           bool
}

// say runs the real dispatcher on the real store until n starts due at that instant are said, or patience ends. What is
// said through m.
func (b *bench) say(mo *mould, due time.Time, n int, m *mouth) said {
	s, err := store.Open(b.t.Context(), mo.address)
	require.NoError(b.t, err)
	defer func() { require.NoError(b.t, s.Close()) }()
	now := &clock{}
	now.run(time.Now())
	m.clock, m.enough, m.done, m.let = now, n, make(chan struct{}), make(chan struct{})
	d := core.NewDispatcher(s, m, coretest.NewProvider(), nil, now, slog.New(slog.NewTextHandler(io.Discard, nil)), func(core.Announcement, time.Duration) {})
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() { d.Run(ctx); close(over) }()
	out := said{}
	select {
	case <-m.done:
	case <-time.After(time.Until(due) + b.patience):
		out.cut = true
	}
	m.mu.Lock()
	out.n, out.most = len(m.begun), m.most
	out.begun, out.answer = b.patience, b.patience
	if !out.cut {
		out.begun, out.answer = percentile(since(m.begun, due), 100), percentile(since(m.answered, due), 100)
	}
	m.mu.Unlock()
	stop()
	close(m.let)
	<-over
	mo.drop(due)
	return out
}

func since(all []time.Time, due time.Time) []time.Duration {
	out := make([]time.Duration, len(all))
	for i, at := range all {
		out[i] = at.Sub(due)
	}
	return out
}
