package coretest

import (
	"time"

	"meetbot/core"
)

var valueCases = []storeCase{
	{"instants are kept to the microsecond and come back in UTC", instants},
	{"instants from any zone are the same instants", instantsFromZones},
	{"text comes back as it was, whatever it holds", texts},
	{"text in a condition finds what it was stored under", textsFound},
}

// warsaw is a zone that needs no database of zones.
var warsaw = time.FixedZone("Warsaw", 3600)

func instants(b *bench) {
	at := func(n int) time.Time { return noon.Add(time.Duration(n)*time.Microsecond + 999) }
	m := b.create(draft(func(m *core.Meeting) {
		m.Start, m.Created, m.Duration = at(1), at(2), time.Minute+time.Microsecond
	}), say(core.KindCard, at(3)))
	b.change(m.ID, func(m *core.Meeting) { m.Ended, m.Cancelled = at(4), at(5) }, say(core.KindCard, at(6)))

	got := b.stored(m.ID)
	b.Equal(time.Minute+time.Microsecond, got.Duration)
	a := b.begin(b.claimOne(at(6)), at(7))
	t := b.ticket("hash", at(8))
	t, err := b.Ticket(b.ctx, t.Hash, noon)
	b.NoError(err)
	b.session("session", at(9))
	s, err := b.Session(b.ctx, "session", noon)
	b.NoError(err)
	next := b.nextDue(at(6))
	for i, instant := range []time.Time{got.Start, got.Created, a.Due, got.Ended, got.Cancelled, a.Due, a.Began, t.Expires, s.LastUsed} {
		n := []int{1, 2, 6, 4, 5, 6, 7, 8, 9}[i]
		b.Equal(noon.Add(time.Duration(n)*time.Microsecond), instant)
		b.Equal(time.UTC, instant.Location())
	}
	b.Equal(time.UTC, next.Location())
	b.Equal(noon.Add(7*time.Microsecond).Add(15*time.Second), next)
}

func instantsFromZones(b *bench) {
	m := b.create(draft(starting(noon.In(warsaw))), say(core.KindStart, noon.In(warsaw)))
	b.Equal(noon, b.stored(m.ID).Start)
	b.Empty(b.claim(noon.Add(-time.Microsecond).In(warsaw), 1))
	b.Equal(noon, b.claimOne(noon.In(warsaw)).Due)
}

var hostile = []string{
	`'; DROP TABLE meeting; --`, `it's "quoted" and ''doubled''`, `back\slash \' \" \n \\`, "? ?0 ?? ?name ?TableName", "100% %s %d",
	"naïve 日本語 🎉👩‍👩‍👧 \u202eright", "line\nbreak\ttab\r", "<!channel> @everyone *b* `c`", "$1 $$ $tag$ {0}", "-1", " ", "E'\\x41'",
}

func texts(b *bench) {
	for _, text := range hostile {
		made := b.create(draft(func(m *core.Meeting) {
			m.Title, m.Zone, m.Room, m.Organizer, m.Hosts = text, text, text, core.PersonID(text), []core.PersonID{core.PersonID(text)}
		}, in(core.Channel{Platform: "slack", Workspace: text, ID: text})), sayIn(core.Channel{Platform: text, Workspace: text, ID: text}, core.KindCard, noon))
		b.Equal(text, b.stored(made.ID).Title)
		b.Equal(made, b.stored(made.ID))
		changed := b.change(made.ID, func(m *core.Meeting) { m.Title += text }, sayIn(made.Postings[0].Channel, core.KindCard, noon))
		b.Equal(changed, b.stored(made.ID))

		a := b.begin(b.claimOne(noon), noon)
		a.Ref, a.Problem = core.MessageRef(text), text
		b.settled(a, core.Sent)
		b.Equal(text, string(b.stored(made.ID).Card(made.Postings[0].Channel)))
		all, err := b.Announcements(b.ctx, made.ID)
		b.NoError(err)
		b.Len(all, 2)
		b.Contains([]string{all[0].Problem, all[1].Problem}, text)
	}
}

func textsFound(b *bench) {
	for _, text := range hostile {
		id := core.Identity{Platform: text, Workspace: text, UserID: text}
		p := b.keep(id, text, text)
		b.Equal(core.Person{ID: p.ID, Name: text, Zone: text, Identities: []core.Identity{id}}, p)
		got, err := b.PersonOf(b.ctx, id)
		b.NoError(err)
		b.Equal(p, got)

		first, err := b.CreateMeeting(b.ctx, draft(in(core.Channel{Platform: text, Workspace: text, ID: text})), text, nil, core.Limit{})
		b.NoError(err)
		again, err := b.CreateMeeting(b.ctx, draft(in(core.Channel{Platform: text, Workspace: text, ID: text})), text, nil, core.Limit{})
		b.NoError(err)
		b.Equal(first, again)
		b.Len(b.found(core.Query{Channel: first.Postings[0].Channel, Workspace: first.Home}), 1)

		b.Nil(b.answered(text))
		b.NoError(b.KeepAnswer(b.ctx, text, noon, []byte(text)))
		b.Equal(text, string(b.answered(text)))
	}
}
