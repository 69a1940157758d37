package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

func admin(a core.Actor) core.Actor { a.Admin = true; return a }

// The three things that people do to a meeting; a cancelled one must be ahead, the others live.
var deeds = map[string]func(*world, core.Actor, core.MeetingID) error{
	"cancel": func(w *world, by core.Actor, id core.MeetingID) error {
		_, err := w.service.Cancel(w.ctx, by, id)
		return err
	},
	"end": func(w *world, by core.Actor, id core.MeetingID) error {
		w.clock.Advance(time.Hour)
		_, err := w.service.End(w.ctx, by, id)
		return err
	},
	"extend": func(w *world, by core.Actor, id core.MeetingID) error {
		_, err := w.service.Extend(w.ctx, by, id, 15*time.Minute)
		return err
	},
}

func TestWhoMayChangeAMeeting(t *testing.T) {
	nobody := core.Actor{Identity: core.Identity{Platform: "slack", Workspace: "T1", UserID: "carol"}, Here: team}
	discordAdmin := admin(core.Actor{Identity: core.Identity{Platform: "discord", Workspace: "T1", UserID: "alice"}})
	const may = core.Code("")
	for _, c := range []struct {
		name                string
		by                  core.Actor
		cancel, end, extend core.Code
	}{
		{"the organizer", alice, may, may, may},
		{"a co-host", bob, may, may, may},
		{"an admin of the home workspace", admin(nobody), may, may, core.Forbidden},
		{"a member of the workspace", nobody, core.Forbidden, core.Forbidden, core.Forbidden},
		{"somebody elsewhere with the organizer's user ID", otherAlice, core.NotFound, core.NotFound, core.NotFound},
		{"an admin elsewhere", admin(otherAlice), core.NotFound, core.NotFound, core.NotFound},
		{"an admin of a workspace with that ID on another platform", discordAdmin, core.NotFound, core.NotFound, core.NotFound},
		{"nobody", core.Actor{}, core.NotFound, core.NotFound, core.NotFound},
	} {
		for deed, want := range map[string]core.Code{"cancel": c.cancel, "end": c.end, "extend": c.extend} {
			t.Run(c.name+" "+deed, func(t *testing.T) {
				w := newWorld(t)
				m := w.schedule(time.Hour)
				w.host(m, bob)
				before := w.read(m)
				err := deeds[deed](w, c.by, m.ID)
				if want == may {
					w.NoError(err)
					w.Equal(before.Revision+1, w.read(m).Revision)
					w.EqualValues(2, w.woken.Load())
					return
				}
				w.refused(err, want)
				w.Equal(before, w.read(m))
			})
		}
	}
}

func TestAnAdminOfAWorkspaceItIsOnlySharedIntoMayNotCancel(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	_, err := w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		m.Postings = append(m.Postings, core.Posting{Channel: faraway})
		return open, nil
	})
	w.NoError(err)
	_, err = w.service.Cancel(w.ctx, admin(otherAlice), m.ID)
	w.refused(err, core.Forbidden)
}

func TestWhatIsRefusedInWhichState(t *testing.T) {
	states := map[string]func(*world) core.Meeting{
		"upcoming": func(w *world) core.Meeting { return w.schedule(time.Hour) },
		"live":     func(w *world) core.Meeting { return w.schedule(0) },
		"ended":    func(w *world) core.Meeting { m := w.schedule(0); w.clock.Advance(m.Duration); return m },
		"cancelled": func(w *world) core.Meeting {
			m := w.schedule(time.Hour)
			_, err := w.service.Cancel(w.ctx, alice, m.ID)
			w.NoError(err)
			return m
		},
	}
	for _, c := range []struct {
		state, deed string
		want        core.Code
	}{
		{"upcoming", "cancel", ""},
		{"live", "cancel", core.HasStarted},
		{"ended", "cancel", core.HasEnded},
		{"cancelled", "cancel", core.WasCancelled},
		{"upcoming", "end", core.NotStarted},
		{"live", "end", ""},
		{"ended", "end", core.HasEnded},
		{"cancelled", "end", core.WasCancelled},
		{"upcoming", "extend", ""},
		{"live", "extend", ""},
		{"ended", "extend", core.HasEnded},
		{"cancelled", "extend", core.WasCancelled},
	} {
		t.Run(c.deed+" when "+c.state, func(t *testing.T) {
			w := newWorld(t)
			m := states[c.state](w)
			var err error
			if c.deed == "end" {
				_, err = w.service.End(w.ctx, alice, m.ID)
			} else {
				err = deeds[c.deed](w, alice, m.ID)
			}
			if c.want == "" {
				w.NoError(err)
			} else {
				w.refused(err, c.want)
			}
		})
	}
}

func TestExtendingAddsToThePlannedEnd(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	got, err := w.service.Extend(w.ctx, alice, m.ID, 15*time.Minute)
	w.NoError(err)
	w.Equal(m.PlannedEnd().Add(15*time.Minute), got.PlannedEnd())
	w.Equal(got, w.read(m))
	for _, d := range []time.Duration{0, -time.Minute, 24 * time.Hour, 1<<63 - 1} {
		_, err = w.service.Extend(w.ctx, alice, m.ID, d)
		w.refused(err, core.Invalid)
	}
	w.Equal(got, w.read(m))
}

func TestEndingAMeetingEndsItAtOnce(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	now := w.clock.Advance(7 * time.Minute)
	got, err := w.service.End(w.ctx, alice, m.ID)
	w.NoError(err)
	w.Equal(now, got.End())
	w.Equal(core.Ended, got.State(now))
}

func TestAMeetingThatIsNotThereCannotBeChanged(t *testing.T) {
	w := newWorld(t)
	for _, deed := range deeds {
		w.refused(deed(w, alice, "nothing"), core.NotFound)
	}
}

func TestMovingKeepsWhatIsNotSaid(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	moved, err := w.service.Move(w.ctx, alice, m.ID, noon.Add(2*time.Hour), 0, "")
	w.NoError(err)
	w.Equal(m.Zone, moved.Zone)
	w.Equal(m.Duration, moved.Duration)
	for _, past := range []time.Time{noon, noon.Add(-time.Second)} {
		_, err = w.service.Move(w.ctx, alice, m.ID, past, 0, "")
		w.refused(err, core.Invalid)
	}
	moved, err = w.service.Move(w.ctx, alice, m.ID, noon.Add(3*time.Hour), 0, "Asia/Tokyo")
	w.NoError(err)
	w.Equal("Asia/Tokyo", moved.Zone)
	moved, err = w.service.Move(w.ctx, alice, m.ID, noon.Add(3*time.Hour), 20*time.Minute, "")
	w.NoError(err)
	w.Equal(20*time.Minute, moved.Duration)
	w.Equal(moved, w.read(m))
	for _, lasts := range []time.Duration{-time.Minute, time.Second, 25 * time.Hour} {
		_, err = w.service.Move(w.ctx, alice, m.ID, noon.Add(4*time.Hour), lasts, "")
		w.refused(err, core.Invalid)
	}
	w.Equal(moved, w.read(m))
}

func TestThePlannedEndIsMovedBothWays(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(0)
	now := w.clock.Advance(7 * time.Minute)
	for _, lasts := range []time.Duration{10 * time.Minute, 2 * time.Hour} {
		got, err := w.service.EndAt(w.ctx, alice, m.ID, m.Start.Add(lasts))
		w.NoError(err)
		w.Equal(m.Start.Add(lasts), got.PlannedEnd())
		w.Equal(got, w.read(m))
	}
	for _, end := range []time.Time{now, m.Start, m.Start.Add(25 * time.Hour)} {
		_, err := w.service.EndAt(w.ctx, alice, m.ID, end)
		w.refused(err, core.Invalid)
	}
	_, err := w.service.EndAt(w.ctx, bob, m.ID, m.Start.Add(time.Hour))
	w.refused(err, core.Forbidden)
}
