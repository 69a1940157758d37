package core_test

import (
	"testing"
	"time"

	"meetbot/core"
)

// TestWhoMayHaveCoHosts is the rule in a table: who may make somebody a co-host, take them off, and hand the meeting over.
func TestWhoMayHaveCoHosts(t *testing.T) {
	carol := core.Actor{Identity: carolA, Here: team}
	admin := core.Actor{Identity: carolA, Here: team, Admin: true}
	for name, c := range map[string]struct {
		by       core.Actor
		hosts    []core.Actor
		left     bool // the organizer
		cohost   core.Code
		uncohost core.Code
		handOver core.Code
	}{
		"the organizer":                    {by: alice},
		"a co-host":                        {by: carol, hosts: []core.Actor{carol}, handOver: core.Forbidden},
		"anybody else":                     {by: carol, cohost: core.Forbidden, uncohost: core.Forbidden, handOver: core.Forbidden},
		"an admin":                         {by: admin, cohost: core.Forbidden, uncohost: core.Forbidden, handOver: core.Forbidden},
		"an admin, the organizer left":     {by: admin, left: true},
		"anybody else, the organizer left": {by: carol, left: true, cohost: core.Forbidden, uncohost: core.Forbidden, handOver: core.Forbidden},
		"an admin who hosts, and she left": {by: admin, hosts: []core.Actor{admin}, left: true},
		"somebody of another workspace":    {by: otherAlice, cohost: core.NotFound, uncohost: core.NotFound, handOver: core.NotFound},
		"an admin of another workspace":    {by: core.Actor{Identity: otherAlice.Identity, Here: faraway, Admin: true}, left: true, cohost: core.NotFound, uncohost: core.NotFound, handOver: core.NotFound},
		"the organizer herself, once left": {by: core.Actor{Identity: alice.Identity}, left: true, cohost: core.NotFound, uncohost: core.NotFound, handOver: core.NotFound},
		"nobody":                           {by: core.Actor{}, cohost: core.NotFound, uncohost: core.NotFound, handOver: core.NotFound},
	} {
		for deed, want := range map[string]core.Code{"cohost": c.cohost, "uncohost": c.uncohost, "hand over": c.handOver} {
			t.Run(name+", "+deed, func(t *testing.T) {
				w := newWorld(t)
				m := w.schedule(time.Hour)
				for _, h := range c.hosts {
					w.host(m, h)
				}
				if deed != "cohost" {
					w.host(m, bob)
				}
				if c.left {
					w.directory.Leave(alice.Identity)
				}
				before := w.read(m)
				do := map[string]func() (core.Meeting, error){
					"cohost":    func() (core.Meeting, error) { return w.service.Cohost(w.ctx, c.by, m.ID, bob.Identity) },
					"uncohost":  func() (core.Meeting, error) { return w.service.Uncohost(w.ctx, c.by, m.ID, bob.Identity) },
					"hand over": func() (core.Meeting, error) { return w.service.HandOver(w.ctx, c.by, m.ID, bob.Identity) },
				}[deed]
				_, err := do()
				if want != "" {
					w.refused(err, want)
					w.Equal(before, w.read(m))
					return
				}
				w.NoError(err)
				p, err := w.service.PersonOf(w.ctx, bob.Identity)
				w.NoError(err)
				now := w.read(m)
				w.Equal(deed != "uncohost", now.Moderates(p.ID))
				w.Equal(deed == "hand over", now.Organizer == p.ID)
				if deed == "hand over" {
					w.Equal(!c.left, now.Moderates(before.Organizer), "she stays on, unless she left")
					w.NotContains(now.Hosts, p.ID)
				}
			})
		}
	}
}

func TestWhoCanBeACoHost(t *testing.T) {
	w := newWorld(t)
	m := w.schedule(time.Hour)
	gone := core.Identity{Platform: "slack", Workspace: "T1", UserID: "gone"}
	w.directory.Leave(gone)
	for _, who := range []core.Identity{gone, otherAlice.Identity, alice.Identity} {
		_, err := w.service.Cohost(w.ctx, alice, m.ID, who)
		w.refused(err, core.Invalid)
	}
	for _, who := range []core.Identity{bob.Identity, gone, alice.Identity} {
		_, err := w.service.HandOver(w.ctx, alice, m.ID, who)
		w.refused(err, core.Invalid)
		_, err = w.service.Uncohost(w.ctx, alice, m.ID, who)
		w.refused(err, core.Invalid)
	}
	w.directory.Silence(true)
	_, err := w.service.Cohost(w.ctx, alice, m.ID, bob.Identity)
	w.refused(err, core.NotTold)
	w.directory.Silence(false)
	w.Empty(w.read(m).Hosts)
	for range 2 {
		m, err = w.service.Cohost(w.ctx, alice, m.ID, bob.Identity)
		w.NoError(err)
		w.Len(m.Hosts, 1)
		w.Equal(2, m.Revision, "the second time nothing changes")
	}
	w.clock.Set(m.End())
	for _, do := range []func() (core.Meeting, error){
		func() (core.Meeting, error) { return w.service.Cohost(w.ctx, alice, m.ID, carolA) },
		func() (core.Meeting, error) { return w.service.Uncohost(w.ctx, alice, m.ID, bob.Identity) },
		func() (core.Meeting, error) { return w.service.HandOver(w.ctx, alice, m.ID, bob.Identity) },
	} {
		_, err := do()
		w.refused(err, core.HasEnded)
	}
}

// TestCoHostsAreToldOfTheEnd, and who is none any more is not; the summary goes to whoever organizes it then.
func TestCoHostsAreToldOfTheEnd(t *testing.T) {
	inBubble(t, func(w *world) {
		m := w.schedule(time.Hour)
		w.dispatch()
		w.NoError(w.reply(alice, m, core.Going))
		for _, who := range []core.Identity{bob.Identity, carolA} {
			_, err := w.service.Cohost(w.ctx, alice, m.ID, who)
			w.NoError(err)
		}
		_, err := w.service.Uncohost(w.ctx, bob, m.ID, carolA)
		w.NoError(err)
		_, err = w.service.HandOver(w.ctx, alice, m.ID, bob.Identity)
		w.NoError(err)
		w.pass(24 * time.Hour)
		var to []string
		for _, x := range w.announcer.Messages(core.KindEnding, core.KindSummary) {
			to = append(to, string(x.Kind)+" "+x.Channel.ID)
		}
		w.ElementsMatch([]string{"summary bob", "ending_soon bob", "ending_soon alice"}, to)
		w.allSettled(m)
	})
}
