package coretest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"meetbot/core"
)

var amendCases = []storeCase{
	{"what fn leaves of the meeting is stored as the same revision, and what is planned stays", amendStored},
	{"fn sees what waits to be tried, and nothing else", amendSees},
	{"what fn returns is said beside what was planned", amendAdds},
	{"what was due at that instant already is said all the same", amendAddsAgain},
	{"one that waits is tried when fn says", amendHurries},
	{"nothing is stored when fn of an amendment fails", amendFails},
	{"a meeting that is not there cannot be amended", amendNothing},
	{"many that amend and change a meeting at once all take effect", amendAtOnce},
	{"whoever claims one that waited finds the meeting as it was amended", claimDuringAmendment},
	{"the same card takes a hundred amendments as one that waits", amendOften},
}

// amend amends a meeting with fn, and has as said.
func (b *bench) amend(id core.MeetingID, fn func(*core.Meeting), as ...core.Announcement) core.Meeting {
	b.t.Helper()
	m, err := b.AmendMeeting(b.ctx, id, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		fn(m)
		return as, nil
	})
	b.NoError(err)
	return m
}

func amendStored(b *bench) {
	m := b.create(draft(by("alice", "bob")), say(core.KindCard, noon), say(core.KindStart, noon.Add(time.Hour)))
	want := m.Clone()
	want.Title, want.Hosts = "retro", []core.PersonID{"alice", "carol"}
	want.Postings = append(want.Postings, core.Posting{Channel: random})
	got := b.amend(m.ID, func(m *core.Meeting) { *m = want.Clone() })
	want.Postings[1].Number = want.Postings[0].Number
	b.Equal(want, got)
	b.Equal(want, b.stored(m.ID))
	b.Equal(1, got.Revision)
	b.Equal([]string{"card pending", "start pending"}, b.of(m.ID))
	a := b.claimOne(noon)
	b.settled(b.begin(a, noon), core.Sent)
}

func amendSees(b *bench) {
	m := b.create(draft(in(team, random, guild)),
		say(core.KindReminder, noon), say(core.KindEdit, noon.Add(time.Hour)), // one sent, one ahead
		sayIn(random, core.KindCard, noon.Add(time.Second)),  // leased
		sayIn(guild, core.KindCard, noon.Add(2*time.Second)), // being sent
	)
	blocked := sayIn(random, core.KindBlocked, noon.Add(time.Minute))
	blocked.Meeting = m.ID
	b.settled(b.begin(b.claimOne(noon), noon), core.Sent, blocked)
	b.claimOne(noon.Add(time.Second))
	b.begin(b.claimOne(noon.Add(2*time.Second)), noon)
	unknown := b.create(draft(), say(core.KindEdit, noon.Add(3*time.Second)))
	a := b.begin(b.claimOne(noon.Add(3*time.Second)), noon)
	a.State = core.Pending
	b.settle(a)
	for id, want := range map[core.MeetingID][]core.Kind{m.ID: {core.KindBlocked, core.KindEdit}, unknown.ID: {core.KindEdit}} {
		stored := b.stored(id)
		_, err := b.AmendMeeting(b.ctx, id, func(seen *core.Meeting, waiting []core.Announcement) ([]core.Announcement, error) {
			b.Equal(stored, *seen)
			b.Equal(want, kinds(waiting))
			return nil, nil
		})
		b.NoError(err)
	}
}

func amendAdds(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon.Add(time.Hour)))
	b.amend(m.ID, nothing, say(core.KindEdit, noon), sayIn(random, core.KindEdit, noon))
	b.Equal([]string{"edit pending", "edit pending", "start pending"}, b.of(m.ID))
	for _, a := range b.claim(noon, 10) {
		b.Equal(core.KindEdit, a.Kind)
		b.Equal(1, a.Revision)
		b.Equal(core.AnnouncementID(a), a.ID)
	}
}

func amendAddsAgain(b *bench) {
	m := b.create(draft())
	for range 3 {
		b.amend(m.ID, nothing, say(core.KindEdit, noon))
		a := b.claimOne(noon)
		b.False(a.Due.After(noon))
		b.False(a.Due.Before(noon.Add(-time.Millisecond)))
		b.settled(b.begin(a, noon), core.Sent)
	}
	b.amend(m.ID, nothing, say(core.KindEdit, noon), say(core.KindEdit, noon))
	b.Equal(strings.Split("edit pending,edit pending,edit sent,edit sent,edit sent", ","), b.of(m.ID))
}

func amendHurries(b *bench) {
	m := b.create(draft(in(team, random)), say(core.KindEdit, noon), sayIn(random, core.KindEdit, noon.Add(time.Hour)))
	a := b.claimOne(noon)
	failed := a
	failed.State, failed.Next, failed.Problem = core.Pending, noon.Add(15*time.Minute), "closed"
	b.settle(failed)
	hurry := func(at time.Time) {
		_, err := b.AmendMeeting(b.ctx, m.ID, func(_ *core.Meeting, waiting []core.Announcement) ([]core.Announcement, error) {
			waiting[0].Next = at
			return waiting[:1], nil
		})
		b.NoError(err)
	}
	b.Empty(b.claim(noon.Add(time.Minute), 10))
	hurry(noon.Add(time.Minute))
	b.Empty(b.claim(noon.Add(time.Minute-time.Microsecond), 10))
	again := b.claimOne(noon.Add(time.Minute))
	b.Equal(a.ID, again.ID)
	b.Equal(noon, again.Due)
	b.Equal(2, again.Attempts)
	// One that somebody has in hand is theirs.
	again.Next = noon
	b.amend(m.ID, nothing, again)
	b.Empty(b.claim(noon.Add(time.Minute), 10))
	b.Equal([]string{"edit leased", "edit pending"}, b.of(m.ID))
}

func amendFails(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	problem := errors.New("no")
	_, err := b.AmendMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Title = "changed"
		return []core.Announcement{say(core.KindEdit, noon)}, problem
	})
	b.ErrorIs(err, problem)
	b.Equal(m, b.stored(m.ID))
	b.Equal([]string{"card pending"}, b.of(m.ID))
}

func amendNothing(b *bench) {
	for _, id := range []core.MeetingID{"nothing", "\x00", "\xff", core.MeetingID(strings.Repeat("x", 501))} {
		_, err := b.AmendMeeting(b.ctx, id, func(*core.Meeting, []core.Announcement) ([]core.Announcement, error) { return nil, nil })
		b.refused(err, core.NotFound)
	}
	m := b.create(draft())
	_, err := b.AmendMeeting(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Organizer = "\x00"
		return nil, nil
	})
	b.refused(err, core.NotFound)
	b.Equal(m, b.stored(m.ID))
}

func amendAtOnce(b *bench) {
	m := b.create(draft())
	const each = 5
	problems := make([]error, 8)
	atOnce(8, func(i int) {
		change := b.AmendMeeting
		if i%2 == 0 {
			change = b.UpdateMeeting
		}
		for n := range each {
			_, err := change(b.ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
				m.Hosts = append(m.Hosts, core.PersonID(fmt.Sprint(i, " ", n)))
				return nil, nil
			})
			problems[i] = errors.Join(problems[i], err)
		}
	})
	b.NoError(errors.Join(problems...))
	b.Len(b.stored(m.ID).Hosts, 8*each)
	b.Equal(1+4*each, b.stored(m.ID).Revision)
}

// claimDuringAmendment claims what waits between the moment at which fn is shown it and the moment at which the change is
// stored. fn may rely on it only if the meeting that is read after the claim is the new one.
func claimDuringAmendment(b *bench) {
	m := b.create(draft(), say(core.KindEdit, noon))
	read := make(chan string, 1)
	first := true
	_, err := b.AmendMeeting(b.ctx, m.ID, func(m *core.Meeting, waiting []core.Announcement) ([]core.Announcement, error) {
		b.Len(waiting, 1)
		m.Title = "retro"
		if first {
			first = false
			go func() {
				claimed, err := b.Claim(b.ctx, team.Platform, noon, noon.Add(15*time.Second), 10)
				as, _ := b.Meeting(b.ctx, m.ID)
				if len(claimed) == 0 {
					as.Title = "not claimed"
				}
				read <- fmt.Sprint(as.Title, err)
			}()
			// A store that has it wait shows so by keeping it waiting; this is how long one that does not is given.
			select {
			case title := <-read:
				read <- title
			case <-time.After(200 * time.Millisecond):
			}
		}
		return nil, nil
	})
	b.NoError(err)
	b.Contains([]string{"retro<nil>", "not claimed<nil>"}, <-read)
}

func amendOften(b *bench) {
	m := b.create(draft())
	for i := range 100 {
		_, err := b.AmendMeeting(b.ctx, m.ID, func(m *core.Meeting, waiting []core.Announcement) ([]core.Announcement, error) {
			m.Title = fmt.Sprint(i)
			if len(waiting) > 0 {
				return nil, nil
			}
			return []core.Announcement{say(core.KindEdit, noon)}, nil
		})
		b.NoError(err)
	}
	b.Equal([]string{"edit pending"}, b.of(m.ID))
	b.Equal("99", b.stored(m.ID).Title)
	b.Equal(1, b.stored(m.ID).Revision)
}
