package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

func TestWhoHasLeftIsNeitherModeratorNorMember(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0, membersOnly)
	entry, err := w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: alice.Identity}})
	w.NoError(err)
	w.Equal(core.Moderator, entry.Role)

	w.directory.Leave(alice.Identity)
	_, err = w.service.Join(w.ctx, m.ID, core.Visitor{Actor: core.Actor{Identity: alice.Identity}})
	w.refused(err, core.MembersOnly)
	mine, err := w.service.Mine(w.ctx, core.Actor{Identity: alice.Identity}, 10)
	w.NoError(err)
	w.Empty(mine)
	for name, change := range w.changes() {
		_, err := change(core.Actor{Identity: alice.Identity}, m.ID)
		w.refused(err, core.NotFound)
		w.Equal(m.Revision, w.read(m).Revision, name)
	}
}

// changes are the ways to change a meeting.
func (w *world) changes() map[string]func(core.Actor, core.MeetingID) (core.Meeting, error) {
	return map[string]func(core.Actor, core.MeetingID) (core.Meeting, error){
		"cancel": func(by core.Actor, id core.MeetingID) (core.Meeting, error) { return w.service.Cancel(w.ctx, by, id) },
		"end":    func(by core.Actor, id core.MeetingID) (core.Meeting, error) { return w.service.End(w.ctx, by, id) },
		"extend": func(by core.Actor, id core.MeetingID) (core.Meeting, error) {
			return w.service.Extend(w.ctx, by, id, time.Minute)
		},
		"move": func(by core.Actor, id core.MeetingID) (core.Meeting, error) {
			return w.service.Move(w.ctx, by, id, noon.Add(2*time.Hour), 0, "")
		},
		"rename": func(by core.Actor, id core.MeetingID) (core.Meeting, error) {
			return w.service.Rename(w.ctx, by, id, "x")
		},
		"share": func(by core.Actor, id core.MeetingID) (core.Meeting, error) {
			return w.service.Share(w.ctx, by, core.Channel{Platform: by.Platform, Workspace: by.Workspace, ID: "C3"}, id)
		},
	}
}

// TestAnotherAccountInThePlaceIsEnough: somebody is one person, and moderates while any account of theirs is there.
func TestAnotherAccountInThePlaceIsEnough(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	_, err := w.service.Unite(w.ctx, alice.Identity, onDiscord)
	w.NoError(err)
	role := func() core.Role {
		r, err := w.service.Role(w.ctx, w.read(m), core.Actor{Identity: onDiscord})
		w.NoError(err)
		return r
	}
	w.Equal(core.Moderator, role())
	w.directory.Leave(alice.Identity)
	w.Equal(core.Guest, role())
}

func TestAPlatformThatCannotBeAskedMakesAGuestForNow(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	w.directory.Silence(true)
	view, err := w.service.View(w.ctx, m.ID, core.Actor{Identity: alice.Identity})
	w.NoError(err)
	w.Equal(core.Guest, view.Role)
	w.True(view.Untold)
	_, err = w.service.Mine(w.ctx, core.Actor{Identity: alice.Identity}, 10)
	w.refused(err, core.NotTold)
	for _, change := range w.changes() {
		_, err := change(core.Actor{Identity: alice.Identity}, m.ID)
		w.refused(err, core.NotTold)
	}
	_, err = w.service.End(w.ctx, alice, m.ID)
	w.NoError(err, "who types there is there")
	view, err = w.service.View(w.ctx, m.ID, core.Actor{Identity: bob.Identity})
	w.NoError(err)
	w.False(view.Untold, "nobody takes bob for more than a guest")

	w.directory.Silence(false)
	view, err = w.service.View(w.ctx, m.ID, core.Actor{Identity: alice.Identity})
	w.NoError(err)
	w.Equal(core.Moderator, view.Role)
}

func TestLeavingEndsEverySession(t *testing.T) {
	w := newWorld(t)
	var sessions []string
	for range 2 {
		s, err := w.service.SignInAs(w.ctx, alice.Identity, "alice", "")
		w.NoError(err)
		sessions = append(sessions, s)
	}
	w.directory.Silence(true)
	who, err := w.service.SignedIn(w.ctx, sessions[0])
	w.NoError(err)
	w.Equal(alice.Identity, who.Identity, "a platform that does not answer signs nobody out")
	w.directory.Silence(false)

	w.directory.Leave(alice.Identity)
	who, err = w.service.SignedIn(w.ctx, sessions[0])
	w.NoError(err)
	w.True(who.IsZero())
	_, err = w.store.Session(w.ctx, core.HashSecret(sessions[1]), noon.Add(-time.Hour))
	w.refused(err, core.NotFound)
}
