package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

func TestAMeetingIsFoundByWhatPeopleTypeOfIt(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour, func(r *core.Request) { r.Title = "Design review" })
	w.schedule(time.Hour)
	for _, ref := range []string{
		"1", "#1", " #1 ", "design", "Design Review", "DES", string(m.ID), "https://meet.test/m/" + string(m.ID),
		"<https://meet.test/m/" + string(m.ID) + ">", "https://meet.test/m/" + string(m.ID) + "/",
	} {
		got, err := w.service.Find(w.ctx, bob, ref)
		w.NoError(err, ref)
		w.Equal(m, got, ref)
	}
	for _, ref := range []string{"3", "#3", "0", "-1", "", "review", "esign", "%", "nothing", "https://meet.test/m/"} {
		_, err := w.service.Find(w.ctx, bob, ref)
		w.refused(err, core.NotFound)
	}
}

func TestSeveralTitlesThatFitAreAmbiguous(t *testing.T) {
	w := newWorld(t)
	one, two := w.schedule(time.Hour), w.schedule(2*time.Hour)
	_, err := w.service.Find(w.ctx, bob, "stand")
	w.refused(err, core.Ambiguous)
	var refusal *core.Error
	w.ErrorAs(err, &refusal)
	w.Equal([]core.Meeting{one, two}, refusal.Among)
	_, err = w.service.Cancel(w.ctx, alice, one.ID)
	w.NoError(err)
	got, err := w.service.Find(w.ctx, bob, "stand")
	w.NoError(err, "a cancelled one no longer fits")
	w.Equal(two.ID, got.ID)
}

func TestAnotherWorkspaceFindsNothing(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	for _, ref := range []string{"1", "#1", "standup", string(m.ID), "https://meet.test/m/" + string(m.ID)} {
		_, err := w.service.Find(w.ctx, otherAlice, ref)
		w.refused(err, core.NotFound)
	}
	for _, list := range []func() ([]core.Meeting, error){
		func() ([]core.Meeting, error) { return w.service.UpcomingIn(w.ctx, faraway, 10) },
		func() ([]core.Meeting, error) { return w.service.Mine(w.ctx, otherAlice, 10) },
	} {
		got, err := list()
		w.NoError(err)
		w.Empty(got)
	}
	_, err := w.service.LiveIn(w.ctx, faraway)
	w.refused(err, core.NotFound)
}

func TestItsLinkFindsAMeetingForAModeratorWhereverTheyAre(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	w.host(m, otherAlice)
	_, err := w.service.Find(w.ctx, otherAlice, string(m.ID))
	w.refused(err, core.NotFound)
	w.directory.Join(otherAlice.Identity, team.Home())
	got, err := w.service.Find(w.ctx, otherAlice, string(m.ID))
	w.NoError(err)
	w.Equal(m.ID, got.ID)
	_, err = w.service.Find(w.ctx, otherAlice, "#1")
	w.refused(err, core.NotFound)
}

func TestTheOneThatIsLiveInAChannel(t *testing.T) {
	w := newWorld(t)
	w.schedule(time.Hour)
	_, err := w.service.LiveIn(w.ctx, team)
	w.refused(err, core.NotFound)
	m := w.schedule(0)
	got, err := w.service.LiveIn(w.ctx, team)
	w.NoError(err)
	w.Equal(m.ID, got.ID)
	_, err = w.service.LiveIn(w.ctx, random)
	w.refused(err, core.NotFound)
	w.schedule(0)
	_, err = w.service.LiveIn(w.ctx, team)
	w.refused(err, core.Ambiguous)
}

func TestMineAreTheOnesIModerate(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	got, err := w.service.Mine(w.ctx, bob, 10)
	w.NoError(err)
	w.Empty(got)
	w.host(m, bob)
	for _, who := range []core.Actor{alice, bob} {
		got, err = w.service.Mine(w.ctx, who, 10)
		w.NoError(err)
		w.Len(got, 1)
	}
}
