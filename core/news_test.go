package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

// told is what the channel was told of changes, in its order.
func (w *world) told() (out []core.Change) {
	for _, x := range w.announcer.Messages(core.KindMoved, core.KindCancelled) {
		out = append(out, x.Change())
	}
	return out
}

func TestAChangeIsToldWithWhoMadeItAndTheStartBefore(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		for _, later := range []time.Duration{2 * time.Hour, 3 * time.Hour} {
			_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(later), 0, "")
			w.NoError(err)
			w.dispatch()
		}
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.dispatch()
		w.Equal([]core.Change{
			{By: m.Organizer, From: noon.Add(time.Hour)}, {By: m.Organizer, From: noon.Add(2 * time.Hour)}, {By: m.Organizer, From: noon.Add(3 * time.Hour)},
		}, w.told())
	})
}

func TestAMoveThatNobodyWasToldOfIsNone(t *testing.T) {
	for name, c := range map[string]struct {
		to   []time.Duration
		want []time.Time // the starts before
	}{
		"there and on":   {[]time.Duration{2 * time.Hour, 3 * time.Hour}, []time.Time{noon.Add(time.Hour)}},
		"there and back": {[]time.Duration{2 * time.Hour, time.Hour}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.dispatch()
				for _, later := range c.to {
					_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(later), 0, "")
					w.NoError(err)
				}
				w.dispatch()
				var from []time.Time
				for _, change := range w.told() {
					from = append(from, change.From)
				}
				w.Equal(c.want, from)
			})
		})
	}
}

func TestAnAnnouncementOfAProgramBeforeTellsNoChange(t *testing.T) {
	if got := (core.Announcement{Kind: core.KindMoved}).Change(); got != (core.Change{}) {
		t.Fatal(got)
	}
}
