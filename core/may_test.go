package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

// TestWhoMayIsAskedWithoutDoing gives the answer that the deed itself would.
func TestWhoMayIsAskedWithoutDoing(t *testing.T) {
	carol := core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: "carol"}, Here: team}
	const may = core.Code("")
	for _, c := range []struct {
		name          string
		by            core.Actor
		admins, other core.Code // cancelling and ending; anything else
	}{
		{"the organizer", alice, may, may},
		{"a co-host", bob, may, may},
		{"a member", carol, core.Forbidden, core.Forbidden},
		{"an admin of its home", admin(carol), may, core.Forbidden},
		{"somebody elsewhere", otherAlice, core.NotFound, core.NotFound},
		{"an admin elsewhere", admin(otherAlice), core.NotFound, core.NotFound},
		{"nobody", core.Actor{}, core.NotFound, core.NotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			m := w.schedule(time.Hour)
			w.host(m, bob)
			before := w.read(m)
			for _, d := range []core.Deed{core.Cancelling, core.Ending, core.Extending, core.Moving, core.Renaming, core.Describing, core.Sharing, "unheard of"} {
				want := c.other
				if d == core.Cancelling || d == core.Ending {
					want = c.admins
				}
				err := w.service.May(w.ctx, c.by, d, before)
				if want == may {
					w.NoError(err, d)
				} else {
					w.refused(err, want)
				}
			}
			w.Equal(before, w.read(m))
			w.EqualValues(1, w.woken.Load())
		})
	}
}
