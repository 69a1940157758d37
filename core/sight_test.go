package core_test

import (
	"fmt"
	"testing"
	"time"

	"meetbot/core"
)

// The places of the table, and who asks from where.
var (
	dave   = core.Identity{Platform: "slack", Workspace: "T1", UserID: "dave"}
	here   = core.Channel{Platform: "slack", Workspace: "T1", ID: "C7"} // where the asker types
	abroad = core.Channel{Platform: "slack", Workspace: "T2", ID: "C7"}
)

// TestWhatIsThereForWhom is the rule in a table: a meeting of a closed place is there for its moderators and for those in
// that place; of an open one for the whole workspace. For anybody else there is no such meeting, however they ask.
func TestWhatIsThereForWhom(t *testing.T) {
	for _, place := range []struct {
		name string
		open bool
	}{{"open", true}, {"closed", false}} {
		for _, who := range []struct {
			name  string
			there map[bool]bool // by whether the place is open
			by    func(w *world, m core.Meeting) core.Actor
		}{
			{"a stranger in the workspace", map[bool]bool{true: true}, func(*world, core.Meeting) core.Actor {
				return core.Actor{Identity: dave, Here: here}
			}},
			{"an admin of the workspace", map[bool]bool{true: true}, func(*world, core.Meeting) core.Actor {
				return core.Actor{Identity: dave, Here: here, Admin: true}
			}},
			{"somebody who types there", map[bool]bool{true: true, false: true}, func(*world, core.Meeting) core.Actor {
				return core.Actor{Identity: dave, Here: team}
			}},
			{"somebody whom the platform says is there", map[bool]bool{true: true, false: true}, func(w *world, _ core.Meeting) core.Actor {
				w.directory.Let(dave, team)
				return core.Actor{Identity: dave, Here: here}
			}},
			{"somebody of whom the platform says nothing", nil, func(w *world, _ core.Meeting) core.Actor {
				w.directory.Silence(true)
				return core.Actor{Identity: dave, Here: here}
			}},
			{"its organizer, elsewhere", map[bool]bool{true: true, false: true}, func(*world, core.Meeting) core.Actor {
				return core.Actor{Identity: alice.Identity, Here: here}
			}},
			{"a co-host, elsewhere", map[bool]bool{true: true, false: true}, func(w *world, m core.Meeting) core.Actor {
				w.host(m, core.Actor{Identity: dave})
				return core.Actor{Identity: dave, Here: here}
			}},
			{"somebody who is invited, elsewhere", map[bool]bool{true: true, false: true}, func(w *world, m core.Meeting) core.Actor {
				w.invites(m, dave)
				return core.Actor{Identity: dave, Here: here}
			}},
			{"somebody of another workspace", nil, func(*world, core.Meeting) core.Actor {
				return core.Actor{Identity: otherAlice.Identity, Here: abroad}
			}},
		} {
			t.Run(place.name+", "+who.name, func(t *testing.T) {
				w := newWorld(t)
				m := w.schedule(time.Hour, func(r *core.Request) { r.Title = "Salaries" })
				w.NoError(w.service.Told(w.ctx, core.Place{Channel: team, Open: place.open}))
				by := who.by(w, m)
				w.there(who.there[place.open], by, m)
			})
		}
	}
}

// there holds every way to ask for a meeting against whether it is there.
func (w *world) there(want bool, by core.Actor, m core.Meeting) {
	for _, ref := range []string{"#1", "1", "Salaries", "s", string(m.ID), "https://meet.test/m/" + string(m.ID)} {
		missing := map[string]string{"#1": "#9", "1": "9", "Salaries": "Nothing", "s": "n"}[ref]
		if missing == "" {
			missing = string(core.NewMeetingID())
		}
		asked := w.directory.Asked()
		got, err := w.service.Find(w.ctx, by, ref)
		took := w.directory.Asked() - asked
		if want {
			w.NoError(err, ref)
			w.Equal(m.ID, got.ID)
			continue
		}
		asked = w.directory.Asked()
		_, none := w.service.Find(w.ctx, by, missing)
		w.refused(err, core.NotFound)
		w.Equal(number(none), number(err), ref)
		w.Equal(w.directory.Asked()-asked, took, "as long an answer to %s", ref)
	}
	for name, change := range w.changes() {
		_, err := change(by, m.ID)
		if !want {
			w.refused(err, core.NotFound)
		} else if err != nil {
			w.False(core.IsCode(err, core.NotFound), name)
		}
	}
	if !want {
		w.Equal(m.Revision, w.read(m).Revision)
	}
}

// number leaves the number out of a refusal that names one.
func number(err error) string {
	out := err.Error()
	var n int
	if _, scanned := fmt.Sscanf(out, "not_found: no_number [Number %d]", &n); scanned == nil {
		return "not_found: no_number [Number]"
	}
	return out
}

func TestSeveralThatFitAreThoseThatAreThere(t *testing.T) {
	w := newWorld(t)
	seen := w.schedule(time.Hour)
	secret := core.Channel{Platform: "slack", Workspace: "T1", ID: "C8"}
	_, err := w.service.Schedule(w.ctx, core.Actor{Identity: alice.Identity, Here: secret}, secret, core.Request{Title: "standup", Start: noon.Add(time.Hour)})
	w.NoError(err)
	got, err := w.service.Find(w.ctx, bob, "stand")
	w.NoError(err)
	w.Equal(seen.ID, got.ID)
}

// TestAPlaceIsAsItWasToldLast: a channel can be made private, and what was announced there before goes with it.
func TestAPlaceIsAsItWasToldLast(t *testing.T) {
	w := newWorld(t)
	by := core.Actor{Identity: dave, Here: here}
	open := core.Actor{Identity: alice.Identity, Here: team, Open: true}
	m, err := w.service.Schedule(w.ctx, open, team, core.Request{Title: "standup", Start: noon.Add(time.Hour)})
	w.NoError(err)
	_, err = w.service.Find(w.ctx, by, "#1")
	w.NoError(err)
	w.NoError(w.service.Told(w.ctx, core.Place{Channel: team, Open: false}))
	_, err = w.service.Find(w.ctx, by, string(m.ID))
	w.refused(err, core.NotFound)
	w.NoError(w.service.Told(w.ctx, core.Place{Channel: team, Open: true}))
	_, err = w.service.Find(w.ctx, by, "#1")
	w.NoError(err)
}

// invites has somebody be invited.
func (w *world) invites(m core.Meeting, who core.Identity) {
	_, err := w.store.UpdateMeeting(w.ctx, m.ID, func(m *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		m.Invited = append(m.Invited, who)
		return open, nil
	})
	w.NoError(err)
}
