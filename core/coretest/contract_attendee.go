package coretest

import (
	"fmt"
	"time"

	"meetbot/core"
)

var attendeeCases = []storeCase{
	{"whoever says whether they come is kept with the name they have", comes},
	{"whoever changes their mind is kept once", changesTheirMind},
	{"whoever is nobody any more comes nowhere", nobodyComes},
	{"each occurrence is come to by itself", comeToEach},
	{"many who answer at once are all kept", comeAtOnce},
	{"of two who turn out to be one the later answer counts", comesAsOne},
	{"whoever is separated takes along where they come", comesSeparately},
	{"whoever is invited is kept in their order", invites},
	{"whoever is invited has a card of each occurrence", invitedCards},
	{"whoever can be nobody is not invited", invitesNobody},
}

// says has somebody say whether they come to the occurrence at hand.
func (b *bench) says(id core.MeetingID, who core.PersonID, r core.RSVP, at time.Time) core.Meeting {
	b.t.Helper()
	return b.amend(id, func(m *core.Meeting) {
		var others []core.Attendee
		for _, a := range m.Attendees {
			if a.Person != who {
				others = append(others, a)
			}
		}
		m.Attendees = append(others, core.Attendee{Person: who, RSVP: r, Since: at})
	})
}

// coming writes who comes.
func coming(o core.Occurrence) (out []string) {
	for _, a := range o.Attendees {
		out = append(out, fmt.Sprintf("%s %s %s", a.Name, a.RSVP, a.Since.Sub(noon)))
	}
	return out
}

func (b *bench) persons(names ...string) (out []core.Person) {
	for _, n := range names {
		out = append(out, b.keep(core.Identity{Platform: "slack", Workspace: "T1", UserID: n}, n, ""))
	}
	return out
}

func comes(b *bench) {
	p := b.persons("alice", "bob")
	m := b.create(draft())
	b.Nil(m.Attendees)
	b.says(m.ID, p[1].ID, core.Maybe, noon.Add(time.Second))
	got := b.says(m.ID, p[0].ID, core.Going, noon)
	b.Equal([]string{"alice going 0s", "bob maybe 1s"}, coming(b.stored(m.ID).Occurrence))
	b.Equal(b.stored(m.ID).Revision, got.Revision)
	b.keep(core.Identity{Platform: "slack", Workspace: "T1", UserID: "bob"}, "Robert", "")
	b.Equal([]string{"alice going 0s", "Robert maybe 1s"}, coming(b.at(m.ID, 0).Occurrence))
	b.change(m.ID, func(m *core.Meeting) { m.Attendees = m.Attendees[:1] })
	b.Equal([]string{"alice going 0s"}, coming(b.stored(m.ID).Occurrence))
	all, err := b.Meetings(b.ctx, core.Query{Channel: team})
	b.NoError(err)
	b.Equal([]string{"alice going 0s"}, coming(all[0].Occurrence))
	b.Nil(b.create(draft(func(m *core.Meeting) { m.Attendees = []core.Attendee{{Person: p[0].ID, RSVP: core.Going, Since: noon}} })).Attendees)
}

func changesTheirMind(b *bench) {
	p := b.persons("alice")
	m := b.create(draft())
	for i, r := range []core.RSVP{core.Going, core.Declined, core.Maybe, core.Going} {
		b.says(m.ID, p[0].ID, r, noon.Add(time.Duration(i)*time.Second))
		b.Equal([]string{fmt.Sprintf("alice %s %ds", r, i)}, coming(b.stored(m.ID).Occurrence))
	}
}

func nobodyComes(b *bench) {
	m := b.create(draft())
	b.says(m.ID, "nobody", core.Going, noon)
	b.Nil(b.stored(m.ID).Attendees)
	_, err := b.AmendMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Attendees = []core.Attendee{{Person: "\x00", RSVP: core.Going, Since: noon}}
		return nil, nil
	})
	b.refused(err, core.NotFound)
}

func comeToEach(b *bench) {
	p := b.persons("alice", "bob")
	m := b.create(draft())
	b.says(m.ID, p[0].ID, core.Going, noon)
	b.Nil(b.next(m.ID).Attendees)
	b.says(m.ID, p[0].ID, core.Declined, noon)
	b.says(m.ID, p[1].ID, core.Going, noon.Add(time.Second))
	b.Equal([]string{"alice going 0s"}, coming(b.at(m.ID, 0).Occurrence))
	b.Equal([]string{"alice declined 0s", "bob going 1s"}, coming(b.at(m.ID, 1).Occurrence))
	back := b.change(m.ID, func(m *core.Meeting) { m.Nth = 0 })
	b.Equal([]string{"alice going 0s"}, coming(back.Occurrence))
}

func comeAtOnce(b *bench) {
	var names []string
	for i := range 24 {
		names = append(names, fmt.Sprintf("U%02d", i))
	}
	p := b.persons(names...)
	m := b.create(draft())
	problems := make([]error, len(p))
	atOnce(len(p), func(i int) {
		_, problems[i] = b.AmendMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Attendees = append(m.Attendees, core.Attendee{Person: p[i].ID, RSVP: core.Going, Since: noon.Add(time.Duration(i) * time.Second)})
			return nil, nil
		})
	})
	for _, err := range problems {
		b.NoError(err)
	}
	var got []string
	for _, a := range b.stored(m.ID).Attendees {
		got = append(got, a.Name)
	}
	b.Equal(names, got)
}

func comesAsOne(b *bench) {
	p := b.persons("alice", "bob")
	both, one, other := b.create(draft()), b.create(draft()), b.create(draft())
	b.says(both.ID, p[0].ID, core.Going, noon)
	b.says(both.ID, p[1].ID, core.Declined, noon.Add(time.Second))
	b.next(both.ID)
	b.says(both.ID, p[1].ID, core.Maybe, noon)
	b.says(both.ID, p[0].ID, core.Going, noon.Add(time.Second))
	b.says(one.ID, p[0].ID, core.Maybe, noon)
	b.says(other.ID, p[1].ID, core.Going, noon)
	_, err := b.Unite(b.ctx, p[0].ID, p[1].ID)
	b.NoError(err)
	b.Equal([]string{"alice declined 1s"}, coming(b.at(both.ID, 0).Occurrence))
	b.Equal([]string{"alice going 1s"}, coming(b.at(both.ID, 1).Occurrence))
	b.Equal([]string{"alice maybe 0s"}, coming(b.stored(one.ID).Occurrence))
	b.Equal([]string{"alice going 0s"}, coming(b.stored(other.ID).Occurrence))
	_, err = b.Unite(b.ctx, p[0].ID, p[0].ID)
	b.NoError(err)
	b.Equal([]string{"alice going 0s"}, coming(b.stored(other.ID).Occurrence))
}

func comesSeparately(b *bench) {
	one, two := b.keep(aliceIn("slack", "T1"), "Alice", ""), b.keep(aliceIn("discord", "A1"), "alice2", "")
	here, there := b.create(draft()), b.create(draft(in(guild)))
	_, err := b.Unite(b.ctx, one.ID, two.ID)
	b.NoError(err)
	b.says(here.ID, one.ID, core.Going, noon)
	b.says(there.ID, one.ID, core.Maybe, noon)
	b.next(there.ID)
	_, err = b.Separate(b.ctx, aliceIn("discord", "A1"), "alice2", []core.Workspace{{Platform: guild.Platform}})
	b.NoError(err)
	b.Equal([]string{"Alice going 0s"}, coming(b.stored(here.ID).Occurrence))
	b.Equal([]string{"alice2 maybe 0s"}, coming(b.at(there.ID, 0).Occurrence))
}

// Two who are invited to meetings.
var (
	bobby = core.Identity{Platform: "slack", Workspace: "T1", UserID: "U2"}
	adam  = core.Identity{Platform: "discord", Workspace: "A1", UserID: "1"}
)

func inviting(who ...core.Identity) func(*core.Meeting) {
	return func(m *core.Meeting) { m.Invited = who }
}

func invites(b *bench) {
	m := b.create(draft(inviting(bobby, adam)))
	b.Equal([]core.Identity{bobby, adam}, m.Invited)
	b.Equal(m, b.stored(m.ID))
	b.change(m.ID, func(m *core.Meeting) { m.Title = "retro" })
	b.Equal([]core.Identity{bobby, adam}, b.stored(m.ID).Invited)
	b.change(m.ID, inviting(adam))
	b.Equal([]core.Identity{adam}, b.stored(m.ID).Invited)
	b.change(m.ID, inviting())
	b.Nil(b.stored(m.ID).Invited)
}

func invitedCards(b *bench) {
	to := core.Channel{Platform: bobby.Platform, Workspace: bobby.Workspace, ID: bobby.UserID}
	m := b.create(draft(inviting(bobby)), sayIn(to, core.KindCard, noon), sayIn(random, core.KindCard, noon.Add(time.Second)))
	b.posted(noon, "1.2")
	b.posted(noon.Add(time.Second), "nobody's")
	b.Equal(map[core.Channel]core.MessageRef{to: "1.2"}, b.stored(m.ID).Cards)
	b.change(m.ID, func(m *core.Meeting) { m.Title = "retro" })
	b.Equal(map[core.Channel]core.MessageRef{to: "1.2"}, b.stored(m.ID).Cards)
	b.Nil(b.next(m.ID, ofNext(sayIn(to, core.KindCard, noon.Add(2*time.Second)))).Cards)
	b.posted(noon.Add(2*time.Second), "3.4")
	b.Equal(map[core.Channel]core.MessageRef{to: "1.2"}, b.at(m.ID, 0).Cards)
	b.Equal(map[core.Channel]core.MessageRef{to: "3.4"}, b.at(m.ID, 1).Cards)
	b.Equal(map[core.Channel]core.MessageRef{to: "1.2"}, b.change(m.ID, func(m *core.Meeting) { m.Nth = 0 }).Cards)
}

func invitesNobody(b *bench) {
	_, err := b.CreateMeeting(b.ctx, draft(inviting(core.Identity{Platform: "slack", Workspace: "T1", UserID: "\x00"})), "", nil, core.Limit{})
	b.refused(err, core.NotFound)
}
