//go:build unix

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What make faults asks for; make check makes do with the runs that are marked, and with fewer faults.
var (
	faultKills = flag.Int("faultkills", 40, "how often the program is killed in a run of kills; a run lasts as long as that takes")
	faultAll   = flag.Bool("faultall", false, "every run, not only the most telling ones")
	faultLog   = flag.String("faultlog", "info", "how much the program logs, which is shown where a run fails")
)

// A faultRun is one service under one sequence of faults.
type faultRun struct {
	database, chat string
	name           string
	faults         []fault // one after another
	pace           time.Duration
	most           int  // faults; 0: as many as there is time for
	forgetful      bool // nothing is recovered: Discord shows what is sent anew
	telling        bool
}

const killPace = 1200 * time.Millisecond

var faultRuns = []faultRun{
	{database: "PostgreSQL", chat: "Discord", name: "kills", faults: []fault{killed}, pace: killPace},
	{database: "PostgreSQL", chat: "Discord", name: "freezes", faults: []fault{froze}, pace: 8 * time.Second},
	{database: "PostgreSQL", chat: "Discord", name: "database restarts", faults: []fault{restarted}, pace: 4 * time.Second},
	{database: "PostgreSQL", chat: "Discord", name: "cuts", faults: []fault{cut}, pace: 4 * time.Second},
	{database: "PostgreSQL", chat: "Discord", name: "all of them", faults: []fault{killed, cut, killed, froze, killed, restarted}, pace: 2 * time.Second, telling: true},
	{database: "PostgreSQL", chat: "Slack", name: "all of them", faults: []fault{killed, cut, killed, froze, killed, restarted}, pace: 2 * time.Second},
	{database: "SQLite", chat: "Discord", name: "kills", faults: []fault{killed}, pace: 2 * killPace},
	{database: "SQLite", chat: "Discord", name: "foreign lock", faults: []fault{locked}, pace: 25 * time.Second},
	{database: "SQLite", chat: "Discord", name: "full disk", faults: []fault{full}, pace: 15 * time.Second},
	{database: "PostgreSQL", chat: "Discord", name: "kills, no recovery", faults: []fault{aimed}, pace: 3 * time.Second, most: 5, forgetful: true, telling: true},
}

// TestFaults has real processes live through faults while meetings are called, start and end. Nothing is lost, nothing
// comes twice or early; how late it comes is printed. Where nothing is recovered something has to come twice, or the
// test would see nothing.
func TestFaults(t *testing.T) {
	t.Parallel()
	seed := drawn()
	t.Logf("-seed=%d", seed)
	fmt.Fprintln(os.Stdout, faultHeader())
	for _, r := range faultRuns {
		if !r.telling && !*faultAll {
			continue
		}
		t.Run(r.database+" "+r.chat+" "+r.name, func(t *testing.T) {
			t.Parallel()
			s := newFaultSite(t, r, seed)
			s.live(r)
			result := s.count()
			fmt.Fprintln(os.Stdout, s.line(r.database+", "+r.chat+", "+r.name, result))
			s.judge(r, result)
		})
	}
}

// calls returns how often a meeting is called. Slack takes a post a second in a channel, and 50 edits a minute in all.
func (r faultRun) calls() time.Duration {
	if r.chat == "Slack" {
		return time.Second
	}
	return 160 * time.Millisecond
}

// live has faults befall the service while meetings are called, and until the last of them has ended.
func (s *faultSite) live(r faultRun) {
	s.untilItBooks()
	span := max(time.Duration(*faultKills)*killPace, faultAhead+faultLasts()+10*time.Second)
	ctx, stop := context.WithCancel(s.t.Context())
	var booking sync.WaitGroup
	defer booking.Wait()
	defer stop()
	booking.Go(func() { s.book(ctx, r.calls(), span-faultAhead-faultLasts()) })
	began := time.Now()
	for i := 0; ; i++ {
		if r.most > 0 && i == r.most {
			break
		}
		next := began.Add(time.Duration(i)*r.pace + s.between(0, r.pace))
		if next.Sub(began) > span {
			break
		}
		<-time.After(time.Until(next))
		s.revive()
		r.faults[i%len(r.faults)].befall(s)
	}
	booking.Wait()
	s.untilAllIsSaid()
}

// untilItBooks calls a first meeting, for which Discord has to know our commands.
func (s *faultSite) untilItBooks() {
	for deadline := time.Now().Add(20 * time.Second); ; {
		s.bookOne(0)
		if s.booked[len(s.booked)-1].answered {
			return
		}
		s.booked = nil
		require.True(s.t, time.Now().Before(deadline), "nothing can be booked")
	}
}

func (s *faultSite) judge(r faultRun, t tally) {
	require.NotEmpty(s.t, t.late)
	require.Empty(s.t, t.lost)
	require.Empty(s.t, t.early)
	require.Empty(s.t, s.chat.Refused())
	if r.forgetful {
		require.NotEmpty(s.t, t.doubled, "a test that sees no doubles here proves nothing elsewhere")
		return
	}
	require.Empty(s.t, t.doubled)
}
