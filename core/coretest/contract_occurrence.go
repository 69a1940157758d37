package coretest

import (
	"time"

	"meetbot/core"
)

var occurrenceCases = []storeCase{
	{"a meeting has a first occurrence and no other", firstOccurrence},
	{"the next occurrence at hand leaves the one before as it was", nextOccurrence},
	{"what lasts changes with either occurrence", lasts},
	{"what is to be said about an occurrence outlives that another is at hand", saidOfBoth},
	{"a change of an occurrence takes the place of its own words alone", changesItsOwn},
	{"an amendment is given what waits about the occurrence at hand", amendsItsOwn},
	{"each occurrence has its own card in a channel", cardOfEach},
	{"a card that is settled while another occurrence is put at hand is not its card", cardBetween},
	{"nothing but an outcome changes cards", cardsKept},
	{"an occurrence that was before is at hand again with its cards", backAgain},
	{"an occurrence that is put back is planned anew", putBack},
	{"what holds for any revision outlives every change", staysPlanned},
	{"words about two occurrences in one channel do not wait for each other", linesOfTheirOwn},
	{"the same said about two occurrences is two things", twoThings},
	{"a meeting is looked for by the occurrence at hand", foundByHand},
	{"occurrences are forgotten with their meeting", occurrencesForgotten},
}

// ofNext returns an announcement about the second occurrence.
func ofNext(a core.Announcement) core.Announcement {
	a.Nth = 1
	return a
}

// next puts the second occurrence at hand: a day later, longer, and in another room.
func (b *bench) next(id core.MeetingID, as ...core.Announcement) core.Meeting {
	b.t.Helper()
	return b.change(id, func(m *core.Meeting) {
		m.Occurrence = core.Occurrence{Nth: 1, Start: noon.Add(25 * time.Hour), Duration: time.Hour, Room: "another"}
	}, as...)
}

// at returns a meeting with its nth occurrence; the zero Meeting where there is none.
func (b *bench) at(id core.MeetingID, nth int) core.Meeting {
	b.t.Helper()
	out, err := b.MeetingsOf(b.ctx, []core.Announcement{{Meeting: id, Nth: nth}})
	b.NoError(err)
	b.Len(out, 1)
	return out[0]
}

// posted has the card that is due sent.
func (b *bench) posted(now time.Time, ref core.MessageRef) {
	b.t.Helper()
	a := b.begin(b.claimOne(now), now)
	b.Equal(core.KindCard, a.Kind)
	a.Ref = ref
	b.settled(a, core.Sent)
}

func firstOccurrence(b *bench) {
	m := b.create(draft())
	b.Zero(m.Nth)
	b.Equal(m, b.at(m.ID, 0))
	for _, nth := range []int{1, -1} {
		b.Zero(b.at(m.ID, nth))
	}
	b.Zero(b.at("nothing", 0))
}

func nextOccurrence(b *bench) {
	m := b.create(draft(in(team, guild)), say(core.KindCard, noon))
	b.posted(noon, "1.2")
	first := b.stored(m.ID)
	next := b.next(m.ID)
	b.Equal(core.Occurrence{Nth: 1, Start: noon.Add(25 * time.Hour), Duration: time.Hour, Room: "another"}, next.Occurrence)
	b.Equal(next, b.stored(m.ID))
	b.Equal(next, b.at(m.ID, 1))
	b.Equal(first.Occurrence, b.at(m.ID, 0).Occurrence)

	b.change(m.ID, func(m *core.Meeting) { m.Cancelled = noon })
	b.Equal(core.Cancelled, b.at(m.ID, 1).State(noon))
	b.Equal(core.Upcoming, b.at(m.ID, 0).State(noon))
}

func lasts(b *bench) {
	m := b.create(draft())
	b.next(m.ID)
	b.change(m.ID, func(m *core.Meeting) {
		m.Title, m.Postings = "retro", append(m.Postings, core.Posting{Channel: guild})
	})
	for nth := range 2 {
		got := b.at(m.ID, nth)
		b.Equal(nth, got.Nth)
		b.Equal("retro", got.Title)
		b.Len(got.Postings, 2)
		b.Equal(3, got.Revision)
	}
}

func saidOfBoth(b *bench) {
	m := b.create(draft(), say(core.KindEnd, noon))
	b.next(m.ID, ofNext(say(core.KindStart, noon.Add(time.Second))))
	b.Equal([]string{"end pending", "start pending"}, b.of(m.ID))
	a := b.begin(b.claimOne(noon), noon)
	b.Zero(a.Nth)
	follows := follower(m)
	follows.Nth = 1
	b.settled(a, core.Sent, follows)
	for _, a := range b.claimAll(noon.Add(time.Second)) {
		b.Equal(1, a.Nth)
	}
	b.ElementsMatch([]string{"end sent", "start skipped", "start skipped"}, b.of(m.ID))
}

func changesItsOwn(b *bench) {
	m := b.create(draft(), say(core.KindEnd, noon))
	b.next(m.ID, ofNext(say(core.KindStart, noon.Add(time.Second))))
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		b.Equal([]core.Kind{core.KindStart}, kinds(open))
		return []core.Announcement{ofNext(say(core.KindEdit, noon.Add(time.Minute)))}, nil
	})
	b.NoError(err)
	b.Equal([]string{"end pending", "start void", "edit pending"}, b.of(m.ID))
}

func amendsItsOwn(b *bench) {
	m := b.create(draft(), say(core.KindEnd, noon))
	b.next(m.ID, ofNext(say(core.KindStart, noon.Add(time.Second))))
	_, err := b.AmendMeeting(b.ctx, m.ID, func(_ *core.Meeting, waiting []core.Announcement) ([]core.Announcement, error) {
		b.Equal([]core.Kind{core.KindStart}, kinds(waiting))
		waiting[0].Next = noon
		return append(waiting, ofNext(say(core.KindEdit, noon))), nil
	})
	b.NoError(err)
	b.Len(b.claimAll(noon), 3)
}

func cardOfEach(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	b.posted(noon, "first")
	b.next(m.ID, ofNext(say(core.KindCard, noon.Add(time.Minute))))
	b.Empty(b.stored(m.ID).Cards)
	b.posted(noon.Add(time.Minute), "second")
	b.Equal(core.MessageRef("second"), b.stored(m.ID).Card(team))
	b.Equal(core.MessageRef("first"), b.at(m.ID, 0).Card(team))

	gone := say(core.KindEdit, noon.Add(time.Hour))
	gone.Meeting, gone.Revision = m.ID, 2
	edit := b.edit(m.ID, gone)
	edit.Unposted = true
	b.settled(edit, core.Dead)
	b.Equal(core.MessageRef("second"), b.stored(m.ID).Card(team))
	b.Empty(b.at(m.ID, 0).Cards)
}

// edit plans an edit and begins it.
func (b *bench) edit(id core.MeetingID, a core.Announcement) core.Announcement {
	b.t.Helper()
	b.change(id, nothing, a)
	return b.begin(b.claimOne(a.Due), a.Due)
}

func cardBetween(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	a := b.begin(b.claimOne(noon), noon)
	a.State, a.Ref = core.Sent, "first"
	settled, first := make(chan error, 1), true
	b.change(m.ID, func(m *core.Meeting) {
		if first {
			first = false
			go func() {
				_, err := b.Settle(b.ctx, []core.Outcome{{Announcement: a}})
				settled <- err
			}()
			select {
			case err := <-settled:
				settled <- err
			case <-time.After(200 * time.Millisecond): // it waits for this change
			}
		}
		m.Occurrence = core.Occurrence{Nth: 1, Start: noon.Add(25 * time.Hour), Duration: time.Hour, Room: "another"}
	})
	b.NoError(<-settled)
	b.Empty(b.stored(m.ID).Cards)
	b.Equal(core.MessageRef("first"), b.at(m.ID, 0).Card(team))
}

func cardsKept(b *bench) {
	forged := func(m *core.Meeting) { m.Cards = map[core.Channel]core.MessageRef{team: "forged"} }
	m := b.create(draft(forged), say(core.KindCard, noon))
	b.Empty(m.Cards)
	b.Empty(b.change(m.ID, forged, say(core.KindCard, noon)).Cards)
	b.posted(noon, "1.2")
	b.Equal(core.MessageRef("1.2"), b.change(m.ID, forged).Card(team))
	b.Equal(core.MessageRef("1.2"), b.stored(m.ID).Card(team))
	b.Empty(b.change(m.ID, func(m *core.Meeting) { forged(m); m.Nth = 1 }).Cards)
	b.Empty(b.stored(m.ID).Cards)
}

func backAgain(b *bench) {
	m := b.create(draft(in(team, guild)), say(core.KindCard, noon))
	b.posted(noon, "first")
	first := b.stored(m.ID)
	b.next(m.ID, ofNext(sayIn(guild, core.KindCard, noon.Add(time.Minute))))
	b.posted(noon.Add(time.Minute), "second")
	second := b.stored(m.ID)
	b.change(m.ID, func(m *core.Meeting) { m.Occurrence = first.Occurrence })
	b.Equal(first.Occurrence, b.stored(m.ID).Occurrence)
	b.Equal(second.Occurrence, b.at(m.ID, 1).Occurrence)
}

func putBack(b *bench) {
	m := b.create(draft())
	first := b.stored(m.ID)
	b.next(m.ID, ofNext(say(core.KindStart, noon.Add(time.Hour))))
	b.change(m.ID, func(m *core.Meeting) { m.Occurrence = first.Occurrence }, say(core.KindStart, noon))
	b.Equal([]string{"start pending", "start void"}, b.of(m.ID))
	a := b.begin(b.claimOne(noon), noon)
	b.Zero(a.Nth)
	b.settled(a, core.Sent)
	b.next(m.ID, ofNext(say(core.KindStart, noon.Add(time.Hour))))
	b.Equal(1, b.claimOne(noon.Add(time.Hour)).Nth)
}

func staysPlanned(b *bench) {
	m := b.create(draft(), say(core.KindTurn, noon), say(core.KindStart, noon))
	b.change(m.ID, nothing, say(core.KindTurn, noon))
	b.Equal([]string{"start void", "turn pending"}, b.of(m.ID), "the same is planned once")
	a := b.claimOne(noon)
	b.Zero(a.Revision)
	b.change(m.ID, nothing)
	a = b.begin(a, noon)
	b.settled(a, core.Sent)
}

func linesOfTheirOwn(b *bench) {
	m := b.create(draft(), say(core.KindEnd, noon))
	b.begin(b.claimOne(noon), noon)
	b.next(m.ID, ofNext(say(core.KindCard, noon)), ofNext(say(core.KindEdit, noon)))
	b.Equal(core.KindCard, b.claimOne(noon).Kind)
}

func twoThings(b *bench) {
	m := b.create(draft(), say(core.KindEdit, noon))
	b.settled(b.claimOne(noon), core.Pending)
	b.next(m.ID, ofNext(say(core.KindEdit, noon)), say(core.KindEdit, noon))
	all, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	ids := map[string]bool{}
	for _, a := range all {
		b.Equal(core.AnnouncementID(a), a.ID)
		ids[a.ID] = true
	}
	b.Len(ids, 3, "of another revision, and of another occurrence")
}

func foundByHand(b *bench) {
	m := b.create(draft())
	at := noon.Add(2 * time.Hour)
	query := core.Query{Workspace: slackOne, OverAfter: at}
	b.Empty(b.found(query))
	next := b.next(m.ID)
	b.Len(b.found(query), 1)
	b.Equal(noon.Add(25*time.Hour), next.Spot().Start)
	_, err := b.CreateMeeting(b.ctx, draft(), "", nil, core.Limit{Most: 1, Now: at})
	b.refused(err, core.TooMany)
}

func occurrencesForgotten(b *bench) {
	m := b.create(draft())
	next := b.next(m.ID)
	n, err := b.Forget(b.ctx, m.End())
	b.NoError(err)
	b.Zero(n, "it goes on")
	n, err = b.Forget(b.ctx, next.End())
	b.NoError(err)
	b.Equal(1, n)
	b.Zero(b.at(m.ID, 0))
}
