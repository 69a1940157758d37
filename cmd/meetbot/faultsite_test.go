//go:build unix

package main

import (
	"database/sql"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
	"meetbot/core/store/pgtest"
)

// A faultSite is a service of several processes on one database, and an emulated chat, while faults befall it.
type faultSite struct {
	t       *testing.T
	random  *rand.Rand
	chat    chat
	discord *discordtest.Discord // nil: the chat is Slack
	desk    *desk
	cluster pgtest.Cluster
	file    string // of SQLite
	address string // of the database, not through a cable
	db      *sql.DB
	all     []*replica

	mu     sync.Mutex
	hits   []hit
	counts map[string]int
	booked []*booking
}

// A replica is one process, with the cables that lead away from it.
type replica struct {
	*running
	index    int
	api      string
	database *cable
	chat     *cable
	since    time.Time   // of the launch
	frozen   *os.Process // nil: it is not
}

// newFaultSite starts a service, with an emulated Discord or Slack.
func newFaultSite(t *testing.T, r faultRun, seed uint64) *faultSite {
	s := &faultSite{t: t, random: rand.New(rand.NewPCG(seed, 0)), counts: map[string]int{}}
	processes, driver, address := 3, "pgx", ""
	if r.database == "SQLite" {
		s.file = t.TempDir() + "/meetbot.db"
		s.address = "sqlite:" + s.file
		processes, driver, address = 1, "sqlite", "file:"+s.file
	} else {
		s.cluster = pgtest.Own(t)
		s.address = s.cluster.Address()
		address = s.address
	}
	var err error
	s.db, err = sql.Open(driver, address)
	require.NoError(t, err)
	t.Cleanup(func() { s.db.Close() })
	settings := s.newChat(r)
	for i := range processes {
		s.all = append(s.all, s.newReplica(i, settings))
	}
	for _, r := range s.all {
		r.start()
	}
	return s
}

func (s *faultSite) newReplica(i int, settings []string) *replica {
	server := httptest.NewServer(s.desk.of(i))
	s.t.Cleanup(server.Close)
	r := &replica{index: i, chat: newCable(s.t, server.Listener.Addr().String())}
	address := s.address
	if s.file == "" {
		there, _, _ := strings.Cut(strings.TrimPrefix(s.address, "postgres://postgres@"), "/")
		r.database = newCable(s.t, there)
		address = strings.Replace(s.address, there, r.database.address(), 1)
	}
	r.running = newRunning(s.t, address)
	r.api = "http://" + r.chat.address()
	r.environ = append(append(r.environ, settings...),
		"MEETBOT_SLACK_API_URL="+r.api+"/api/", "MEETBOT_SLACK_WEB_URL="+r.api,
		"MEETBOT_DISCORD_API_URL="+r.api+"/api/v10/", "MEETBOT_DISCORD_WEB_URL="+r.api,
		secretKey, "MEETBOT_LOG_LEVEL="+*faultLog,
		"MEETBOT_MEETINGS_MAX_UPCOMING_PER_PERSON=100000",
		"MEETBOT_MEETINGS_GRACE=0s", // so that nothing is left to do once everything is said
	)
	r.since = time.Now()
	return r
}

// relaunch starts a process again, as whatever supervises it does.
func (s *faultSite) relaunch(r *replica) {
	r.launch()
	r.since = time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	r.frozen = nil
}

// revive starts again what has ended by itself. It may where it began without its database: Open waits ten seconds.
func (s *faultSite) revive() {
	for _, r := range s.all {
		select {
		case err := <-r.exited:
			if lived := time.Since(r.since); lived > 15*time.Second {
				s.t.Errorf("process %d ended by itself after %s: %v", r.index, lived, err)
			}
			s.relaunch(r)
		default:
		}
	}
}

// awake lists the processes that are not frozen.
func (s *faultSite) awake() []*replica {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.all), func(r *replica) bool { return r.frozen != nil })
}

// untilAllIsSaid waits until the database holds no card, start or end that is still to be said. That is long after the
// last end only where something hangs. Edits may wait longer: Slack takes 50 a minute.
func (s *faultSite) untilAllIsSaid() {
	deadline := time.After(2 * time.Minute)
	for tick := time.Tick(100 * time.Millisecond); ; {
		var left string
		err := s.db.QueryRowContext(s.t.Context(), `SELECT COALESCE(MAX(kind || ' of ' || meeting_id || ', ' || state || ': ' || problem), '')
			FROM announcement WHERE state IN ('pending', 'leased', 'sending') AND kind IN ('card', 'start', 'end')`).Scan(&left)
		if err == nil && left == "" {
			return
		}
		s.revive()
		select {
		case <-tick:
		case <-deadline:
			s.t.Fatalf("still to be said: %s %v", left, err)
		}
	}
}
