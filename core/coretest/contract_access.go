package coretest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"meetbot/core"
)

var accessCases = []storeCase{
	{"a ticket tells whose it is until it expires", ticketTells},
	{"a ticket opens a session, once", ticketOnce},
	{"a ticket redeemed from 8 goroutines opens one session", ticketAtOnce},
	{"a ticket that expired opens nothing", ticketExpired},
	{"a session needs no ticket", sessionKept},
	{"a session is good until it was not used for long", sessionLasts},
	{"a session that was touched lasts longer", sessionTouched},
	{"a session may be deleted twice", sessionDeleted},
	{"sweep deletes what is past and nothing else", sweptOut},
}

var requestCases = []storeCase{
	{"a request is the caller's to answer, and nobody else's meanwhile", reserved},
	{"a request that was answered gets that answer", answered},
	{"a request left unanswered is taken over", takenOver},
	{"an answer is kept byte by byte, also an empty one", answerBytes},
	{"a request reserved from 8 goroutines is one's", reservedAtOnce},
	{"a request left unanswered is taken over by one of 8", takenOverAtOnce},
}

func (b *bench) ticket(hash string, expires time.Time) core.Ticket {
	b.t.Helper()
	t := core.Ticket{Hash: hash, Identity: aliceIn("slack", "T1"), Expires: expires}
	b.NoError(b.KeepTicket(b.ctx, t))
	return t
}

func ticketTells(b *bench) {
	t := b.ticket("hash", noon)
	for range 2 {
		got, err := b.Ticket(b.ctx, "hash", noon.Add(-time.Microsecond))
		b.NoError(err)
		b.Equal(t, got)
	}
	_, err := b.Ticket(b.ctx, "hash", noon)
	b.refused(err, core.NotFound)
	_, err = b.Ticket(b.ctx, "another", noon.Add(-time.Hour))
	b.refused(err, core.NotFound)
}

func ticketOnce(b *bench) {
	b.ticket("hash", noon.Add(time.Minute))
	s, err := b.Redeem(b.ctx, "hash", core.Session{Hash: "session", LastUsed: noon})
	b.NoError(err)
	b.Equal(core.Session{Hash: "session", Identity: aliceIn("slack", "T1"), LastUsed: noon}, s)
	got, err := b.Session(b.ctx, "session", noon.Add(-time.Hour))
	b.NoError(err)
	b.Equal(s, got)

	_, err = b.Redeem(b.ctx, "hash", core.Session{Hash: "second", LastUsed: noon})
	b.refused(err, core.NotFound)
	_, err = b.Session(b.ctx, "second", noon.Add(-time.Hour))
	b.refused(err, core.NotFound)
	_, err = b.Ticket(b.ctx, "hash", noon)
	b.refused(err, core.NotFound)
}

func ticketAtOnce(b *bench) {
	b.ticket("hash", noon.Add(time.Minute))
	var won atomic.Int64
	atOnce(8, func(i int) {
		if _, err := b.Redeem(b.ctx, "hash", core.Session{Hash: fmt.Sprint(i), LastUsed: noon}); err == nil {
			won.Add(1)
		}
	})
	b.EqualValues(1, won.Load())
}

func ticketExpired(b *bench) {
	b.ticket("hash", noon)
	_, err := b.Redeem(b.ctx, "hash", core.Session{Hash: "session", LastUsed: noon})
	b.refused(err, core.NotFound)
	_, err = b.Session(b.ctx, "session", noon.Add(-time.Hour))
	b.refused(err, core.NotFound)
}

func (b *bench) session(hash string, used time.Time) {
	b.t.Helper()
	b.ticket(hash, used.Add(time.Minute))
	_, err := b.Redeem(b.ctx, hash, core.Session{Hash: hash, LastUsed: used})
	b.NoError(err)
}

func sessionKept(b *bench) {
	s := core.Session{Hash: "session", Identity: aliceIn("discord", "A1"), Vouched: noon.Add(-time.Minute), LastUsed: noon}
	b.NoError(b.KeepSession(b.ctx, s))
	b.NoError(b.KeepSession(b.ctx, core.Session{Hash: "another", Identity: s.Identity, LastUsed: noon}))
	got, err := b.Session(b.ctx, "session", noon.Add(-time.Hour))
	b.NoError(err)
	b.Equal(s, got)
	b.NoError(b.DeleteSession(b.ctx, "another"))
	_, err = b.Session(b.ctx, "session", noon.Add(-time.Hour))
	b.NoError(err, "it is a session of its own")
}

func sessionLasts(b *bench) {
	b.session("hash", noon)
	_, err := b.Session(b.ctx, "hash", noon.Add(-time.Microsecond))
	b.NoError(err)
	_, err = b.Session(b.ctx, "hash", noon)
	b.refused(err, core.NotFound)
	_, err = b.Session(b.ctx, "another", noon.Add(-time.Hour))
	b.refused(err, core.NotFound)
}

func sessionTouched(b *bench) {
	b.session("hash", noon)
	b.NoError(b.TouchSession(b.ctx, "hash", noon.Add(time.Hour)))
	s, err := b.Session(b.ctx, "hash", noon)
	b.NoError(err)
	b.Equal(noon.Add(time.Hour), s.LastUsed)
	b.NoError(b.TouchSession(b.ctx, "another", noon))
}

func sessionDeleted(b *bench) {
	b.session("hash", noon)
	b.NoError(b.DeleteSession(b.ctx, "hash"))
	b.NoError(b.DeleteSession(b.ctx, "hash"))
	_, err := b.Session(b.ctx, "hash", noon.Add(-time.Hour))
	b.refused(err, core.NotFound)
}

func sweptOut(b *bench) {
	later := noon.Add(time.Second)
	b.session("old", noon)
	b.session("young", later)
	b.ticket("old", noon)
	b.ticket("young", later)
	for id, made := range map[string]time.Time{"old": noon, "young": later} {
		_, mine, err := b.Reserve(b.ctx, id, made, made.Add(time.Hour))
		b.NoError(err)
		b.True(mine)
		b.NoError(b.Answer(b.ctx, id, []byte("answer")))
	}
	b.NoError(b.Sweep(b.ctx, noon, noon, noon))

	past := noon.Add(-time.Hour)
	_, err := b.Session(b.ctx, "old", past)
	b.refused(err, core.NotFound)
	_, err = b.Session(b.ctx, "young", past)
	b.NoError(err)
	_, err = b.Ticket(b.ctx, "old", past)
	b.refused(err, core.NotFound)
	_, err = b.Ticket(b.ctx, "young", past)
	b.NoError(err)
	_, mine := b.reserve("old", later)
	b.True(mine, "it was forgotten")
	_, mine = b.reserve("young", later)
	b.False(mine)
}

// reserve reserves a request for ten seconds.
func (b *bench) reserve(id string, now time.Time) (answer []byte, mine bool) {
	b.t.Helper()
	answer, mine, err := b.Reserve(b.ctx, id, now, now.Add(10*time.Second))
	b.NoError(err)
	return answer, mine
}

func reserved(b *bench) {
	answer, mine := b.reserve("id", noon)
	b.True(mine)
	b.Nil(answer)
	for _, now := range []time.Time{noon, noon.Add(10*time.Second - time.Microsecond)} {
		answer, mine = b.reserve("id", now)
		b.False(mine)
		b.Nil(answer)
	}
	_, mine = b.reserve("another", noon)
	b.True(mine)
}

func answered(b *bench) {
	b.reserve("id", noon)
	b.NoError(b.Answer(b.ctx, "id", []byte("booked")))
	for _, now := range []time.Time{noon, noon.Add(time.Hour)} {
		answer, mine := b.reserve("id", now)
		b.False(mine)
		b.Equal("booked", string(answer))
	}
}

func takenOver(b *bench) {
	b.reserve("id", noon)
	late := noon.Add(10 * time.Second)
	_, mine := b.reserve("id", late)
	b.True(mine)
	_, mine = b.reserve("id", late)
	b.False(mine, "it is the second one's now")
}

func answerBytes(b *bench) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for id, answer := range map[string][]byte{"all": all, "none": {}} {
		b.reserve(id, noon)
		b.NoError(b.Answer(b.ctx, id, answer))
		got, mine := b.reserve(id, noon.Add(time.Hour))
		b.False(mine)
		b.NotNil(got)
		b.Equal(answer, got)
	}
}

// reserveAtOnce returns how many of 8 goroutines may answer a request.
func (b *bench) reserveAtOnce(now time.Time) int {
	var mu sync.Mutex
	var problems error
	won := 0
	atOnce(8, func(int) {
		_, mine, err := b.Reserve(b.ctx, "id", now, now.Add(10*time.Second))
		mu.Lock()
		defer mu.Unlock()
		problems = errors.Join(problems, err)
		if mine {
			won++
		}
	})
	b.NoError(problems)
	return won
}

func reservedAtOnce(b *bench) { b.Equal(1, b.reserveAtOnce(noon)) }

func takenOverAtOnce(b *bench) {
	b.reserve("id", noon)
	b.Equal(1, b.reserveAtOnce(noon.Add(10*time.Second)))
}
