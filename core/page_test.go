package core_test

import (
	"fmt"
	"testing"
	"time"

	"meetbot/core"
)

// listed returns the titles of a page.
func listed(p core.Page) (out []string) {
	for _, m := range p.Meetings {
		out = append(out, m.Title)
	}
	return out
}

// several schedules meetings called 0, 1 and so on, an hour apart.
func (w *world) several(n int) (out []core.Meeting) {
	for i := range n {
		r := core.Request{Title: fmt.Sprint(i), Start: noon.Add(time.Duration(i+1) * time.Hour), Duration: 30 * time.Minute}
		m, err := w.service.Schedule(w.ctx, alice, team, r)
		w.NoError(err)
		out = append(out, m)
	}
	return out
}

func (w *world) list(l core.Listing) core.Page {
	l.Size = 2
	p, err := w.service.List(w.ctx, alice, l)
	w.NoError(err)
	return p
}

func TestAListGoesOnAndBack(t *testing.T) {
	for name, in := range map[string]core.Channel{"of a channel": team, "of one's own": {}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			all := w.several(5)
			first := w.list(core.Listing{In: in})
			w.Equal([]string{"0", "1"}, listed(first))
			w.Equal([]bool{false, true}, []bool{first.Earlier, first.Later})
			second := w.list(core.Listing{In: in, After: all[1].Spot()})
			w.Equal([]string{"2", "3"}, listed(second))
			w.Equal([]bool{true, true}, []bool{second.Earlier, second.Later})
			last := w.list(core.Listing{In: in, After: all[3].Spot()})
			w.Equal([]string{"4"}, listed(last))
			w.Equal([]bool{true, false}, []bool{last.Earlier, last.Later})
			w.Equal(second, w.list(core.Listing{In: in, Before: all[4].Spot()}))
			w.Equal(first, w.list(core.Listing{In: in, Before: all[2].Spot()}))
		})
	}
}

func TestAListThatChangedMeanwhileLeavesNothingOut(t *testing.T) {
	w := newWorld(t)
	all := w.several(5)
	cancel := func(i int) {
		_, err := w.service.Cancel(w.ctx, alice, all[i].ID)
		w.NoError(err)
	}
	cancel(1)
	w.Equal([]string{"2", "3"}, listed(w.list(core.Listing{In: team, After: all[1].Spot()})), "it goes on where it was")
	w.Equal([]string{"0", "2"}, listed(w.list(core.Listing{In: team, Before: all[2].Spot()})), "the first page is full")
	cancel(4)
	gone := w.list(core.Listing{In: team, After: all[3].Spot()})
	w.Equal([]string{"2", "3"}, listed(gone), "the last page there is")
	w.Equal([]bool{true, false}, []bool{gone.Earlier, gone.Later})
	for _, i := range []int{0, 2, 3} {
		cancel(i)
	}
	w.Equal(core.Page{}, w.list(core.Listing{In: team, After: all[1].Spot()}))
	w.Equal(core.Page{}, w.list(core.Listing{In: team, Before: all[2].Spot()}))
}

// TestAListPassesOverWhatIsNothingToTheAsker, and still finds what comes behind that.
func TestAListPassesOverWhatIsNothingToTheAsker(t *testing.T) {
	w := newWorld(t)
	all := w.several(5)
	for _, m := range all {
		w.host(m, otherAlice)
	}
	_, err := w.store.UpdateMeeting(w.ctx, all[4].ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Postings = append(m.Postings, core.Posting{Channel: faraway})
		return nil, nil
	})
	w.NoError(err)
	p, err := w.service.List(w.ctx, otherAlice, core.Listing{Size: 1})
	w.NoError(err)
	w.Equal([]string{"4"}, listed(p))
	w.False(p.Later)
}
