//go:build unix

package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// A booking is one command that calls a meeting.
type booking struct {
	title    string
	asked    time.Time
	answered bool // with "Booked": from then on nothing of it may be lost
}

// faultAhead is how long before its start every meeting is called.
const faultAhead = 10 * time.Second

// faultLasts is how long every meeting lasts: several leases of 15 s, for a start that was lost on its way that often, or
// had to wait for a card that was, is not said any more once its meeting is over. The more kills, the likelier that is.
func faultLasts() time.Duration {
	return min(max(time.Duration(*faultKills)*1100*time.Millisecond, 50*time.Second), 110*time.Second)
}

// book calls one meeting after another for as long as is wanted, whatever befalls the service meanwhile. One whose answer never came may
// be there or not, as people know it; the next one has another title.
func (s *faultSite) book(ctx context.Context, every, last time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	end := time.Now().Add(last)
	for i := 1; ctx.Err() == nil && time.Now().Before(end); i++ {
		s.bookOne(i)
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}

func (s *faultSite) bookOne(i int) {
	awake := s.awake()
	if len(awake) == 0 {
		return
	}
	r := awake[i%len(awake)]
	s.chat.SetService("http://" + r.address)
	s.chat.SetBaseURL(r.api)
	b := &booking{title: fmt.Sprintf("meeting%05d", i), asked: time.Now()}
	s.mu.Lock()
	s.booked = append(s.booked, b)
	s.mu.Unlock()
	text := fmt.Sprintf("/meet in %.0f seconds %s for %.0fs", faultAhead.Seconds(), b.title, faultLasts().Seconds())
	if s.discord != nil {
		text = fmt.Sprintf("/meet new when:in %.0f seconds title:%s duration:%s", faultAhead.Seconds(), b.title, faultLasts())
	}
	channels := s.chat.Channels()
	m, err := s.chat.Type(s.chat.People()[0].ID, channels[i%faultChannels].ID, text)
	s.mu.Lock()
	defer s.mu.Unlock()
	b.answered = err == nil && strings.Contains(m.Text, "Booked: "+b.title)
}
