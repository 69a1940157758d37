package coretest

import (
	"fmt"
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
		b.NoError(b.KeepAnswer(b.ctx, id, made, []byte("answer")))
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
	b.Nil(b.answered("old"))
	b.NotNil(b.answered("young"))
}
