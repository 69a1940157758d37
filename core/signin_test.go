package core_test

import (
	"sync/atomic"
	"testing"
	"time"

	"meetbot/core"
)

var onDiscord = core.Identity{Platform: "discord", Workspace: "A1", UserID: "7"}

func TestWhomAPlatformVouchesForIsSignedIn(t *testing.T) {
	w := newWorld(t)
	before := w.signIn("")
	session, err := w.service.SignInAs(w.ctx, onDiscord, "alice2", before)
	w.NoError(err)
	w.Equal(onDiscord, w.signedIn(session))
	w.True(w.signedIn(before).IsZero(), "the browser's session before is over")
	p, err := w.service.PersonOf(w.ctx, onDiscord)
	w.NoError(err)
	w.Equal("alice2", p.Name)
	w.Equal([]core.Identity{onDiscord}, p.Identities, "signing in joins nothing")
	w.clock.Advance(core.SessionLife)
	w.True(w.signedIn(session).IsZero())
}

func TestASecretIsUsedUpOnce(t *testing.T) {
	w := newWorld(t)
	var first atomic.Int64
	until := noon.Add(10 * time.Minute)
	w.NoError(w.service.UsedUp(w.ctx, "secret"))
	done := make(chan error)
	for range 8 {
		go func() {
			err := w.service.UseUp(w.ctx, "secret", until)
			if err == nil {
				first.Add(1)
			}
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			w.refused(err, core.Used)
		}
	}
	w.EqualValues(1, first.Load())
	w.clock.Advance(10*time.Minute - time.Microsecond)
	w.NoError(w.service.Sweep(w.ctx))
	w.refused(w.service.UsedUp(w.ctx, "secret"), core.Used)
	w.refused(w.service.UseUp(w.ctx, "secret", until), core.Used)
	w.NoError(w.service.UseUp(w.ctx, "another", until))
	w.clock.Advance(time.Microsecond)
	w.NoError(w.service.UsedUp(w.ctx, "secret"), "what it stood for is too old by now")
}
