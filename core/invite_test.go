package core_test

import (
	"fmt"
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

var (
	toBob  = core.Channel{Platform: "slack", Workspace: "T1", ID: "bob"}
	carolA = core.Identity{Platform: "slack", Workspace: "T1", UserID: "carol"}
)

func inviting(who ...core.Identity) func(*core.Request) {
	return func(r *core.Request) { r.Invited = who }
}

// TestWhoeverBelongsThereIsInvited, once each, and neither strangers nor whoever invites.
func TestWhoeverBelongsThereIsInvited(t *testing.T) {
	w := newWorld(t)
	gone := core.Identity{Platform: "slack", Workspace: "T1", UserID: "gone"}
	w.directory.Leave(gone)
	m := w.schedule(time.Hour, inviting(bob.Identity, alice.Identity, otherAlice.Identity, gone, bob.Identity, carolA))
	w.Equal([]core.Identity{bob.Identity, carolA}, m.Invited)
	w.directory.Silence(true)
	w.Empty(w.schedule(time.Hour, inviting(bob.Identity)).Invited)
	w.directory.Silence(false)
	var many []core.Identity
	for i := range core.MaxInvited + 1 {
		many = append(many, core.Identity{Platform: "slack", Workspace: "T1", UserID: fmt.Sprint(i)})
	}
	_, err := w.service.Schedule(w.ctx, alice, team, core.Request{Title: "all", Invited: many})
	w.refused(err, core.Invalid)
}

// TestWhoeverWasInvitedAndHasLeftSeesNothing, and answers nothing.
func TestWhoeverWasInvitedAndHasLeftSeesNothing(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour, inviting(carolA))
	elsewhere := core.Actor{Identity: carolA, Here: faraway}
	w.NoError(w.reply(core.Actor{Identity: carolA, Here: core.Channel{Platform: "slack", Workspace: "T1", ID: "D1"}}, m, core.Going))
	w.directory.Leave(carolA)
	_, err := w.service.Find(w.ctx, elsewhere, string(m.ID))
	w.refused(err, core.NotFound)
	w.refused(w.reply(elsewhere, m, core.Declined), core.NotFound)
	w.Equal([]string{"carol going"}, w.coming(m))
}

// TestAnInvitationIsACardOfOnesOwn: it is put up once, and says what is so until the end; what happens is told there too.
func TestAnInvitationIsACardOfOnesOwn(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour, inviting(bob.Identity))
		w.dispatch()
		_, err := w.service.Rename(w.ctx, alice, m.ID, "retro")
		w.NoError(err)
		w.NoError(w.reply(bob, m, core.Going))
		w.pass(time.Minute)
		_, err = w.service.Move(w.ctx, alice, m.ID, noon.Add(2*time.Hour), 0, "")
		w.NoError(err)
		w.pass(24 * time.Hour)
		var said []string
		for _, x := range append(w.announcer.Messages(), w.announcer.Edits()...) {
			if x.Channel == toBob {
				said = append(said, fmt.Sprint(x.Kind, " ", x.Edit, " ", x.About.Title, " ", x.At.Sub(noon)))
			}
		}
		w.Equal([]string{
			"card false standup 0s", "moved false retro 1m0s",
			"edit true retro 0s", "edit true retro 1m0s", "edit true retro 2h0m0s", "edit true retro 2h30m0s",
		}, said)
		w.allSettled(m)
	})
}

func TestACancellationIsToldToWhoeverIsInvited(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour, inviting(bob.Identity))
		w.dispatch()
		_, err := w.service.Cancel(w.ctx, alice, m.ID)
		w.NoError(err)
		w.pass(time.Minute)
		var to []core.Channel
		for _, x := range w.announcer.Messages(core.KindCancelled) {
			to = append(to, x.Channel)
		}
		w.ElementsMatch([]core.Channel{team, toBob}, to)
	})
}

// TestWhoCannotBeReachedIsNamedToTheOrganizer, once for each time that they are to be told.
func TestWhoCannotBeReachedIsNamedToTheOrganizer(t *testing.T) {
	for name, fault := range map[string]coretest.Fault{"gone": coretest.Gone(), "unheard": coretest.Swallowed()} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(w *world) {
				m := w.schedule(time.Hour)
				w.dispatch()
				w.invites(m, bob.Identity)
				w.announcer.Fail(core.KindCard, fault, fault, fault, fault)
				_, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(2*time.Hour), 0, "")
				w.NoError(err)
				w.pass(5 * time.Minute)
				told := w.announcer.Messages(core.KindUnreached)
				w.Len(told, 1)
				w.Equal(toAlice, told[0].Channel)
				w.Equal("bob", told[0].Announcement.About)
				w.Empty(w.announcer.Messages(core.KindBlocked, core.KindUncertain))
				w.Len(w.announcer.Messages(core.KindCard), 1, "the channel has its own")
				w.pass(24 * time.Hour)
				w.Len(w.announcer.Messages(core.KindUnreached), 1)
				w.allSettled(m)
			})
		})
	}
}
