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
			r, err := w.service.Role(w.ctx, m, core.Actor{Identity: who})
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

// TestSeparatedTakesWhatItCalledAnywhereOnItsPlatform: an account of no single workspace calls meetings in many.
func TestSeparatedTakesWhatItCalledAnywhereOnItsPlatform(t *testing.T) {
	w := newWorld(t)
	_, err := w.service.Unite(w.ctx, alice.Identity, onDiscord)
	w.NoError(err)
	w.directory.Join(onDiscord, core.Workspace{Platform: "discord", ID: "G1"}, core.Workspace{Platform: "discord", ID: "G2"})
	var called []core.Meeting
	for _, guild := range []string{"G1", "G2"} {
		in := core.Channel{Platform: "discord", Workspace: guild, ID: "9"}
		m, err := w.service.Schedule(w.ctx, core.Actor{Identity: onDiscord, Here: in}, in, core.Request{Title: "x", Start: noon.Add(time.Hour)})
		w.NoError(err)
		called = append(called, m)
	}
	_, err = w.service.Separate(w.ctx, onDiscord, "alice")
	w.NoError(err)
	for _, m := range called {
		m = w.read(m)
		role, err := w.service.Role(w.ctx, m, core.Actor{Identity: onDiscord})
		w.NoError(err)
		w.Equal(core.Moderator, role, m.Home)
		role, err = w.service.Role(w.ctx, m, core.Actor{Identity: alice.Identity})
		w.NoError(err)
		w.Equal(core.Guest, role, m.Home)
	}
}
