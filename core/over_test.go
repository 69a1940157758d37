package core_test

import (
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// overs are when starts lost their way in, by the message.
func (w *world) overs() map[core.MessageRef]time.Time { return w.doneTo(core.KindOver) }

// doneTo is when messages were changed so, by the message.
func (w *world) doneTo(k core.Kind) map[core.MessageRef]time.Time {
	out := map[core.MessageRef]time.Time{}
	for _, e := range w.announcer.Edits() {
		if e.Kind == k {
			w.NotContains(out, e.Ref, "once is enough")
			out[e.Ref] = e.At
		}
	}
	return out
}

// TestNoWayInStandsAfterTheEnd, however the meeting comes to it.
func TestNoWayInStandsAfterTheEnd(t *testing.T) {
	end := noon.Add(50 * time.Minute) // by plan
	for name, c := range map[string]struct {
		change func(w *world, m core.Meeting) error // half a minute after the start
		fault  func(w *world, m *core.Meeting) coretest.Fault
		want   time.Time
	}{
		"by plan": {want: end},
		"made longer": {want: end.Add(15 * time.Minute), change: func(w *world, m core.Meeting) error {
			_, err := w.service.Extend(w.ctx, alice, m.ID, 15*time.Minute)
			return err
		}},
		"made longer while the start is sent": {want: end.Add(15 * time.Minute), fault: func(w *world, m *core.Meeting) coretest.Fault {
			return coretest.Sending(w.extends(m))
		}},
		"ended by hand": {want: noon.Add(20*time.Minute + 30*time.Second), change: func(w *world, m core.Meeting) error {
			_, err := w.service.End(w.ctx, alice, m.ID)
			return err
		}},
		"renamed": {want: end, change: func(w *world, m core.Meeting) error {
			_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				var m core.Meeting
				if c.fault != nil {
					w.announcer.Fail(core.KindStart, c.fault(w, &m))
				}
				m = w.schedule(20 * time.Minute)
				w.pass(20*time.Minute + 30*time.Second)
				w.Empty(w.overs())
				if c.change != nil {
					w.NoError(c.change(w, m))
				}
				w.pass(3 * time.Hour)
				want := map[core.MessageRef]time.Time{}
				for _, x := range w.announcer.Messages(core.KindStart) {
					want[x.Ref] = c.want
				}
				w.Len(want, 1)
				w.Equal(want, w.overs())
				w.allSettled(m)
			})
		})
	}
}

func TestAStartThatSomebodyDeletedIsNotTheCard(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindOver, repeat(coretest.Fault{Problem: core.ErrDeleted}, 2)...)
		w.pass(2 * time.Hour)
		w.NotEmpty(w.read(m).Card(team))
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.allSettled(m)
	})
}
