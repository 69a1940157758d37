package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

// TestSeparatedEachModeratesTheirOwn, whichever of the two goes: somebody who is rid of an account must not leave it
// what they called.
func TestSeparatedEachModeratesTheirOwn(t *testing.T) {
	for _, goes := range []core.Identity{alice.Identity, onDiscord} {
		w := newWorld(t)
		m := w.schedule(time.Hour)
		_, err := w.service.Unite(w.ctx, onDiscord, alice.Identity)
		w.NoError(err)
		role := func(who core.Identity) core.Role {
			r, err := w.service.Role(w.ctx, m, who)
			w.NoError(err)
			return r
		}
		m, err = w.service.Meeting(w.ctx, m.ID)
		w.NoError(err)
		w.Equal(core.Moderator, role(onDiscord))
		_, err = w.service.Separate(w.ctx, goes, "alice")
		w.NoError(err)
		m, err = w.service.Meeting(w.ctx, m.ID)
		w.NoError(err)
		w.Equal(core.Moderator, role(alice.Identity))
		w.Equal(core.Guest, role(onDiscord))
	}
}
