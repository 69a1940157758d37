package core_test

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"meetbot/core"
)

func TestARequestIsAnsweredOnce(t *testing.T) {
	w := newWorld(t)
	answers := make([]string, 8)
	var mu sync.Mutex
	var all sync.WaitGroup
	ran := 0
	for i := range answers {
		all.Go(func() {
			got, err := w.service.Once(w.ctx, "trigger", func(context.Context) []byte {
				mu.Lock()
				defer mu.Unlock()
				ran++
				return fmt.Appendf(nil, "answer %d: https://meet.test/login/ticket/SECRET", ran)
			})
			if err == nil {
				answers[i] = string(got)
			}
		})
	}
	all.Wait()
	w.Equal(1, ran)
	for _, a := range answers {
		w.Equal("answer 1: https://meet.test/login/ticket/SECRET", a)
	}
	w.NotEmpty(w.store.Dump())
	w.NotContains(string(w.store.Dump()), "SECRET", "the stored answer is sealed")
	w.NotContains(string(w.store.Dump()), "answer")
}

func TestARequestIsAnsweredAgainWithWhatItGotFirst(t *testing.T) {
	w := newWorld(t)
	for i := range 3 {
		got, err := w.service.Once(w.ctx, "trigger", func(context.Context) []byte { return fmt.Append(nil, i) })
		w.NoError(err)
		w.Equal("0", string(got))
		w.clock.Advance(time.Hour)
	}
	got, err := w.service.Once(w.ctx, "another", func(context.Context) []byte { return []byte("9") })
	w.NoError(err)
	w.Equal("9", string(got))
}

func TestAnAnswerIsStoredAlsoForSomebodyWhoHungUp(t *testing.T) {
	w := newWorld(t)
	ctx, hangUp := context.WithCancel(w.ctx)
	_, err := w.service.Once(ctx, "trigger", func(context.Context) []byte { hangUp(); return []byte("booked") })
	w.NoError(err)
	got, err := w.service.Once(w.ctx, "trigger", func(context.Context) []byte { return []byte("booked twice") })
	w.NoError(err)
	w.Equal("booked", string(got))
}

func TestARequestLeftUnansweredIsTakenOver(t *testing.T) {
	inBubble(t, func(w *world) {
		_, mine, err := w.store.Reserve(w.ctx, "trigger", w.clock.Now(), w.clock.Now().Add(10*time.Second))
		w.NoError(err)
		w.True(mine, "a process that dies before it answers")
		var got []byte
		go func() {
			got, err = w.service.Once(w.ctx, "trigger", func(context.Context) []byte { return []byte("booked") })
		}()
		time.Sleep(time.Second)
		synctest.Wait()
		w.Nil(got, "it waits for the other process")
		w.clock.Advance(10 * time.Second)
		time.Sleep(time.Second)
		synctest.Wait()
		w.NoError(err)
		w.Equal("booked", string(got))
	})
}

func TestWaitingForAnAnswerEndsWithItsCaller(t *testing.T) {
	inBubble(t, func(w *world) {
		_, _, err := w.store.Reserve(w.ctx, "trigger", w.clock.Now(), w.clock.Now().Add(10*time.Second))
		w.NoError(err)
		ctx, cancel := context.WithTimeout(w.ctx, time.Second)
		defer cancel()
		_, err = w.service.Once(ctx, "trigger", func(context.Context) []byte { w.Fail("not mine"); return nil })
		w.ErrorIs(err, context.DeadlineExceeded)
	})
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
