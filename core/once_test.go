package core_test

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"meetbot/core"
)

// books answers a request for which something is stored.
func (w *world) books(ctx context.Context, answer string) []byte {
	w.NoError(w.store.KeepTicket(ctx, core.Ticket{Hash: answer, Identity: alice.Identity, Expires: noon.Add(time.Hour)}))
	return []byte(answer)
}

func TestARequestIsAnsweredOnce(t *testing.T) {
	w := newWorld(t)
	answers := make([]string, 8)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() {
			got, err := w.service.Once(w.ctx, "trigger", func(ctx context.Context) []byte {
				return w.books(ctx, fmt.Sprintf("answer %d: https://meet.test/login/ticket/SECRET", i))
			})
			if err == nil {
				answers[i] = string(got)
			}
		})
	}
	all.Wait()
	w.Contains(answers[0], "https://meet.test/login/ticket/SECRET")
	kept := 0
	for i, a := range answers {
		w.Equal(answers[0], a)
		if _, err := w.store.Ticket(w.ctx, fmt.Sprintf("answer %d: https://meet.test/login/ticket/SECRET", i), noon); err == nil {
			kept++
		}
	}
	w.Equal(1, kept, "what the others stored is taken back")
	w.NotEmpty(w.store.Dump())
	w.NotContains(string(w.store.Dump()), "SECRET", "the stored answer is sealed")
	w.NotContains(string(w.store.Dump()), "answer")
}

func TestARequestIsAnsweredAgainWithWhatItGotFirst(t *testing.T) {
	w := newWorld(t)
	for i := range 3 {
		got, err := w.service.Once(w.ctx, "trigger", func(ctx context.Context) []byte { return w.books(ctx, fmt.Sprint(i)) })
		w.NoError(err)
		w.Equal("0", string(got))
		w.clock.Advance(time.Hour)
	}
	got, err := w.service.Once(w.ctx, "another", func(context.Context) []byte { return []byte("9") })
	w.NoError(err)
	w.Equal("9", string(got))
	got, err = w.service.Once(w.ctx, "another", func(context.Context) []byte { return []byte("10") })
	w.NoError(err)
	w.Equal("10", string(got), "nothing was changed")
}

func TestAnAnswerIsStoredAlsoForSomebodyWhoHungUp(t *testing.T) {
	w := newWorld(t)
	ctx, hangUp := context.WithCancel(w.ctx)
	_, err := w.service.Once(ctx, "trigger", func(ctx context.Context) []byte {
		answer := w.books(ctx, "booked")
		hangUp()
		return answer
	})
	w.NoError(err)
	got, err := w.service.Once(w.ctx, "trigger", func(context.Context) []byte { return []byte("booked twice") })
	w.NoError(err)
	w.Equal("booked", string(got))
}

// TestWhatIsDueIsLookedForOnceItIsStored: before that there is nothing to be found.
func TestWhatIsDueIsLookedForOnceItIsStored(t *testing.T) {
	w := newWorld(t)
	_, err := w.service.Once(w.ctx, "trigger", func(ctx context.Context) []byte {
		_, err := w.service.Schedule(ctx, alice, team, core.Request{Title: "x"})
		w.NoError(err)
		w.Zero(w.woken.Load())
		return nil
	})
	w.NoError(err)
	w.EqualValues(1, w.woken.Load())
	_, err = w.service.Once(w.ctx, "help", func(context.Context) []byte { return nil })
	w.NoError(err)
	w.EqualValues(1, w.woken.Load())
	_, err = w.service.Schedule(w.ctx, alice, team, core.Request{Title: "y"})
	w.NoError(err)
	w.EqualValues(2, w.woken.Load())
}

func TestWhatIsKeptIsSealed(t *testing.T) {
	w := newWorld(t)
	w.NoError(w.service.Keep(w.ctx, "button", []byte("SECRET")))
	w.NotEmpty(w.store.Dump())
	w.NotContains(string(w.store.Dump()), "SECRET")
	got, err := w.service.Kept(w.ctx, "button")
	w.NoError(err)
	w.Equal("SECRET", string(got))
	got, err = w.service.Kept(w.ctx, "another")
	w.NoError(err)
	w.Nil(got)
}

func TestWhatIsSealedOpensUnderItsOwnNameAndKeyOnly(t *testing.T) {
	w := newWorld(t)
	one, err := core.NewSealer(bytes.Repeat([]byte{1}, 32))
	w.NoError(err)
	two, err := core.NewSealer(bytes.Repeat([]byte{2}, 32))
	w.NoError(err)
	sealed := one.Seal("name", []byte("plain"))
	w.NotContains(string(sealed), "plain")
	w.NotEqual(sealed, one.Seal("name", []byte("plain")))
	plain, err := one.Open("name", sealed)
	w.NoError(err)
	w.Equal("plain", string(plain))
	_, err = one.Open("another", sealed)
	w.Error(err)
	_, err = two.Open("name", sealed)
	w.Error(err)
	_, err = one.Open("name", nil)
	w.Error(err)
	_, err = core.NewSealer(make([]byte, 31))
	w.Error(err)
}
