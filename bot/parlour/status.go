package parlour

import (
	"context"
	"sync"
	"time"
)

// again is how long to wait before the chat is asked once more to let us in.
const again = 5 * time.Second

// A status is how we stand with the chat.
type status struct {
	mu   sync.Mutex
	text string
}

func (s *status) set(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = text
}

// Status is "ok" since the chat has let us in, which is for good, and what is wrong before that.
func (p *Parlour) Status() (text string, connected bool) {
	p.status.mu.Lock()
	defer p.status.mu.Unlock()
	return p.status.text, p.status.text == "ok"
}

// Run asks the chat to let us in until it does, or ctx ends.
func (p *Parlour) Run(ctx context.Context) error {
	for {
		err := p.Answers(ctx)
		if err == nil {
			p.status.set("ok")
			return nil
		}
		p.status.set(err.Error())
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(again):
		}
	}
}
