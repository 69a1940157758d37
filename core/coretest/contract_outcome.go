package coretest

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"meetbot/core"
)

var sendCases = []storeCase{
	{"begin commits that the first byte is about to leave", beginCommits},
	{"begin again counts the send and keeps when the first was", beginAgain},
	{"begin is lost after the meeting has changed", beginAfterChange},
	{"what was being sent when the meeting changed may be sent again", beginOfWhatWasSent},
	{"begin of what holds for any revision outlives a change", beginAnyRevision},
	{"begin is lost after a newer claim", beginAfterClaim},
	{"begin is lost once it is settled", beginAfterSettle},
	{"begin is lost once the meeting is forgotten", beginAfterForget},
	{"of two that begin after two claims one wins", beginRace},
	{"of many that begin together each stands for itself", beginTogether},
}

var outcomeCases = []storeCase{
	{"the outcome is stored", outcomeStored},
	{"an attempt that is known to have failed is not counted as sent", sendTakenBack},
	{"what failed is claimed again at its next", failedAgain},
	{"an outcome is lost after a newer claim", outcomeAfterClaim},
	{"an outcome is lost the second time", outcomeTwice},
	{"the reference of a card that was sent becomes the card of its channel", cardStored},
	{"no other reference becomes a card", onlyCardStored},
	{"a card that is there no more is forgotten", cardForgotten},
	{"what follows about two channels is stored twice", followsAboutEach},
	{"what follows is stored with it", followsStored},
	{"what follows is stored once, however often it follows", followsOnce},
	{"nothing follows from an outcome that is lost", nothingFollows},
	{"of many outcomes each stands for itself", outcomesTogether},
	{"many outcomes and changes of the same meetings end", outcomesAmongChanges},
}

func beginCommits(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	claimed := b.claimOne(noon)
	now := noon.Add(time.Second)
	a := b.begin(claimed, now)
	want := claimed
	want.State, want.Sends, want.Began, want.Next = core.Sending, 1, now, now.Add(15*time.Second)
	b.Equal(want, a)
	all, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	b.Equal([]core.Announcement{a}, all)
}

func beginAgain(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	first := b.begin(b.claimOne(noon), noon)
	second := b.begin(b.claimOne(first.Next), first.Next)
	b.Equal(2, second.Sends)
	b.Equal(noon, second.Began)
}

// late holds that it is too late to begin.
func (b *bench) late(a core.Announcement) {
	b.t.Helper()
	out, err := b.Begin(b.ctx, []core.Announcement{a}, noon, noon.Add(time.Minute))
	b.NoError(err)
	b.Empty(out)
}

func beginAfterChange(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	a := b.claimOne(noon)
	b.change(m.ID, nothing)
	b.late(a)
}

// A start whose outcome nobody knows is not planned anew by a change: its moment is past.
func beginOfWhatWasSent(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	a := b.begin(b.claimOne(noon), noon)
	b.change(m.ID, nothing)
	again := b.begin(b.claimOne(a.Next), a.Next)
	b.Equal(2, again.Sends)
	again.State, again.Next = core.Pending, a.Next.Add(time.Minute)
	b.settle(again)
	b.begin(b.claimOne(again.Next), again.Next)
}

func beginAnyRevision(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	blocked := sayIn(random, core.KindBlocked, noon)
	blocked.Meeting = m.ID
	b.settled(b.claimOne(noon), core.Dead, blocked)
	a := b.claimOne(noon)
	b.change(m.ID, nothing)
	b.Equal(core.Sending, b.begin(a, noon).State)
}

func beginAfterClaim(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	old := b.claimOne(noon)
	newest := b.claimOne(old.Next)
	b.late(old)
	b.begin(newest, old.Next)
	b.late(old)
}

func beginAfterSettle(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	a := b.claimOne(noon)
	b.settled(a, core.Pending)
	b.late(a)
}

func beginAfterForget(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	a := b.claimOne(noon)
	_, err := b.Forget(b.ctx, noon.Add(24*time.Hour))
	b.NoError(err)
	b.late(a)
	a.State = core.Sent
	b.lost(a)
}

func beginRace(b *bench) {
	b.create(draft(), say(core.KindCard, noon))
	claims := make([]core.Announcement, 8)
	now := noon
	for i := range claims {
		claims[i] = b.claimOne(now)
		now = claims[i].Next
	}
	var began atomic.Int64
	problems := make([]error, 8)
	atOnce(8, func(i int) {
		out, err := b.Begin(b.ctx, claims[i:i+1], now, now.Add(time.Minute))
		problems[i] = err
		began.Add(int64(len(out)))
	})
	b.NoError(errors.Join(problems...))
	b.EqualValues(1, began.Load())
}

func outcomeStored(b *bench) {
	m := b.create(draft(), say(core.KindReminder, noon))
	a := b.begin(b.claimOne(noon), noon)
	a.State, a.Ref, a.Problem, a.Next = core.Dead, "1.2", "channel is gone", noon.Add(time.Hour)
	b.settle(a)
	all, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	b.Equal([]core.Announcement{a}, all)
}

func sendTakenBack(b *bench) {
	b.create(draft(), say(core.KindReminder, noon))
	a := b.begin(b.claimOne(noon), noon)
	a.State, a.Sends, a.Began = core.Pending, 0, time.Time{}
	b.settle(a)
	later := noon.Add(time.Minute)
	a = b.claimOne(later)
	b.Zero(a.Sends)
	b.True(a.Began.IsZero())
	b.Equal(later, b.begin(a, later).Began)
}

func failedAgain(b *bench) {
	b.create(draft(), say(core.KindReminder, noon))
	a := b.begin(b.claimOne(noon), noon)
	a.State, a.Problem, a.Next = core.Pending, "no route", noon.Add(4*time.Second)
	b.settle(a)
	b.Empty(b.claim(noon.Add(4*time.Second-time.Microsecond), 10))
	again := b.claimOne(noon.Add(4 * time.Second))
	b.Equal(core.Leased, again.State, "its outcome is known: it was not sent")
	b.Equal("no route", again.Problem)
	b.Equal(noon, again.Due)
}

func outcomeAfterClaim(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	old := b.begin(b.claimOne(noon), noon)
	newest := b.claimOne(old.Next)
	old.State, old.Ref = core.Sent, "old"
	b.lost(old)
	b.Empty(b.stored(m.ID).Card(team))
	newest.Ref = "new"
	b.settled(newest, core.Sent)
	b.Equal(core.MessageRef("new"), b.stored(m.ID).Card(team))
}

func outcomeTwice(b *bench) {
	for _, state := range []core.Delivery{core.Pending, core.Sent, core.Skipped, core.Void, core.Dead, core.Unsure} {
		m := b.create(draft(starting(noon.Add(-time.Hour))), say(core.KindReminder, noon))
		a := b.claimOne(noon)
		a.Next = noon.Add(time.Hour)
		b.settled(a, state)
		a.State = core.Sending
		b.lost(a)
		b.Equal([]string{"reminder " + string(state)}, b.of(m.ID))
	}
}

func cardStored(b *bench) {
	m := b.create(draft(in(team, random)), sayIn(random, core.KindCard, noon))
	a := b.begin(b.claimOne(noon), noon)
	a.Ref = "1.2"
	b.settled(a, core.Sent)
	got := b.stored(m.ID)
	b.Equal(map[core.Channel]core.MessageRef{random: "1.2"}, got.Cards)
	b.Equal(1, got.Revision, "a card that arrives is no change of the meeting")
}

func onlyCardStored(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon), say(core.KindCard, noon.Add(time.Minute)))
	for _, now := range []time.Time{noon, noon.Add(time.Minute)} {
		a := b.begin(b.claimOne(now), now)
		a.Ref = "1.2"
		b.settled(a, map[core.Kind]core.Delivery{core.KindStart: core.Sent, core.KindCard: core.Unsure}[a.Kind])
	}
	b.Empty(b.stored(m.ID).Card(team))
}

func follower(m core.Meeting) core.Announcement {
	a := sayIn(random, core.KindStart, noon)
	a.Meeting, a.Revision, a.Next = m.ID, 1, noon.Add(time.Second)
	return a
}

func followsStored(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	b.settled(b.claimOne(noon), core.Dead, follower(m))
	b.Empty(b.claim(noon, 10))
	a := b.claimOne(noon.Add(time.Second))
	b.Equal(random, a.Channel)
	b.Equal(1, a.Revision)
	b.begin(a, noon.Add(time.Second))
}

func followsOnce(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	a := b.claimOne(noon)
	a.Next = noon
	b.settled(a, core.Pending, follower(m), follower(m))
	a = b.claimOne(noon)
	b.settled(a, core.Dead, follower(m))
	a.State = core.Dead
	b.lost(a, follower(m))
	b.ElementsMatch([]string{"start dead", "start pending"}, b.of(m.ID))
}

func nothingFollows(b *bench) {
	m := b.create(draft(), say(core.KindStart, noon))
	old := b.claimOne(noon)
	b.claimOne(old.Next)
	old.State = core.Dead
	b.lost(old, follower(m))
	b.Equal([]string{"start leased"}, b.of(m.ID))
}

func cardForgotten(b *bench) {
	m := b.create(draft(in(team, guild)), say(core.KindCard, noon), sayIn(guild, core.KindCard, noon), say(core.KindEdit, noon.Add(time.Hour)))
	for _, a := range b.claim(noon, 10) {
		a = b.begin(a, noon)
		a.State, a.Ref = core.Sent, core.MessageRef("card in "+a.Channel.ID)
		b.settle(a)
	}
	a := b.begin(b.claimOne(noon.Add(time.Hour)), noon.Add(time.Hour))
	a.State, a.Unposted = core.Dead, true
	b.settle(a)
	b.Equal(map[core.Channel]core.MessageRef{guild: "card in C1"}, b.stored(m.ID).Cards)
}

func followsAboutEach(b *bench) {
	m := b.create(draft(), say(core.KindCard, noon))
	a := b.claimOne(noon)
	a.State = core.Dead
	told := sayIn(random, core.KindBlocked, noon)
	told.Meeting, told.About = m.ID, "C7"
	other := told
	other.About = "C8"
	b.settle(a, told, other, told)
	var about []string
	for _, x := range b.claimAll(noon) {
		about = append(about, x.About)
	}
	b.ElementsMatch([]string{"C7", "C8"}, about)
}

// claimAll claims whatever is due, one after the other of what waits for another.
func (b *bench) claimAll(now time.Time) (out []core.Announcement) {
	b.t.Helper()
	for {
		claimed := b.claim(now, 100)
		if len(claimed) == 0 {
			return out
		}
		for _, a := range claimed {
			out = append(out, a)
			a.State = core.Skipped
			b.settle(a)
		}
	}
}

// crowd stores a meeting with a card for each of n, and claims them. Of the third the right to it is lost meanwhile.
func (b *bench) crowd(n int) []core.Announcement {
	b.t.Helper()
	for range n {
		b.create(draft(), say(core.KindCard, noon))
	}
	out := b.claim(noon, n)
	b.Len(out, n)
	b.change(out[2].Meeting, nothing)
	return out
}

func ids(as []core.Announcement) []string {
	out := make([]string, len(as))
	for i, a := range as {
		out[i] = a.ID
	}
	return out
}

func beginTogether(b *bench) {
	as := b.crowd(50)
	out, err := b.Begin(b.ctx, as, noon.Add(time.Second), noon.Add(time.Minute))
	b.NoError(err)
	b.ElementsMatch(append(ids(as[:2]), ids(as[3:])...), ids(out))
	for _, a := range out {
		b.Equal(core.Sending, a.State)
		b.Equal(1, a.Sends)
		b.Equal(noon.Add(time.Second), a.Began)
	}
	b.Equal([]string{"card void"}, b.of(as[2].Meeting))
}

func outcomesTogether(b *bench) {
	as := b.crowd(50)
	outcomes := make([]core.Outcome, len(as))
	for i, a := range as {
		m := b.stored(a.Meeting)
		a.State, a.Ref, a.Sends, a.Began, a.Next = core.Sent, core.MessageRef(fmt.Sprint("m", i)), i, noon.Add(time.Duration(i)), noon.Add(time.Duration(i)*time.Second)
		if i%2 == 1 {
			a.State, a.Problem, a.Sends, a.Began = core.Pending, fmt.Sprint("no route ", i), 0, time.Time{}
		}
		outcomes[i] = core.Outcome{Announcement: a, More: []core.Announcement{follower(m)}}
	}
	kept, err := b.Settle(b.ctx, outcomes)
	b.NoError(err)
	b.ElementsMatch(append(ids(as[:2]), ids(as[3:])...), kept)
	for i, o := range outcomes {
		all, err := b.Announcements(b.ctx, o.Meeting)
		b.NoError(err)
		if i == 2 {
			b.Equal([]string{"card void"}, b.of(o.Meeting))
			b.Empty(b.stored(o.Meeting).Card(team))
			continue
		}
		b.Len(all, 2, "what follows is there")
		was := all[slices.IndexFunc(all, func(a core.Announcement) bool { return a.ID == o.ID })]
		o.Began = o.Began.Truncate(time.Microsecond)
		b.Equal(o.Announcement, was)
		want := core.MessageRef("")
		if o.State == core.Sent {
			want = o.Ref
		}
		b.Equal(want, b.stored(o.Meeting).Card(team))
	}
}

// outcomesAmongChanges: whoever stores many at once and whoever changes a meeting must not wait for each other.
func outcomesAmongChanges(b *bench) {
	as := b.crowd(40)
	problems := make([]error, 8)
	atOnce(8, func(i int) {
		if i%2 == 0 {
			for _, a := range as[i:] {
				_, err := b.UpdateMeeting(b.ctx, a.Meeting, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) { return open, nil })
				problems[i] = errors.Join(problems[i], err)
			}
			return
		}
		part := slices.Clone(as[i/2*10 : i/2*10+10])
		slices.Reverse(part)
		begun, err := b.Begin(b.ctx, part, noon, noon.Add(time.Minute))
		outcomes := make([]core.Outcome, len(begun))
		for j, a := range begun {
			a.State, a.Ref = core.Sent, "1.2"
			outcomes[j] = core.Outcome{Announcement: a, More: []core.Announcement{follower(core.Meeting{ID: a.Meeting})}}
		}
		_, err2 := b.Settle(b.ctx, outcomes)
		problems[i] = errors.Join(err, err2)
	})
	b.NoError(errors.Join(problems...))
}
