//go:build unix

package main

import (
	"context"
	"database/sql"
	"syscall"
	"time"

	"github.com/stretchr/testify/require"
)

// A fault befalls a faultSite. Name is what its line calls it.
type fault struct {
	name   string
	befall func(*faultSite)
}

var (
	killed    = fault{"kills", (*faultSite).killOne}
	froze     = fault{"freezes", (*faultSite).freezeOne}
	restarted = fault{"restarts", (*faultSite).restartDatabase}
	cut       = fault{"cuts", (*faultSite).cutOne}
	locked    = fault{"locks", (*faultSite).lockDatabase}
	full      = fault{"full", (*faultSite).fillDisk}
	aimed     = fault{"kills", (*faultSite).killSender}
)

// A hit is when a fault was upon a process, or upon its way to the database.
type hit struct {
	process  int // -1: all
	database bool
	from, to time.Time
}

func (s *faultSite) hit(h hit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits = append(s.hits, h)
}

func (s *faultSite) between(least, most time.Duration) time.Duration {
	return least + time.Duration(s.random.Int64N(int64(most-least)))
}

// victim picks a process that is not frozen: half of the time the next one that has a post on its way.
func (s *faultSite) victim() *replica {
	if s.random.IntN(2) == 0 {
		return s.sender(time.Second)
	}
	return s.any()
}

func (s *faultSite) any() *replica {
	awake := s.awake()
	if len(awake) == 0 {
		return nil
	}
	return awake[s.random.IntN(len(awake))]
}

// sender waits until a process posts something, and on until it may or may not have the answer.
func (s *faultSite) sender(most time.Duration) *replica {
	select {
	case i := <-s.desk.busy:
		<-time.After(s.between(0, 2*onItsWay))
		return s.all[i]
	case <-time.After(most):
		return s.any()
	}
}

// killOne kills a process as a loss of power would, and has it start again.
func (s *faultSite) killOne() { s.kill(s.victim()) }

// killSender kills a process while it cannot know yet how its post came out.
func (s *faultSite) killSender() {
	select {
	case i := <-s.desk.busy:
		s.kill(s.all[i])
	case <-time.After(10 * time.Second):
		s.t.Error("nothing was posted for 10 s")
	}
}

func (s *faultSite) kill(r *replica) {
	if r == nil {
		return
	}
	s.counts["kills"]++
	_ = r.program.Process.Kill() // it may have ended by itself
	<-r.exited
	s.hit(hit{process: r.index, from: time.Now(), to: time.Now()})
	s.relaunch(r)
}

// freezeOne stops a process for up to 20 s, longer than its leases, and lets it go on as if nothing had been.
func (s *faultSite) freezeOne() {
	r := s.victim()
	if len(s.awake()) < 2 {
		return // somebody has to be there who takes over
	}
	s.counts["freezes"]++
	process, lasts := r.program.Process, s.between(time.Second, 20*time.Second)
	if s.random.IntN(2) == 0 {
		lasts = 20 * time.Second
	}
	_ = process.Signal(syscall.SIGSTOP)
	s.mu.Lock()
	r.frozen = process
	s.mu.Unlock()
	s.hit(hit{process: r.index, from: time.Now(), to: time.Now().Add(lasts)})
	time.AfterFunc(lasts, func() {
		_ = process.Signal(syscall.SIGCONT) // it may be dead by now
		s.mu.Lock()
		defer s.mu.Unlock()
		if r.frozen == process {
			r.frozen = nil
		}
	})
}

// restartDatabase has PostgreSQL crash and recover.
func (s *faultSite) restartDatabase() {
	s.counts["restarts"]++
	from := time.Now()
	require.NoError(s.t, s.cluster.Crash())
	s.hit(hit{process: -1, database: true, from: from, to: time.Now()})
}

// cutOne cuts a process off from its database, or from the chat, for 1 to 4 s: with connections that break, or that hang.
func (s *faultSite) cutOne() {
	r := s.victim()
	if r == nil {
		return
	}
	s.counts["cuts"]++
	database, lasts := s.random.IntN(2) == 0, s.between(time.Second, 4*time.Second)
	c := r.chat
	if database {
		c = r.database
	}
	s.hit(hit{process: r.index, database: database, from: time.Now(), to: time.Now().Add(lasts)})
	if s.random.IntN(2) == 0 {
		c.cut()
	} else {
		c.choke()
	}
	time.AfterFunc(lasts, c.mend)
}

// lockDatabase holds SQLite's lock on writing as a program of somebody else may, for up to 20 s.
func (s *faultSite) lockDatabase() {
	s.counts["locks"]++
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file:"+s.file+"?_pragma=busy_timeout(10000)&_txlock=immediate")
	require.NoError(s.t, err)
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	require.NoError(s.t, err)
	<-time.After(s.between(2*time.Second, 20*time.Second))
	require.NoError(s.t, tx.Rollback())
}

// fillDisk lets no file of the process grow for up to 10 s, as on a disk that is full.
func (s *faultSite) fillDisk() {
	s.counts["full"]++
	r := s.all[0]
	require.NoError(s.t, limitFiles(r.program.Process, 4096))
	<-time.After(s.between(2*time.Second, 10*time.Second))
	require.NoError(s.t, limitFiles(r.program.Process, -1))
}
