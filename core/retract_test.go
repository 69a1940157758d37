package core_test

import (
	"errors"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// TestNoReminderStandsOnceItIsNoLongerSo, however that comes.
func TestNoReminderStandsOnceItIsNoLongerSo(t *testing.T) {
	start := noon.Add(20 * time.Minute)
	moved := func(w *world, m core.Meeting) {
		_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(time.Hour), 0, "")
		w.NoError(err)
	}
	called := func(w *world, m core.Meeting) {
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
	}
	named := func(w *world, m core.Meeting) {
		_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
		w.NoError(err)
	}
	changed := noon.Add(15 * time.Minute)
	for name, c := range map[string]struct {
		change  func(w *world, m core.Meeting) // five minutes before the start
		sending func(w *world, m core.Meeting) // while the reminder is being sent
		faults  []coretest.Fault
		want    time.Time
	}{
		"it starts":                                      {want: start},
		"it is renamed before":                           {change: named, want: start},
		"it is moved":                                    {change: moved, want: changed},
		"it is called off":                               {change: called, want: changed},
		"it is moved while the reminder is sent":         {sending: moved, want: noon.Add(10 * time.Minute)},
		"it is called off while the reminder is sent":    {sending: called, want: noon.Add(10 * time.Minute)},
		"it starts and the answer to that is lost":       {faults: []coretest.Fault{coretest.Swallowed()}, want: start},
		"it starts and the platform is down for a while": {faults: repeat(coretest.Failing(errors.New("down")), 3), want: start},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				var m core.Meeting
				if c.sending != nil {
					w.announcer.Fail(core.KindReminder, coretest.Sending(func() { c.sending(w, m) }))
				}
				w.announcer.Fail(core.KindRetract, c.faults...)
				m = w.schedule(20 * time.Minute)
				w.pass(15 * time.Minute)
				if c.change != nil {
					c.change(w, m)
					w.dispatch()
				}
				w.pass(10 * time.Minute)
				first := w.announcer.Messages(core.KindReminder)[0].Ref
				w.WithinDuration(c.want, w.doneTo(core.KindRetract)[first], 5*time.Minute*time.Duration(min(len(c.faults), 1)))
				w.pass(3 * time.Hour)
				for _, x := range w.announcer.Messages(core.KindReminder) {
					w.Contains(w.doneTo(core.KindRetract), x.Ref)
				}
				w.allSettled(m)
			})
		})
	}
}

func TestAReminderThatMayNotBeDeletedReadsLikeAStart(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindRetract, coretest.Gone())
		w.pass(3 * time.Hour)
		w.Len(w.overs(), 2)
		w.Contains(w.overs(), w.announcer.Messages(core.KindReminder)[0].Ref)
		w.allSettled(m)
	})
}

func TestAReminderThatSomebodyDeletedIsNotTheCard(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.announcer.Fail(core.KindRetract, coretest.Fault{Problem: core.ErrDeleted})
		w.pass(2 * time.Hour)
		w.NotEmpty(w.read(m).Card(team))
		w.Len(w.announcer.Messages(core.KindCard), 1)
		w.Len(w.overs(), 1)
		w.allSettled(m)
	})
}
