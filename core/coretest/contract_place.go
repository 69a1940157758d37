package coretest

import "meetbot/core"

var placeCases = []storeCase{
	{"the places of a workspace are its channels, each once", placesOnce},
	{"a place is as it was told last, in every posting", placesTold},
	{"every session of an identity ends, and nobody else's", sessionsEnd},
	{"an identity has one feed, which ends with its sessions", feedOfEach},
}

func placesOnce(b *bench) {
	b.create(draft(in(team, random)))
	b.create(draft(in(random)))
	b.create(draft(in(faraway)))
	b.Equal([]core.Place{{Channel: team}, {Channel: random}}, b.places(slackOne))
	b.Equal([]core.Place{{Channel: faraway}}, b.places(slackTwo))
	b.Empty(b.places(core.Workspace{Platform: "discord", ID: "T1"}))
}

func placesTold(b *bench) {
	open := b.create(draft(in(random), func(m *core.Meeting) { m.Postings[0].Open = true }))
	b.True(b.stored(open.ID).Postings[0].Open)
	b.Equal([]core.Place{{Channel: random, Open: true}}, b.places(slackOne))

	later := b.create(draft(in(random, team)))
	b.Equal([]core.Place{{Channel: team}, {Channel: random}}, b.places(slackOne), "in doubt it is not")
	b.NoError(b.KeepPlace(b.ctx, core.Place{Channel: random, Open: true}))
	b.NoError(b.KeepPlace(b.ctx, core.Place{Channel: random, Open: true}))
	b.Equal([]core.Place{{Channel: team}, {Channel: random, Open: true}}, b.places(slackOne))
	b.True(b.stored(later.ID).Postings[0].Open)
	b.False(b.stored(later.ID).Postings[1].Open)

	b.NoError(b.KeepPlace(b.ctx, core.Place{Channel: random}))
	b.Equal([]core.Place{{Channel: team}, {Channel: random}}, b.places(slackOne))
	b.False(b.stored(open.ID).Postings[0].Open)
	b.Equal(1, b.stored(open.ID).Revision, "it is no change of the meeting")
}

func (b *bench) places(w core.Workspace) []core.Place {
	b.t.Helper()
	all, err := b.Places(b.ctx, w)
	b.NoError(err)
	return all
}

func sessionsEnd(b *bench) {
	hers, his := core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}, core.Identity{Platform: "slack", Workspace: "T2", UserID: "U1"}
	for hash, who := range map[string]core.Identity{"one": hers, "two": hers, "three": his} {
		b.NoError(b.KeepSession(b.ctx, core.Session{Hash: hash, Identity: who, LastUsed: noon}))
	}
	for range 2 {
		b.NoError(b.EndSessions(b.ctx, hers))
	}
	for _, hash := range []string{"one", "two"} {
		_, err := b.Session(b.ctx, hash, noon.AddDate(0, 0, -1))
		b.refused(err, core.NotFound)
	}
	_, err := b.Session(b.ctx, "three", noon.AddDate(0, 0, -1))
	b.NoError(err)
}

func feedOfEach(b *bench) {
	hers, his := core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}, core.Identity{Platform: "slack", Workspace: "T1", UserID: "U2"}
	first, second := core.Feed{Hash: "one", Identity: hers, Sealed: "sealed one"}, core.Feed{Hash: "two", Identity: hers, Sealed: "sealed two"}
	other := core.Feed{Hash: "three", Identity: his, Sealed: "sealed three"}
	_, err := b.FeedOf(b.ctx, hers)
	b.refused(err, core.NotFound)
	for _, f := range []core.Feed{first, other, second, second} {
		b.NoError(b.KeepFeed(b.ctx, f))
	}
	_, err = b.Feed(b.ctx, "one")
	b.refused(err, core.NotFound)
	for _, f := range []core.Feed{second, other} {
		read, err := b.Feed(b.ctx, f.Hash)
		b.NoError(err)
		b.Equal(f, read)
		read, err = b.FeedOf(b.ctx, f.Identity)
		b.NoError(err)
		b.Equal(f, read)
	}
	b.NoError(b.EndSessions(b.ctx, hers))
	_, err = b.Feed(b.ctx, "two")
	b.refused(err, core.NotFound)
	_, err = b.FeedOf(b.ctx, his)
	b.NoError(err)
	b.refused(b.KeepFeed(b.ctx, core.Feed{Hash: "a\x00", Identity: hers}), core.NotFound)
	_, err = b.Feed(b.ctx, "a\x00")
	b.refused(err, core.NotFound)
}
