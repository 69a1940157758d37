package coretest

import (
	"errors"
	"time"

	"meetbot/core"
)

var changeCases = []storeCase{
	{"what fn leaves of the meeting is stored", changeStored},
	{"fn sees the meeting as it is stored and what is to be said", fnSees},
	{"a change in a new channel gets a number there", newChannel},
	{"nothing is stored when fn fails", fnFails},
	{"two that change a meeting at once both take effect", bothTakeEffect},
	{"what fn returns takes the place of what was planned", replaced},
	{"an announcement that is leased is replaced too", leasedReplaced},
	{"an announcement that is being sent is kept and not shown to fn", sendingKept},
	{"an announcement that may have been sent is kept and not shown to fn", unsureKept},
	{"an announcement of no revision is kept and not shown to fn", revisionZeroKept},
	{"what was made stays as it came out", madeStays},
	{"what begins to be sent while fn runs is not planned a second time", beginDuringChange},
	{"a card that arrives between two changes is not lost", cardKept},
	{"what comes out of a store shares nothing with it", sharesNothing},
}

// change updates a meeting with fn, which leaves no announcements.
func (b *bench) change(id core.MeetingID, fn func(*core.Meeting), as ...core.Announcement) core.Meeting {
	b.t.Helper()
	m, err := b.UpdateMeeting(b.ctx, id, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		fn(m)
		return as, nil
	})
	b.NoError(err)
	return m
}

func nothing(*core.Meeting) {}

func changeStored(b *bench) {
	m := b.create(draft(by("alice", "bob")))
	want := m.Clone()
	want.Title, want.Start, want.Duration, want.Zone = "retro", noon.Add(2*time.Hour), time.Hour, "Asia/Tokyo"
	want.Organizer, want.Hosts, want.Reminders = "bob", []core.PersonID{"alice", "carol"}, []time.Duration{time.Minute}
	want.MembersOnly, want.Ended, want.Cancelled = true, noon.Add(time.Minute), noon.Add(time.Second)

	got := b.change(m.ID, func(m *core.Meeting) { *m = want.Clone() })
	want.Revision = 2
	b.Equal(want, got)
	b.Equal(want, b.stored(m.ID))
}

func fnSees(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon.Add(time.Hour)), say(core.KindCard, noon))
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(seen *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		b.Equal(m, *seen)
		b.Equal([]core.Kind{core.KindCard, core.KindStart}, kinds(open))
		return nil, nil
	})
	b.NoError(err)
}

func newChannel(b *bench) {
	b.create(draft(in(guild)))
	m := b.create(draft(in(team)))
	got := b.change(m.ID, func(m *core.Meeting) {
		m.Postings = append(m.Postings, core.Posting{Channel: guild}, core.Posting{Channel: random})
	})
	b.Equal([]core.Posting{{Channel: team, Number: 1}, {Channel: guild, Number: 2}, {Channel: random, Number: 1}}, got.Postings)
	b.Equal(got, b.stored(m.ID))
}

func fnFails(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	problem := errors.New("no")
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Title = "changed"
		m.Postings = append(m.Postings, core.Posting{Channel: guild})
		return []core.Announcement{say(core.KindEdit, noon)}, problem
	})
	b.ErrorIs(err, problem)
	b.Equal(m, b.stored(m.ID))
	b.Equal([]string{"card pending"}, b.of(m.ID))
	b.Equal(1, b.create(draft(in(guild))).Number(guild.Home()))
}

func bothTakeEffect(b *bench) {
	m := b.create(draft())
	const each = 5
	problems := make([]error, 8)
	atOnce(8, func(i int) {
		for range each {
			_, err := b.UpdateMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
				m.Duration += time.Minute
				return []core.Announcement{say(core.KindEnd, m.End())}, nil
			})
			problems[i] = errors.Join(problems[i], err)
		}
	})
	b.NoError(errors.Join(problems...))
	got := b.stored(m.ID)
	b.Equal(m.Duration+8*each*time.Minute, got.Duration)
	b.Equal(1+8*each, got.Revision)
	left := b.claimOne(got.End())
	b.Equal(got.End(), left.Due, "one end is left, the last one planned")
	b.Equal(got.Revision, left.Revision)
}

func replaced(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon), say(core.KindStart, noon.Add(time.Hour)))
	b.change(m.ID, nothing, say(core.KindEdit, noon), say(core.KindEnd, noon.Add(2*time.Hour)))
	b.Equal([]string{"card void", "edit pending", "start void", "end pending"}, b.of(m.ID))
	a := b.claimOne(noon)
	b.Equal(core.KindEdit, a.Kind)
	b.Equal(2, a.Revision)
}

func leasedReplaced(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	a := b.claimOne(noon)
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		b.Equal([]core.Kind{core.KindStart}, kinds(open))
		return open, nil
	})
	b.NoError(err)
	b.ElementsMatch([]string{"start void", "start pending"}, b.of(m.ID))
	a.State = core.Sent
	b.lost(a)
	b.NotEqual(a.ID, b.claimOne(a.Next).ID, "another revision is another announcement")
}

func sendingKept(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	a := b.begin(b.claimOne(noon), noon)
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		b.Empty(open)
		return nil, nil
	})
	b.NoError(err)
	b.Equal([]string{"start sending"}, b.of(m.ID))
	b.settled(a, core.Sent)
	b.Equal([]string{"start sent"}, b.of(m.ID))
}

func unsureKept(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	a := b.begin(b.claimOne(noon), noon)
	a.State, a.Next = core.Pending, noon.Add(time.Second)
	b.settle(a)
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		b.Empty(open)
		return nil, nil
	})
	b.NoError(err)
	again := b.claimOne(noon.Add(time.Second))
	b.Equal(a.ID, again.ID)
	b.Equal(1, again.Sends)
}

func revisionZeroKept(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	blocked := sayIn(random, core.KindBlocked, noon)
	blocked.Meeting = m.ID
	b.settled(b.claimOne(noon), core.Dead, blocked)
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		b.Empty(open)
		return nil, nil
	})
	b.NoError(err)
	b.begin(b.claimOne(noon), noon)
}

func madeStays(b *bench) {
	for _, state := range []core.Delivery{core.Sent, core.Skipped, core.Void, core.Dead, core.Unsure} {
		m := b.create(draft(), say(core.KindReminder, noon))
		b.settled(b.begin(b.claimOne(noon), noon), state)
		b.change(m.ID, nothing)
		b.Equal([]string{"reminder " + string(state)}, b.of(m.ID))
		b.Empty(b.claim(noon.Add(time.Hour), 10))
	}
}

// beginDuringChange has a start begin between the moment at which fn is shown it and the moment at which the change is
// stored. Whichever of the two comes first, the start must be said once.
func beginDuringChange(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	a := b.claimOne(noon)
	type begun struct {
		out []core.Announcement
		err error
	}
	began := make(chan begun, 1)
	first := true
	_, err := b.UpdateMeeting(b.ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		if first {
			first = false
			go func() {
				out, err := b.Begin(b.ctx, []core.Announcement{a}, noon, noon.Add(15*time.Second))
				began <- begun{out, err}
			}()
			// A store that has it wait shows so by keeping it waiting; this is how long one that does not is given.
			select {
			case first := <-began:
				began <- first
			case <-time.After(200 * time.Millisecond):
			}
		}
		return open, nil
	})
	b.NoError(err)
	came := <-began
	b.NoError(came.err)
	all, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	live := 0
	for _, a := range all {
		if Unmade(a) {
			live++
		}
	}
	b.Equal(1, live, "%v, Begin: %v", b.of(m.ID), came)
}

func cardKept(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	a := b.begin(b.claimOne(noon), noon)
	b.change(m.ID, func(m *core.Meeting) { m.Title = "retro" })
	a.Ref = "1.2"
	b.settled(a, core.Sent)
	got := b.change(m.ID, func(m *core.Meeting) { m.Duration = time.Hour })
	b.Equal(core.MessageRef("1.2"), got.Card(team))
	b.Equal(got, b.stored(m.ID))
}

func sharesNothing(b *bench) {
	m := b.create(draft(by("alice", "bob")))
	read := b.stored(m.ID)
	read.Hosts[0], read.Postings[0].Number, read.Reminders[0] = "mallory", 99, 0
	m.Hosts[0] = "mallory"
	b.NotEqual(read, b.stored(m.ID))
	b.Equal(core.PersonID("bob"), b.stored(m.ID).Hosts[0])

	kept, err := b.KeepPerson(b.ctx, core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}, "", "")
	b.NoError(err)
	kept.Identities[0].UserID = "U2"
	again, err := b.Person(b.ctx, kept.ID)
	b.NoError(err)
	b.Equal("U1", again.Identities[0].UserID)
}
