package discord

import (
	"context"
	"sync"
	"time"
)

// inquiries go on when whoever began them can wait no longer: of many servers Discord takes its time to tell, and who asks
// next is to have the answer.
type inquiries struct {
	now   func() time.Time
	mu    sync.Mutex
	under map[string]*inquiry // by whom they are about
}

type inquiry struct {
	done  chan struct{} // closed once there is an answer
	is    bool
	err   error
	until time.Time // for how long it holds then
}

// inquiryTime bounds how long an inquiry goes on: asking a thousand servers takes half of it.
const inquiryTime = time.Minute

// of asks, or waits with whoever has asked already, for as long as ctx allows.
func (q *inquiries) of(ctx context.Context, about string, ask func(context.Context) (bool, error)) (bool, error) {
	i := q.begin(ctx, about, ask)
	select {
	case <-i.done:
		return i.is, i.err
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

func (q *inquiries) begin(ctx context.Context, about string, ask func(context.Context) (bool, error)) *inquiry {
	q.mu.Lock()
	defer q.mu.Unlock()
	if have := q.under[about]; have != nil && q.holds(have) {
		return have
	}
	if len(q.under) >= maxKnown {
		clear(q.under)
	}
	i := &inquiry{done: make(chan struct{})}
	q.under[about] = i
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inquiryTime)
		defer cancel()
		i.is, i.err = ask(ctx)
		if i.err == nil {
			i.until = q.now().Add(memberLife)
		}
		close(i.done)
	}()
	return i
}

// holds tells whether an answer is on its way, or still good.
func (q *inquiries) holds(i *inquiry) bool {
	select {
	case <-i.done:
		return q.now().Before(i.until)
	default:
		return true
	}
}
