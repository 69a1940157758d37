package coretest

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"meetbot/core"
)

var claimCases = []storeCase{
	{"nothing is claimed before it is due", notBeforeDue},
	{"the earliest due are claimed, n at most", earliestClaimed},
	{"of what is due at one instant the most urgent is claimed", urgentFirst},
	{"a claim leases, counts and fences", claimLeases},
	{"nobody else gets what is leased", leasedIsTaken},
	{"of one meeting in one channel one at a time is out", oneAtATime},
	{"of one meeting several channels are served at once", channelsApart},
	{"meetings in one channel do not hold each other up", meetingsApart},
	{"what waits for another attempt lets later ones pass", retryLetsPass},
	{"what goes to another platform stays, and holds nothing up", othersStay},
	{"a lease that ran out is claimed anew", leaseRunsOut},
	{"a lease that ran out goes before what waited behind it", leaseGoesFirst},
	{"what was being sent when its lease ran out comes as Sending", sendingComesBack},
	{"what was made is never claimed again", madeNotClaimed},
	{"8 goroutines never claim the same thing", claimedOnce},
	{"release makes what was leased due again, and leaves what was being sent", released},
	{"next due is the first instant after now", nextDue},
	{"next due counts the end of a lease", nextDueLease},
	{"next due is zero when nothing is ahead", nextDueNever},
}

func othersStay(b *bench) {
	b.spread(sayIn(guild, core.KindStart, noon), say(core.KindCard, noon), sayIn(guild, core.KindCard, noon))
	got, err := b.Claim(b.ctx, team.Platform, noon, noon.Add(15*time.Second), 10)
	b.NoError(err)
	b.Len(got, 1)
	b.Equal(team, got[0].Channel)
	b.Len(b.claim(noon, 10), 2)
}

func notBeforeDue(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	b.Empty(b.claim(noon.Add(-time.Microsecond), 10))
	b.Len(b.claim(noon, 10), 1)
}

// spread stores a meeting for each announcement, so that none waits for another.
func (b *bench) spread(as ...core.Announcement) {
	b.t.Helper()
	for _, a := range as {
		b.create(draft(), a)
	}
}

func earliestClaimed(b *bench) {
	b.spread(say(core.KindStart, noon.Add(2*time.Second)), say(core.KindEdit, noon), say(core.KindCard, noon.Add(time.Second)))
	late := noon.Add(time.Minute)
	b.ElementsMatch([]core.Kind{core.KindEdit, core.KindCard}, kinds(b.claim(late, 2)))
	b.Equal([]core.Kind{core.KindStart}, kinds(b.claim(late, 2)))
	b.Empty(b.claim(late, 2))
}

func urgentFirst(b *bench) {
	urgent := []core.Kind{
		core.KindStart, core.KindEnd, core.KindCard, core.KindClose, core.KindCancelled,
		core.KindReminder, core.KindEnding, core.KindBlocked, core.KindEdit, core.KindCountdown,
	}
	for _, k := range urgent {
		b.create(draft(), say(k, noon))
	}
	for _, k := range urgent {
		b.Equal([]core.Kind{k}, kinds(b.claim(noon, 1)))
	}
}

func claimLeases(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	now := noon.Add(time.Second)
	a := b.claimOne(now)
	want := say(core.KindCard, noon)
	want.ID, want.Meeting, want.Revision = a.ID, m.ID, 1
	want.State, want.Attempts, want.Fence, want.Next = core.Leased, 1, a.Fence, now.Add(15*time.Second)
	b.Equal(want, a)
	all, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	b.Equal([]core.Announcement{a}, all)
}

func leasedIsTaken(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	b.claimOne(noon)
	b.Empty(b.claim(noon.Add(15*time.Second-time.Microsecond), 10))
}

func oneAtATime(b *bench) {
	b.create(draft(), say(core.KindCard, noon), say(core.KindEdit, noon), say(core.KindEdit, noon.Add(time.Second)))
	late := noon.Add(time.Minute)
	for _, due := range []time.Time{noon, noon, noon.Add(time.Second)} {
		a := b.claimOne(late)
		b.Equal(due, a.Due)
		b.Empty(b.claim(late, 10))
		a = b.begin(a, late)
		b.Empty(b.claim(late, 10))
		b.settled(a, core.Sent)
	}
	b.Empty(b.claim(late, 10))
}

func channelsApart(b *bench) {
	b.create(draft(in(team, random, guild)), sayIn(team, core.KindCard, noon), sayIn(random, core.KindCard, noon), sayIn(guild, core.KindCard, noon))
	b.Len(b.claim(noon, 10), 3)
}

func meetingsApart(b *bench) {
	b.spread(say(core.KindCard, noon), say(core.KindCard, noon))
	b.Len(b.claim(noon, 10), 2)
}

func retryLetsPass(b *bench) {
	b.create(draft(), say(core.KindReminder, noon), say(core.KindStart, noon.Add(time.Minute)))
	a := b.claimOne(noon)
	a.Next = noon.Add(2 * time.Minute)
	b.settled(a, core.Pending)
	b.Equal(core.KindStart, b.claimOne(noon.Add(time.Minute)).Kind)
}

func leaseRunsOut(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	first := b.claimOne(noon)
	again := b.claimOne(first.Next)
	b.Equal(first.ID, again.ID)
	b.Equal(core.Leased, again.State)
	b.Equal(2, again.Attempts)
	b.Greater(again.Fence, first.Fence)
	b.Zero(again.Sends)
}

func leaseGoesFirst(b *bench) {
	for _, begun := range []bool{false, true} {
		b.create(draft(), say(core.KindStart, noon), say(core.KindEdit, noon))
		start := b.claimOne(noon)
		b.Equal(core.KindStart, start.Kind)
		if begun {
			start = b.begin(start, noon)
		}
		again := b.claimOne(start.Next)
		b.Equal(start.ID, again.ID)
		b.settled(again, core.Sent)
		edit := b.claimOne(start.Next)
		b.Equal(core.KindEdit, edit.Kind)
		b.settled(edit, core.Sent)
	}
}

func sendingComesBack(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	a := b.begin(b.claimOne(noon), noon)
	b.Empty(b.claim(a.Next.Add(-time.Microsecond), 10))
	again := b.claimOne(a.Next)
	b.Equal(core.Sending, again.State)
	b.Equal(1, again.Sends)
	b.Equal(noon, again.Began)
}

func madeNotClaimed(b *bench) {
	for _, state := range []core.Delivery{core.Sent, core.Skipped, core.Void, core.Dead, core.Unsure} {
		b.create(draft(), say(core.KindCard, noon))
		b.settled(b.claimOne(noon), state)
	}
	b.Empty(b.claim(noon.Add(24*time.Hour), 10))
}

func claimedOnce(b *bench) {
	const meetings = 60
	for i := range meetings {
		b.create(draft(in(team, guild)), sayIn(team, core.KindCard, noon), sayIn(guild, core.KindCard, noon),
			sayIn(team, core.KindEdit, noon.Add(time.Duration(i)*time.Microsecond)))
	}
	var mu sync.Mutex
	seen, out := map[string]int{}, map[string]int{}
	problems := make([]error, 8)
	late := noon.Add(time.Second)
	atOnce(8, func(i int) {
		for {
			got, err := b.Claim(b.ctx, []string{team.Platform, guild.Platform}[i%2], late, late.Add(time.Hour), 7)
			problems[i] = errors.Join(problems[i], err)
			if len(got) == 0 {
				return
			}
			mu.Lock()
			for _, a := range got {
				seen[a.ID]++
				out[fmt.Sprint(a.Meeting, a.Channel)]++
			}
			mu.Unlock()
		}
	})
	b.NoError(errors.Join(problems...))
	b.Len(seen, 2*meetings)
	for id, n := range seen {
		b.Equal(1, n, id)
	}
	for where, n := range out {
		b.Equal(1, n, where)
	}
}

func released(b *bench) {
	b.spread(say(core.KindCard, noon), say(core.KindStart, noon))
	sending := b.begin(b.claim(noon, 1)[0], noon)
	leased := b.claimOne(noon)
	b.NoError(b.Release(b.ctx))
	again := b.claimOne(noon)
	b.Equal(leased.ID, again.ID)
	b.Equal(core.Leased, again.State)
	b.Greater(again.Fence, leased.Fence)
	b.settled(sending, core.Sent)
}

func nextDue(b *bench) {
	b.spread(say(core.KindCard, noon), say(core.KindStart, noon.Add(time.Hour)), say(core.KindEnd, noon.Add(2*time.Hour)))
	for _, c := range []struct{ now, want time.Time }{
		{noon.Add(-time.Hour), noon},
		{noon, noon.Add(time.Hour)},
		{noon.Add(90 * time.Minute), noon.Add(2 * time.Hour)},
		{noon.Add(2 * time.Hour), time.Time{}},
	} {
		got := b.nextDue(c.now)
		b.Equal(c.want, got)
	}
}

func nextDueLease(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	a := b.claimOne(noon)
	next := b.nextDue(noon)
	b.Equal(a.Next, next)
}

func nextDueNever(b *bench) {
	next := b.nextDue(noon)
	b.True(next.IsZero())
	b.create(draft(), say(core.KindCard, noon.Add(time.Minute)))
	b.settled(b.claimOne(noon.Add(time.Minute)), core.Sent)
	next = b.nextDue(noon)
	b.True(next.IsZero())
}
