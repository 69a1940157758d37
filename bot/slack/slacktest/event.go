package slacktest

import (
	"meetbot/bot/emulator"
)

// Messages returns what a person sees in a channel now, oldest first.
func (s *Slack) Messages(person, channel string) []emulator.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var seen []emulator.Message
	for _, p := range s.posts {
		if p.channel == channel && s.seenBy(p, person) {
			seen = append(seen, s.message(p, person))
		}
	}
	return seen
}

// Events returns what came to be seen, from the given index on. A message for everybody is rendered, at the moment
// of the event, in the zone of the channel's first member, or else of the first person of the workspace.
func (s *Slack) Events(from int) []emulator.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	if from < 0 || from >= len(s.events) {
		return nil
	}
	return append([]emulator.Event(nil), s.events[from:]...)
}

// Changed returns a channel that is closed at the next event.
func (s *Slack) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

// tell records an event and wakes those who wait for one.
func (s *Slack) tell(kind emulator.EventKind, p *post) {
	m := s.message(p, s.typicalReader(p))
	s.events = append(s.events, emulator.Event{At: s.o.Now(), Kind: kind, Message: m})
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *Slack) typicalReader(p *post) string {
	if p.privateTo != "" {
		return p.privateTo
	}
	if at := s.place(p.channel); at != nil && len(at.Members) > 0 {
		return at.Members[0]
	}
	if len(s.people) > 0 {
		return s.people[0].ID
	}
	return ""
}
