package coretest

import (
	"context"
	"strings"
	"time"

	"meetbot/core"
)

var unsoundCases = []storeCase{
	{"an ID that can name nothing finds nothing", unsoundFinds},
	{"an ID that can name nothing stores nothing", unsoundStores},
	{"text is kept without NUL and broken bytes", unsoundTexts},
	{"a lease is held until its time", leaseHeld},
	{"sweep deletes leases that are over", leaseSwept},
}

// unsound can name nothing: PostgreSQL takes none of the first two, and no index the last.
var unsound = []string{"U\x001", "U\xff1", "\x00", strings.Repeat("x", 10_000), strings.Repeat("\u00e4", 251)}

func unsoundFinds(b *bench) {
	b.create(draft())
	b.keep(core.Identity{Platform: "slack", Workspace: "T1", UserID: "U\ufffd1"}, "", "")
	for _, id := range unsound {
		_, err := b.Meeting(b.ctx, core.MeetingID(id))
		b.refused(err, core.NotFound)
		_, err = b.UpdateMeeting(b.ctx, core.MeetingID(id), func(*core.Meeting, []core.Announcement) ([]core.Announcement, error) { return nil, nil })
		b.refused(err, core.NotFound)
		_, err = b.PersonOf(b.ctx, core.Identity{Platform: "slack", Workspace: "T1", UserID: id})
		b.refused(err, core.NotFound)
		_, err = b.Person(b.ctx, core.PersonID(id))
		b.refused(err, core.NotFound)
		_, err = b.Separate(b.ctx, core.Identity{Platform: "slack", Workspace: "T1", UserID: id}, "", nil)
		b.refused(err, core.NotFound)
		_, err = b.Ticket(b.ctx, id, noon)
		b.refused(err, core.NotFound)
		_, err = b.Redeem(b.ctx, id, core.Session{Hash: "session", LastUsed: noon})
		b.refused(err, core.NotFound)
		_, err = b.Session(b.ctx, id, noon)
		b.refused(err, core.NotFound)
		for _, q := range []core.Query{
			{Workspace: core.Workspace{Platform: "slack", ID: id}},
			{Channel: core.Channel{Platform: "slack", Workspace: "T1", ID: id}},
			{Moderator: core.PersonID(id)},
			{Organizer: core.PersonID(id)},
		} {
			b.Empty(b.found(q))
		}
		b.Empty(b.of(core.MeetingID(id)))
		held, err := b.Held(b.ctx, id, noon)
		b.NoError(err)
		b.False(held)
		b.NoError(b.TouchSession(b.ctx, id, noon))
		b.NoError(b.DeleteSession(b.ctx, id))
		b.Nil(b.answered(id))
	}
}

func unsoundStores(b *bench) {
	m := b.create(draft())
	for _, id := range unsound {
		who := core.Identity{Platform: "slack", Workspace: "T1", UserID: id}
		_, err := b.KeepPerson(b.ctx, who, "name", "")
		b.refused(err, core.NotFound)
		_, err = b.ChooseZone(b.ctx, who, "UTC")
		b.refused(err, core.NotFound)
		b.refused(b.KeepTicket(b.ctx, core.Ticket{Hash: "hash", Identity: who, Expires: noon}), core.NotFound)
		b.refused(b.KeepSession(b.ctx, core.Session{Hash: "hash", Identity: who, LastUsed: noon}), core.NotFound)
		b.refused(b.KeepAnswer(b.ctx, id, noon, nil), core.NotFound)
		_, err = b.Once(b.ctx, id, noon, func(context.Context) []byte { b.Fail("it has no name"); return nil })
		b.refused(err, core.NotFound)
		_, err = b.Hold(b.ctx, id, "holder", noon, noon.Add(time.Second))
		b.refused(err, core.NotFound)
		there := core.Channel{Platform: "slack", Workspace: "T1", ID: id}
		_, err = b.CreateMeeting(b.ctx, draft(in(there)), "", nil, core.Limit{})
		b.refused(err, core.NotFound)
		_, err = b.CreateMeeting(b.ctx, draft(), id, nil, core.Limit{})
		b.refused(err, core.NotFound)
		_, err = b.UpdateMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Postings = append(m.Postings, core.Posting{Channel: there})
			return nil, nil
		})
		b.refused(err, core.NotFound)
	}
	b.Equal(m, b.stored(m.ID))
	b.Len(b.found(core.Query{}), 1)
}

func unsoundTexts(b *bench) {
	const typed, kept = "a\x00b\xffc", "a\ufffdb\ufffdc"
	m := b.create(draft(titled(typed)), say(core.KindCard, noon))
	b.Equal(kept, b.stored(m.ID).Title)
	b.change(m.ID, func(m *core.Meeting) { m.Zone = typed }, say(core.KindCard, noon))
	b.Equal(kept, b.stored(m.ID).Zone)
	p := b.keep(aliceIn("slack", "T1"), typed, typed)
	b.Equal([]string{kept, kept}, []string{p.Name, p.Zone})
	a := b.begin(b.claimOne(noon), noon)
	a.Problem = typed
	b.settled(a, core.Skipped)
	all, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	b.Contains([]string{all[0].Problem, all[1].Problem}, kept)
}

func leaseHeld(b *bench) {
	until := noon.Add(time.Minute)
	for _, want := range []bool{true, false} {
		mine, err := b.Hold(b.ctx, "used", map[bool]string{true: "one", false: "two"}[want], noon, until)
		b.NoError(err)
		b.Equal(want, mine)
	}
	for now, want := range map[time.Time]bool{noon: true, until.Add(-time.Microsecond): true, until: false} {
		held, err := b.Held(b.ctx, "used", now)
		b.NoError(err)
		b.Equal(want, held, now)
	}
}

func leaseSwept(b *bench) {
	_, err := b.Hold(b.ctx, "used", "one", noon, noon.Add(time.Minute))
	b.NoError(err)
	long, over := noon.Add(-24*time.Hour), noon.Add(time.Minute)
	for _, c := range []struct {
		now  time.Time
		want bool
	}{{over.Add(-time.Microsecond), true}, {over, false}} {
		b.NoError(b.Sweep(b.ctx, c.now, long, long))
		held, err := b.Held(b.ctx, "used", noon)
		b.NoError(err)
		b.Equal(c.want, held, "it goes once it is over, however young the requests are")
	}
}
