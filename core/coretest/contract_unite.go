package coretest

import (
	"fmt"
	"time"

	"meetbot/core"
)

var uniteCases = []storeCase{
	{"a zone that was chosen stays whatever a platform tells", chosenZone},
	{"two persons become one with everything they are and organize", unites},
	{"of two zones the one that was chosen is kept, and one that is known", unitesZones},
	{"uniting a person with itself changes nothing", unitesItself},
	{"an identity is separated with the meetings called in its home", separates},
	{"an identity is separated with the meetings called on its platform", separatesAPlatform},
	{"the only identity of a person is not separated", separatesNothing},
	{"a lease has one holder until its time is over", holds},
}

func chosenZone(b *bench) {
	id := aliceIn("slack", "T1")
	b.keep(id, "Alice", "Europe/Warsaw")
	p, err := b.ChooseZone(b.ctx, id, "Asia/Tokyo")
	b.NoError(err)
	b.Equal("Asia/Tokyo", p.Zone)
	b.True(p.ZoneChosen)
	again := b.keep(id, "Alice A.", "Europe/Warsaw")
	b.Equal("Asia/Tokyo", again.Zone)
	b.Equal("Alice A.", again.Name)
}

func (b *bench) called(home core.Workspace, by core.PersonID, hosts ...core.PersonID) core.Meeting {
	b.t.Helper()
	m, err := b.CreateMeeting(b.ctx, draft(func(m *core.Meeting) { m.Home, m.Organizer, m.Hosts = home, by, hosts }), string(core.NewMeetingID()), nil, core.Limit{})
	b.NoError(err)
	return m
}

func unites(b *bench) {
	one, two := b.keep(aliceIn("slack", "T1"), "Alice", ""), b.keep(aliceIn("discord", "A1"), "alice2", "")
	bob := b.keep(core.Identity{Platform: "slack", Workspace: "T1", UserID: "U2"}, "Bob", "")
	organized := b.called(slackOne, two.ID, one.ID, bob.ID)
	hosted := b.called(slackOne, bob.ID, two.ID)
	both := b.called(slackOne, bob.ID, one.ID, two.ID)
	p, err := b.Unite(b.ctx, one.ID, two.ID)
	b.NoError(err)
	b.ElementsMatch([]core.Identity{aliceIn("slack", "T1"), aliceIn("discord", "A1")}, p.Identities)
	_, err = b.Person(b.ctx, two.ID)
	b.True(core.IsCode(err, core.NotFound))
	for id, want := range map[core.MeetingID][]core.PersonID{organized.ID: {one.ID, bob.ID}, hosted.ID: {bob.ID, one.ID}, both.ID: {bob.ID, one.ID}} {
		m, err := b.Meeting(b.ctx, id)
		b.NoError(err)
		b.Equal(want, m.Moderators())
	}
}

func unitesZones(b *bench) {
	for i, c := range []struct {
		kept, other             string
		keptChosen, otherChosen bool
		want                    string
		chosen                  bool
	}{
		{kept: "Europe/Warsaw", other: "Asia/Tokyo", want: "Europe/Warsaw"},
		{kept: "", other: "Asia/Tokyo", want: "Asia/Tokyo"},
		{kept: "Europe/Warsaw", other: "Asia/Tokyo", otherChosen: true, want: "Asia/Tokyo", chosen: true},
		{kept: "Europe/Warsaw", keptChosen: true, other: "Asia/Tokyo", otherChosen: true, want: "Europe/Warsaw", chosen: true},
		{kept: "Europe/Warsaw", keptChosen: true, other: "", want: "Europe/Warsaw", chosen: true},
	} {
		one, two := b.zoned(fmt.Sprint("U", 2*i), c.kept, c.keptChosen), b.zoned(fmt.Sprint("U", 2*i+1), c.other, c.otherChosen)
		p, err := b.Unite(b.ctx, one.ID, two.ID)
		b.NoError(err)
		b.Equal(c.want, p.Zone)
		b.Equal(c.chosen, p.ZoneChosen)
	}
}

func (b *bench) zoned(user, zone string, chosen bool) core.Person {
	b.t.Helper()
	id := core.Identity{Platform: "slack", Workspace: "T1", UserID: user}
	p := b.keep(id, user, zone)
	if chosen {
		var err error
		p, err = b.ChooseZone(b.ctx, id, zone)
		b.NoError(err)
	}
	return p
}

func unitesItself(b *bench) {
	one := b.keep(aliceIn("slack", "T1"), "Alice", "")
	m := b.called(slackOne, one.ID)
	p, err := b.Unite(b.ctx, one.ID, one.ID)
	b.NoError(err)
	b.Equal(one, p)
	got, err := b.Meeting(b.ctx, m.ID)
	b.NoError(err)
	b.Equal(one.ID, got.Organizer)
}

func separates(b *bench) { b.separatesFrom(guild.Home()) }

// separatesAPlatform names no workspace, and so means them all.
func separatesAPlatform(b *bench) { b.separatesFrom(core.Workspace{Platform: guild.Platform}) }

func (b *bench) separatesFrom(home core.Workspace) {
	one, two := b.keep(aliceIn("slack", "T1"), "Alice", ""), b.keep(aliceIn("discord", "A1"), "alice2", "")
	bob := b.keep(core.Identity{Platform: "slack", Workspace: "T1", UserID: "U2"}, "Bob", "")
	there, hosted := b.called(guild.Home(), two.ID), b.called(guild.Home(), bob.ID, two.ID)
	here, hostedHere := b.called(slackOne, one.ID), b.called(slackOne, bob.ID, one.ID)
	_, err := b.Unite(b.ctx, one.ID, two.ID)
	b.NoError(err)
	p, err := b.Separate(b.ctx, aliceIn("discord", "A1"), "alice2", []core.Workspace{home})
	b.NoError(err)
	b.NotEqual(one.ID, p.ID)
	b.Equal([]core.Identity{aliceIn("discord", "A1")}, p.Identities)
	for id, want := range map[core.MeetingID][]core.PersonID{
		there.ID: {p.ID}, hosted.ID: {bob.ID, p.ID}, here.ID: {one.ID}, hostedHere.ID: {bob.ID, one.ID},
	} {
		m, err := b.Meeting(b.ctx, id)
		b.NoError(err)
		b.Equal(want, m.Moderators())
	}
	left, err := b.PersonOf(b.ctx, aliceIn("slack", "T1"))
	b.NoError(err)
	b.Equal([]core.Identity{aliceIn("slack", "T1")}, left.Identities)
}

func separatesNothing(b *bench) {
	one := b.keep(aliceIn("slack", "T1"), "Alice", "")
	p, err := b.Separate(b.ctx, aliceIn("slack", "T1"), "Alice", nil)
	b.NoError(err)
	b.Equal(one, p)
}

func holds(b *bench) {
	hold := func(holder string, now time.Time) bool {
		held, err := b.Hold(b.ctx, "gateway", holder, now, now.Add(25*time.Second))
		b.NoError(err)
		return held
	}
	b.True(hold("one", noon))
	b.False(hold("two", noon.Add(time.Second)))
	b.True(hold("one", noon.Add(10*time.Second)), "the holder renews")
	b.False(hold("two", noon.Add(26*time.Second)), "it was renewed")
	b.True(hold("two", noon.Add(35*time.Second)), "its time is over")
	b.False(hold("one", noon.Add(36*time.Second)))
	held, err := b.Hold(b.ctx, "another", "one", noon, noon.Add(time.Second))
	b.NoError(err)
	b.True(held)
}
