package core_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

// tomorrow is when the second occurrence starts, unless it is moved.
var tomorrow = noon.Add(24 * time.Hour)

// again puts a second occurrence of a meeting at hand, and has it planned. A series will do so by itself.
func (w *world) again(m core.Meeting) core.Meeting {
	_, err := w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Occurrence = core.Occurrence{Nth: 1, Start: tomorrow.Add(-time.Hour), Duration: 30 * time.Minute, Room: "second"}
		return nil, nil
	})
	w.NoError(err)
	m, err = w.service.Move(w.ctx, alice, m.ID, tomorrow, 0, "")
	w.NoError(err)
	return m
}

// heard returns what was put up about each occurrence, as "kind after how long".
func (w *world) heard() (out [2][]string) {
	for _, x := range w.announcer.Messages() {
		w.Equal(x.Nth, x.About.Nth, "it was told of the occurrence that it is about")
		w.True(x.Channel != random || x.Nth == 1, "the first was over before it came there: %v", x)
		if x.Channel == team {
			out[x.Nth] = append(out[x.Nth], fmt.Sprintf("%s %s", x.Kind, x.At.Sub(noon)))
		}
	}
	return out
}

// TestTwoOccurrencesOfAMeeting: the second is put at hand while the first is live, and each has its own course, card and
// room, whatever becomes of the other.
func TestTwoOccurrencesOfAMeeting(t *testing.T) {
	first := []string{"card 0s", "reminder 10m0s", "start 20m0s", "end 50m0s"}
	for name, c := range map[string]struct {
		change func(w *world, id core.MeetingID) error // of the second, while the first is live
		second []string
		rooms  int
	}{
		"as planned": {nil, []string{"card 30m0s", "reminder 23h50m0s", "start 24h0m0s", "end 24h30m0s"}, 2},
		"moved": {func(w *world, id core.MeetingID) error {
			_, err := w.service.Move(w.ctx, alice, id, tomorrow.Add(time.Hour), 0, "")
			return err
		}, []string{"card 30m0s", "moved 30m0s", "reminder 24h50m0s", "start 25h0m0s", "end 25h30m0s"}, 2},
		"cancelled": {func(w *world, id core.MeetingID) error {
			_, err := w.service.Cancel(w.ctx, alice, id)
			return err
		}, []string{"card 30m0s", "cancelled 30m0s"}, 1},
		"renamed": {func(w *world, id core.MeetingID) error {
			_, err := w.service.Rename(w.ctx, alice, id, "retro")
			return err
		}, []string{"card 30m0s", "reminder 23h50m0s", "start 24h0m0s", "end 24h30m0s"}, 2},
		"shared": {func(w *world, id core.MeetingID) error {
			there := alice
			there.Here = random
			_, err := w.service.Share(w.ctx, there, random, id)
			return err
		}, []string{"card 30m0s", "reminder 23h50m0s", "start 24h0m0s", "end 24h30m0s"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(20 * time.Minute)
				w.pass(30 * time.Minute)
				next := w.again(m)
				w.dispatch()
				if c.change != nil {
					w.NoError(c.change(w, m.ID))
				}
				w.until(tomorrow.Add(3 * time.Hour))
				w.Equal([2][]string{first, c.second}, w.heard())
				w.Equal([]string{m.Room, next.Room}[:c.rooms], w.provider.Closed())
				w.cardsOfTheirOwn(m.ID)
				w.allSettled(m)
			})
		})
	}
}

// cardsOfTheirOwn holds that each card was changed as its own occurrence went, and says in the end how that went.
func (w *world) cardsOfTheirOwn(id core.MeetingID) {
	cards := slices.DeleteFunc(w.announcer.Messages(core.KindCard), func(x coretest.Message) bool { return x.Channel != team })
	w.Len(cards, 2)
	for nth, card := range cards {
		as, err := w.store.MeetingsOf(w.ctx, []core.Announcement{{Meeting: id, Nth: nth}})
		w.NoError(err)
		m := as[0]
		w.Equal(card.Ref, m.Card(team))
		var last coretest.Message
		for _, e := range w.announcer.Edits() {
			if e.Ref == card.Ref {
				w.Equal(nth, e.About.Nth)
				last = e
			}
		}
		w.Equal(m.State(w.clock.Now()), last.About.State(last.At))
	}
}

// TestWhatIsSaidInPlaceOfARefusedStartIsAboutTheSameOccurrence: about the first, nobody would hear of it.
func TestWhatIsSaidInPlaceOfARefusedStartIsAboutTheSameOccurrence(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(20 * time.Minute)
		w.pass(30 * time.Minute)
		w.again(m)
		w.announcer.Fail(core.KindStart, coretest.Fault{Problem: core.ErrGone})
		w.until(tomorrow.Add(time.Hour))
		starts := w.announcer.Messages(core.KindStart)
		w.Len(starts, 2)
		w.Equal(1, starts[1].Nth)
		w.Equal(toAlice, starts[1].Channel)
	})
}
