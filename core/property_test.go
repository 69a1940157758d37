package core_test

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"meetbot/core"
	"meetbot/core/coretest"
)

// tb keeps from rapid that it has a *testing.T, whose Deadline must not be asked for in a bubble.
type tb struct{ *testing.T }

// Whatever people, platforms and crashes do, and in whatever order: what came out stays as it came out, nothing is sent
// that was not committed, no lease is left behind, nothing is said more often than documented, and in the end
// everything is settled and every card tells the truth.
func TestWhateverHappensTheInvariantsHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rapid.Check(tb{t}, func(t *rapid.T) {
			s := &story{T: t, world: newWorld(t), final: map[string]core.Announcement{}}
			t.Repeat(map[string]func(*rapid.T){
				"schedule": s.scheduled,
				"change":   s.changed,
				"advance":  s.advanced,
				"outage":   s.outage,
				"fault":    s.fault,
				"":         s.check,
			})
			s.toTheEnd()
		})
		time.Sleep(time.Second) // what asks the store once more ends
	})
}

// A story is a random sequence of what may happen.
type story struct {
	*rapid.T
	*world
	meetings []core.MeetingID
	final    map[string]core.Announcement // what came out, by ID
	gone     bool                         // a card may have been taken away
}

func pick[V any](t *rapid.T, from ...V) V { return rapid.SampledFrom(from).Draw(t, "pick") }

func (s *story) scheduled(t *rapid.T) {
	lead := pick(t, 0, time.Second, time.Minute, 20*time.Minute, 2*time.Hour)
	r := core.Request{Start: s.service.Now().Add(lead), Duration: pick(t, 10*time.Second, 5*time.Minute, 30*time.Minute)}
	m, err := s.service.Schedule(s.ctx, alice, team, r)
	if !core.IsCode(err, core.TooMany) {
		s.NoError(err)
		s.meetings = append(s.meetings, m.ID)
	}
}

// change returns something that people do to one of the meetings. What they may not do is refused, which is well.
func (s *story) change(t *rapid.T) func() {
	if len(s.meetings) == 0 {
		return func() {}
	}
	id := pick(t, s.meetings...)
	return pick(t,
		func() { _, _ = s.service.Cancel(s.ctx, alice, id) },
		func() { _, _ = s.service.End(s.ctx, alice, id) },
		func() { _, _ = s.service.Extend(s.ctx, alice, id, 10*time.Minute) },
	)
}

func (s *story) changed(t *rapid.T) {
	s.change(t)()
	s.dispatch()
}

func (s *story) advanced(t *rapid.T) {
	s.pass(pick(t, time.Second, 15*time.Second, time.Minute, 10*time.Minute, time.Hour))
}

// outage lets time pass in which nothing is made.
func (s *story) outage(t *rapid.T) {
	s.clock.Advance(pick(t, time.Second, 20*time.Second, 5*time.Minute, time.Hour))
	s.dispatch()
}

func (s *story) fault(t *rapid.T) {
	k := pick(t, core.KindCard, core.KindEdit, core.KindReminder, core.KindStart, core.KindEnd, core.KindCancelled, core.KindCountdown)
	f := pick(t,
		coretest.Gone(), coretest.Busy(30*time.Second), coretest.Unheard(), coretest.Swallowed(), coretest.Failing(errors.New("no route")),
		coretest.CrashAt(coretest.BeforeBegin), coretest.CrashAt(coretest.BeforeEffect), coretest.CrashAt(coretest.AfterEffect),
		coretest.Waiting(s.change(t)), coretest.Sending(s.change(t)),
	)
	s.gone = s.gone || errors.Is(f.Problem, core.ErrGone)
	s.announcer.Fail(k, f)
}

func (s *story) check(*rapid.T) {
	for _, id := range s.meetings {
		all, err := s.store.Announcements(s.ctx, id)
		s.NoError(err)
		for _, a := range all {
			s.checkOne(a)
		}
	}
	s.checkCopies()
}

func (s *story) checkOne(a core.Announcement) {
	if before, ok := s.final[a.ID]; ok {
		s.Equal(before, a, "what came out stays as it came out")
	}
	if !coretest.Unmade(a) {
		s.final[a.ID] = a
	}
	if a.State == core.Leased || a.State == core.Sending {
		s.True(a.Next.After(s.clock.Now()), "a lease is left behind: %v", a)
	}
	if a.Kind.Posts() {
		s.LessOrEqual(a.Sends, 2)
	}
}

// checkCopies counts what the channels have seen, by announcement and by what it is to those who read it.
func (s *story) checkCopies() {
	byID, byWhat := map[string]int{}, map[string]int{}
	for _, m := range s.announcer.Messages() {
		byID[m.ID]++
		byWhat[fmt.Sprint(m.Kind, " ", m.Meeting, m.Channel)]++
		switch m.Kind {
		case core.KindCard, core.KindStart:
			s.LessOrEqual(byID[m.ID], 2, "%s once more, and no more", m.Kind)
		case core.KindReminder, core.KindEnd, core.KindCancelled:
			s.Equal(1, byWhat[fmt.Sprint(m.Kind, " ", m.Meeting, m.Channel)], "%s once", m.Kind)
		default:
			s.Equal(1, byID[m.ID], "%s once", m.Kind)
		}
		s.False(m.At.Before(m.Due), "early")
	}
}

func (s *story) toTheEnd() {
	s.pass(48 * time.Hour)
	s.check(nil)
	for _, id := range s.meetings {
		m, err := s.store.Meeting(s.ctx, id)
		s.NoError(err)
		s.allSettled(m)
		if card := m.Card(team); card != "" && !s.gone {
			s.Contains([]core.State{core.Ended, core.Cancelled}, s.shown(m, card), "the card tells the truth")
		}
	}
}

// shown returns the state that a card shows of its meeting.
func (s *story) shown(m core.Meeting, card core.MessageRef) (state core.State) {
	for _, x := range append(s.announcer.Messages(core.KindCard), s.announcer.Edits()...) {
		if x.Meeting == m.ID && x.Ref == card {
			state = x.About.State(x.At)
		}
	}
	return state
}
