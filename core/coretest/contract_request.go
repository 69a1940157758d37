package coretest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"meetbot/core"
)

var requestCases = []storeCase{
	{"a request for which something was stored gets its first answer", answeredOnce},
	{"what changes nothing is asked anew", askedAnew},
	{"a request answered from 8 goroutines has one effect, and one answer", answeredAtOnce},
	{"of a request that is broken off nothing is stored, and it can be asked again", brokenOff},
	{"what is stored aside before all else stays, whatever becomes of the request", aside},
	{"what is refused leaves what was stored before", refusedLater},
	{"what was refused to one is answered as another has done it", doneElsewhere},
	{"a request sees what it has stored, and nobody else does before the end", seenWithin},
	{"a request is stored also for somebody who hung up", hungUp},
	{"a request that nobody waits for stores nothing", nobodyWaits},
	{"of many changes at once those that fail take nothing with them", failAlone},
	{"an answer is kept byte by byte, also an empty one", answerBytes},
	{"the first answer is kept", firstAnswer},
	{"an answer kept within a request is stored with it", keptWithin},
}

func (b *bench) answered(request string) []byte {
	b.t.Helper()
	out, err := b.Answered(b.ctx, request)
	b.NoError(err)
	return out
}

// once answers a request.
func (b *bench) once(request string, answer func(ctx context.Context) string) string {
	b.t.Helper()
	out, err := b.Once(b.ctx, request, noon, func(ctx context.Context) []byte { return []byte(answer(ctx)) })
	b.NoError(err)
	return string(out)
}

// calls has a request store a meeting, with a ticket for it.
func (b *bench) calls(ctx context.Context, title string) core.Meeting {
	m, err := b.CreateMeeting(ctx, draft(titled(title)), title, []core.Announcement{say(core.KindStart, noon.Add(time.Hour))}, core.Limit{})
	b.NoError(err)
	b.NoError(b.KeepTicket(ctx, core.Ticket{Hash: title, Identity: aliceIn("slack", "T1"), Expires: noon.Add(time.Hour)}))
	return m
}

func answeredOnce(b *bench) {
	ran := 0
	for range 3 {
		got := b.once("id", func(ctx context.Context) string {
			ran++
			return fmt.Sprint("booked #", b.calls(ctx, fmt.Sprint("meeting", ran)).Number(slackOne))
		})
		b.Equal("booked #1", got)
	}
	b.Equal(1, ran)
	b.Equal([]string{"meeting1"}, b.found(core.Query{}))
	b.Equal("booked #1", string(b.answered("id")))
	b.Equal("booked #2", b.once("another", func(ctx context.Context) string {
		return fmt.Sprint("booked #", b.calls(ctx, "another").Number(slackOne))
	}))
}

func askedAnew(b *bench) {
	for i := range 3 {
		b.Equal(fmt.Sprint(i), b.once("id", func(context.Context) string { return fmt.Sprint(i) }))
	}
	b.Nil(b.answered("id"))
}

func answeredAtOnce(b *bench) {
	answers := make([]string, 8)
	var mu sync.Mutex
	var problems error
	atOnce(len(answers), func(i int) {
		out, err := b.Once(b.ctx, "id", noon, func(ctx context.Context) []byte {
			title := fmt.Sprint("meeting", i)
			_, err := b.CreateMeeting(ctx, draft(titled(title)), title, nil, core.Limit{})
			mu.Lock()
			defer mu.Unlock()
			problems = errors.Join(problems, err)
			return []byte("booked " + title)
		})
		mu.Lock()
		defer mu.Unlock()
		problems = errors.Join(problems, err)
		answers[i] = string(out)
	})
	b.NoError(problems)
	there := b.found(core.Query{})
	b.Len(there, 1)
	for _, a := range answers {
		b.Equal("booked "+there[0], a)
	}
}

func brokenOff(b *bench) {
	b.Panics(func() {
		_, _ = b.Once(b.ctx, "id", noon, func(ctx context.Context) []byte {
			b.calls(ctx, "first")
			panic("the process dies")
		})
	})
	b.Empty(b.found(core.Query{}))
	_, err := b.Ticket(b.ctx, "first", noon)
	b.refused(err, core.NotFound)
	b.Nil(b.answered("id"))
	b.Equal("booked #1", b.once("id", func(ctx context.Context) string {
		return fmt.Sprint("booked #", b.calls(ctx, "second").Number(slackOne))
	}))
	b.Equal([]string{"second"}, b.found(core.Query{}))
}

func aside(b *bench) {
	who := aliceIn("slack", "T1")
	b.Panics(func() {
		_, _ = b.Once(b.ctx, "id", noon, func(ctx context.Context) []byte {
			_, err := b.KeepPerson(core.Aside(ctx), who, "Alice", "")
			b.NoError(err)
			b.calls(ctx, "first")
			_, err = b.KeepPerson(core.Aside(ctx), who, "Mallory", "")
			b.NoError(err)
			panic("the process dies")
		})
	})
	b.Equal("Alice", b.keep(who, "", "").Name)
	b.Empty(b.found(core.Query{}))
}

func refusedLater(b *bench) {
	who := aliceIn("slack", "T1")
	b.once("id", func(ctx context.Context) string {
		p, err := b.KeepPerson(ctx, who, "Alice", "")
		b.NoError(err)
		b.calls(ctx, "first")
		_, err = b.CreateMeeting(ctx, draft(by(p.ID)), "", nil, core.Limit{})
		b.NoError(err)
		_, err = b.CreateMeeting(ctx, draft(by(p.ID), titled("beyond")), "", nil, core.Limit{Most: 1, Now: noon})
		b.refused(err, core.TooMany)
		_, err = b.UpdateMeeting(ctx, "none", nil)
		b.refused(err, core.NotFound)
		return "refused"
	})
	b.Equal("Alice", b.keep(who, "", "").Name)
	b.ElementsMatch([]string{"first", "standup"}, b.found(core.Query{}))
	b.Equal("refused", string(b.answered("id")))
}

func doneElsewhere(b *bench) {
	m := b.create(draft())
	got := b.once("id", func(context.Context) string {
		b.Equal("cancelled", b.once("id", func(ctx context.Context) string {
			_, err := b.UpdateMeeting(ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
				m.Cancelled = noon
				return nil, nil
			})
			b.NoError(err)
			return "cancelled"
		}))
		return "there is no such meeting"
	})
	b.Equal("cancelled", got)
}

func seenWithin(b *bench) {
	b.once("id", func(ctx context.Context) string {
		m := b.calls(ctx, "first")
		there, err := b.Meeting(ctx, m.ID)
		b.NoError(err)
		b.Equal(m, there)
		p, err := b.KeepPerson(ctx, aliceIn("slack", "T1"), "Alice", "")
		b.NoError(err)
		known, err := b.PersonOf(ctx, aliceIn("slack", "T1"))
		b.NoError(err)
		b.Equal(p, known)
		return ""
	})
}

func hungUp(b *bench) {
	ctx, hangUp := context.WithCancel(b.ctx)
	out, err := b.Once(ctx, "id", noon, func(ctx context.Context) []byte {
		b.calls(ctx, "first")
		hangUp()
		b.NoError(b.KeepTicket(ctx, core.Ticket{Hash: "later", Identity: aliceIn("slack", "T1"), Expires: noon.Add(time.Hour)}))
		return []byte("booked")
	})
	b.NoError(err)
	b.Equal("booked", string(out))
	b.Equal("booked", string(b.answered("id")))
	_, err = b.Ticket(b.ctx, "later", noon)
	b.NoError(err)
}

func nobodyWaits(b *bench) {
	ctx, hangUp := context.WithCancel(b.ctx)
	_, _ = b.Once(ctx, "id", noon, func(ctx context.Context) []byte {
		hangUp()
		_, err := b.CreateMeeting(ctx, draft(), "", nil, core.Limit{})
		b.ErrorIs(err, context.Canceled)
		return nil
	})
	b.Empty(b.found(core.Query{}))
	b.Nil(b.answered("id"))
}

// failAlone has changes that go well wait beside others that fail, so that a store that commits several at once does.
func failAlone(b *bench) {
	const n = 40
	m := b.create(draft())
	broken := errors.New("broken")
	var mu sync.Mutex
	var problems error
	atOnce(n, func(i int) {
		_, err := b.UpdateMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Duration += time.Second
			if i%2 == 1 {
				m.Title = "half"
				return nil, broken
			}
			return []core.Announcement{say(core.KindStart, noon.Add(time.Duration(i)*time.Minute))}, nil
		})
		if i%2 == 1 && errors.Is(err, broken) {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		problems = errors.Join(problems, err)
		if i%2 == 1 {
			problems = errors.Join(problems, errors.New("nobody was told that it failed"))
		}
	})
	b.NoError(problems)
	after := b.stored(m.ID)
	b.Equal(m.Duration+n/2*time.Second, after.Duration)
	b.Equal(m.Title, after.Title)
	b.Equal(m.Revision+n/2, after.Revision)
}

func answerBytes(b *bench) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for id, answer := range map[string][]byte{"all": all, "none": {}} {
		b.NoError(b.KeepAnswer(b.ctx, id, noon, answer))
		got := b.answered(id)
		b.NotNil(got)
		b.Equal(answer, got)
	}
}

func firstAnswer(b *bench) {
	b.NoError(b.KeepAnswer(b.ctx, "id", noon, []byte("first")))
	b.NoError(b.KeepAnswer(b.ctx, "id", noon.Add(time.Hour), []byte("second")))
	b.Equal("first", string(b.answered("id")))
	b.Equal("first", b.once("id", func(context.Context) string { b.Fail("it is answered"); return "" }))
}

func keptWithin(b *bench) {
	b.Panics(func() {
		_, _ = b.Once(b.ctx, "id", noon, func(ctx context.Context) []byte {
			b.NoError(b.KeepAnswer(ctx, "button", noon, []byte("long")))
			panic("the process dies")
		})
	})
	b.Nil(b.answered("button"))
	b.once("id", func(ctx context.Context) string {
		b.NoError(b.KeepAnswer(ctx, "button", noon, []byte("long")))
		return "choose"
	})
	b.Equal("long", string(b.answered("button")))
	b.Equal("choose", string(b.answered("id")))
}
