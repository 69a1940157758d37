package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/coretest"
	"meetbot/core/store"
)

// BenchmarkStarts has many meetings in channels of their own start at one instant, of which each has its card brought up to
// date as well. It tells how long after that instant starts were about to be sent, and until everything was settled.
func BenchmarkStarts(b *testing.B) {
	for _, c := range []struct {
		starts, ahead int // meetings that start, and announcements that lie ahead
		answer        time.Duration
	}{{1, 0, 0}, {1000, 0, 0}, {10_000, 1_000_000, 0}, {10_000, 0, 150 * time.Millisecond}} {
		b.Run(fmt.Sprintf("%d of %d, answered after %s", c.starts, c.ahead, c.answer), func(b *testing.B) {
			benchmarkOnBoth(b, func(b *testing.B, address string) {
				s := migrated(b, address)
				seedAhead(b, s, c.ahead)
				for b.Loop() {
					burst(b, s, c.starts, c.answer)
				}
			})
		})
	}
}

// A stopwatch is an Announcer that notes when starts may be sent, and answers after a while.
type stopwatch struct {
	core.Announcer
	answer time.Duration
	mu     sync.Mutex
	late   []time.Duration
}

func (w *stopwatch) Platforms() []string { return []string{"slack"} }

func (w *stopwatch) Remembers(core.Channel) time.Duration { return 0 }

func (w *stopwatch) Announce(ctx context.Context, m core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	if err := begin(ctx); err != nil {
		return "", err
	}
	if a.Kind == core.KindStart {
		w.mu.Lock()
		w.late = append(w.late, time.Since(a.Due))
		w.mu.Unlock()
	}
	time.Sleep(w.answer)
	return "ref", nil
}

func burst(b *testing.B, s *store.Store, starts int, answer time.Duration) {
	at := time.Now().Add(time.Second + time.Duration(starts)*100*time.Microsecond).Truncate(time.Microsecond)
	seedStarts(b, s, starts, at)
	w := &stopwatch{Announcer: coretest.NewAnnouncer(coretest.Wall{}), answer: answer}
	var left sync.WaitGroup
	left.Add(2 * starts)
	d := core.NewDispatcher(s, w, coretest.NewProvider(), nil, coretest.Wall{}, slog.New(slog.DiscardHandler), func(a core.Announcement, _ time.Duration) {
		if a.State == core.Sent {
			left.Done()
		}
	})
	ctx, stop := context.WithCancel(b.Context())
	var run sync.WaitGroup
	run.Go(func() { d.Run(ctx) })
	left.Wait()
	settled := time.Since(at)
	stop()
	run.Wait()
	require.Len(b, w.late, starts)
	slices.Sort(w.late)
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	require.GreaterOrEqual(b, w.late[0], time.Duration(0), "early")
	b.ReportMetric(ms(w.late[starts/2]), "p50-ms")
	b.ReportMetric(ms(w.late[starts*99/100]), "p99-ms")
	b.ReportMetric(ms(w.late[starts-1]), "max-ms")
	b.ReportMetric(ms(settled), "settled-ms")
}

// upTo counts to n in SQL.
const upTo = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %d) "

// seed stores n meetings, named by a prefix, that start at the given time.
func seed(t testing.TB, s *store.Store, prefix string, n int, at time.Time) {
	do := func(into, values string) {
		require.NoError(t, s.Do(fmt.Sprintf("INSERT INTO "+into+" "+upTo+"SELECT "+values+" FROM c", n)))
	}
	do("meeting (id, platform, workspace, request, title, organizer, starts_at, duration, zone, room, reminders, members_only, created_at, revision)",
		fmt.Sprintf("'%[1]s' || i, 'slack', 'T1', '%[1]s' || i, 'standup', 'alice', %[2]d, 1800000000, 'UTC', 'r', '[]', FALSE, 0, 1", prefix, at.UnixMicro()))
	do("posting (meeting_id, platform, workspace, channel, place, number, card)",
		fmt.Sprintf("'%[1]s' || i, 'slack', 'T1', '%[1]s' || i, 0, i, 'card'", prefix))
}

// seedSaid stores one announcement for each of n meetings.
func seedSaid(t testing.TB, s *store.Store, prefix string, n int, k core.Kind, at time.Time) {
	require.NoError(t, s.Do(fmt.Sprintf("INSERT INTO announcement (id, meeting_id, revision, kind, platform, workspace, channel, due_at, next_at, priority, state, attempts, sends, fence, message, problem) "+
		upTo+"SELECT '%[3]s%[4]d' || '%[2]s' || i, '%[2]s' || i, 1, '%[3]s', 'slack', 'T1', '%[2]s' || i, %[4]d, %[4]d, %[5]d, 'pending', 0, 0, 0, '', '' FROM c",
		n, prefix, k, at.UnixMicro(), k.Priority())))
}

func seedAhead(t testing.TB, s *store.Store, n int) {
	if n == 0 {
		return
	}
	start := time.Now().Add(1000 * time.Hour)
	seed(t, s, "ahead", n/10, start)
	for i := range 10 {
		seedSaid(t, s, "ahead", n/10, core.KindCountdown, start.Add(-time.Duration(i)*time.Minute))
	}
	analyze(t, s)
}

func seedStarts(t testing.TB, s *store.Store, n int, at time.Time) {
	prefix := fmt.Sprintf("at%d-", at.UnixMicro())
	seed(t, s, prefix, n, at)
	seedSaid(t, s, prefix, n, core.KindStart, at)
	seedSaid(t, s, prefix, n, core.KindEdit, at)
}

// analyze does what PostgreSQL does by itself a while after much was stored.
func analyze(t testing.TB, s *store.Store) {
	if s.Shared() {
		require.NoError(t, s.Do("ANALYZE"))
	}
}
