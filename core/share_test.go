package core_test

import (
	"testing"
	"time"

	"meetbot/core"
	"meetbot/core/coretest"
)

var general = core.Channel{Platform: "discord", Workspace: "G1", ID: "C9"}

// aliceThere is alice's account on another platform, acting in a server there.
var aliceThere = core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "A1", UserID: "9"}, Here: general}

func TestAMeetingIsSharedByItsModeratorIntoAnotherChat(t *testing.T) {
	w := newWorld(t)
	m, err := w.service.Schedule(w.ctx, alice, team, core.Request{Title: "standup", Start: noon.Add(time.Hour), Key: "k"})
	w.NoError(err)
	_, err = w.service.Share(w.ctx, aliceThere, general, m.ID)
	w.True(core.IsCode(err, core.NotFound), "a stranger there, and the meeting is nothing to that server: %v", err)
	_, err = w.service.Unite(w.ctx, alice.Identity, aliceThere.Identity)
	w.NoError(err)
	shared, err := w.service.Share(w.ctx, aliceThere, general, m.ID)
	w.NoError(err)
	w.Len(shared.Postings, 2)
	w.Equal(1, shared.Number(general.Home()))
	again, err := w.service.Share(w.ctx, aliceThere, general, m.ID)
	w.NoError(err)
	w.Len(again.Postings, 2)
	stranger := core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "A1", UserID: "10"}, Here: general, Admin: true}
	_, err = w.service.Cancel(w.ctx, stranger, m.ID)
	w.True(core.IsCode(err, core.Forbidden), "an admin of a server it is shared into is not its admin: %v", err)
	_, err = w.service.Share(w.ctx, aliceThere, team, m.ID)
	w.True(core.IsCode(err, core.Forbidden), "a channel of another place: %v", err)
}

func TestAMeetingThatIsOverIsNotShared(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	w.clock.Advance(2 * time.Hour)
	_, err := w.service.Share(w.ctx, alice, random, m.ID)
	w.refused(err, core.HasEnded)
}

func TestOfEachClosedChannelTheOrganizerIsTold(t *testing.T) {
	inBubble(t, func(w *world) {
		w.announcer.Fail(core.KindCard, coretest.Gone(), coretest.Gone())
		m := w.schedule(time.Hour)
		_, err := w.service.Share(w.ctx, alice, random, m.ID)
		w.NoError(err)
		w.dispatch()
		var about []string
		for _, x := range w.announcer.Messages(core.KindBlocked) {
			about = append(about, x.Announcement.About)
		}
		w.ElementsMatch([]string{team.ID, random.ID}, about)
	})
}
