package coretest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// TestStore is the contract of a core.Store. It calls open for each test, which returns an empty store and sees to its
// end.
func TestStore(t *testing.T, open func(t *testing.T) core.Store) {
	for _, group := range []struct {
		name  string
		cases []storeCase
	}{
		{"meetings", meetingCases},
		{"changes", changeCases},
		{"amendments", amendCases},
		{"occurrences", occurrenceCases},
		{"who comes", attendeeCases},
		{"series", seriesCases},
		{"queries", queryCases},
		{"claims", claimCases},
		{"sends", sendCases},
		{"outcomes", outcomeCases},
		{"people", personCases},
		{"one person, several accounts", uniteCases},
		{"places", placeCases},
		{"access", accessCases},
		{"requests", requestCases},
		{"values", valueCases},
		{"text that is none", unsoundCases},
		{"limits", limitCases},
	} {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) {
					c.run(&bench{Assertions: require.New(t), t: t, ctx: t.Context(), Store: open(t)})
				})
			}
		})
	}
}

type storeCase struct {
	name string
	run  func(b *bench)
}

// A bench holds the store under test and what a test needs around it.
type bench struct {
	*require.Assertions
	core.Store
	t   *testing.T
	ctx context.Context
}

// The day of the contract, and the places in which it happens.
var (
	noon     = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	slackOne = core.Workspace{Platform: "slack", ID: "T1"}
	slackTwo = core.Workspace{Platform: "slack", ID: "T2"}
	team     = core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	random   = core.Channel{Platform: "slack", Workspace: "T1", ID: "C2"}
	faraway  = core.Channel{Platform: "slack", Workspace: "T2", ID: "C1"}
	guild    = core.Channel{Platform: "discord", Workspace: "G1", ID: "C1"}
)

// draft returns a meeting that is not stored yet: an hour from noon on for half an hour, in the team's channel.
func draft(change ...func(*core.Meeting)) core.Meeting {
	m := core.Meeting{
		ID: core.NewMeetingID(), Home: slackOne, Title: "standup", Agenda: "Budget\n\nRoadmap: https://example.org/map", Organizer: "alice",
		Postings: []core.Posting{{Channel: team}}, Zone: "Europe/Warsaw",
		Reminders: []time.Duration{10 * time.Minute, time.Minute}, Created: noon,
		Occurrence: core.Occurrence{Start: noon.Add(time.Hour), Duration: 30 * time.Minute, Room: "room"},
	}
	for _, c := range change {
		c(&m)
	}
	return m
}

func in(channels ...core.Channel) func(*core.Meeting) {
	return func(m *core.Meeting) {
		m.Home, m.Postings = channels[0].Home(), nil
		for _, c := range channels {
			m.Postings = append(m.Postings, core.Posting{Channel: c})
		}
	}
}

func starting(t time.Time) func(*core.Meeting) { return func(m *core.Meeting) { m.Start = t } }

func titled(title string) func(*core.Meeting) { return func(m *core.Meeting) { m.Title = title } }

func by(p core.PersonID, hosts ...core.PersonID) func(*core.Meeting) {
	return func(m *core.Meeting) { m.Organizer, m.Hosts = p, hosts }
}

// say returns an announcement in the team's channel.
func say(k core.Kind, due time.Time) core.Announcement { return sayIn(team, k, due) }

func sayIn(c core.Channel, k core.Kind, due time.Time) core.Announcement {
	return core.Announcement{Kind: k, Channel: c, Due: due, Next: due}
}

// create stores a meeting with what is to be said about it.
func (b *bench) create(m core.Meeting, as ...core.Announcement) core.Meeting {
	b.t.Helper()
	out, err := b.CreateMeeting(b.ctx, m, "", as, core.Limit{})
	b.NoError(err)
	return out
}

// stored returns a meeting as it is read back.
func (b *bench) stored(id core.MeetingID) core.Meeting {
	b.t.Helper()
	m, err := b.Meeting(b.ctx, id)
	b.NoError(err)
	return m
}

// claim claims what is due at now for a quarter of a minute, on one platform after the other.
func (b *bench) claim(now time.Time, n int) (out []core.Announcement) {
	b.t.Helper()
	for _, platform := range []string{team.Platform, guild.Platform, ""} {
		got, err := b.Claim(b.ctx, platform, now, now.Add(15*time.Second), n-len(out))
		b.NoError(err)
		out = append(out, got...)
	}
	return out
}

// claimOne claims the only thing that may be claimed.
func (b *bench) claimOne(now time.Time) core.Announcement {
	b.t.Helper()
	out := b.claim(now, 10)
	b.Len(out, 1)
	return out[0]
}

func (b *bench) begin(a core.Announcement, now time.Time) core.Announcement {
	b.t.Helper()
	out, err := b.Begin(b.ctx, []core.Announcement{a}, now, now.Add(15*time.Second))
	b.NoError(err)
	b.Len(out, 1, "lost")
	return out[0]
}

// settled settles a claimed announcement with a state.
func (b *bench) settled(a core.Announcement, s core.Delivery, more ...core.Announcement) {
	b.t.Helper()
	a.State = s
	b.settle(a, more...)
}

// settle settles a claimed announcement as it is.
func (b *bench) settle(a core.Announcement, more ...core.Announcement) {
	b.t.Helper()
	out, err := b.Settle(b.ctx, []core.Outcome{{Announcement: a, More: more}})
	b.NoError(err)
	b.Equal([]string{a.ID}, out)
}

// lost holds that an outcome is.
func (b *bench) lost(a core.Announcement, more ...core.Announcement) {
	b.t.Helper()
	out, err := b.Settle(b.ctx, []core.Outcome{{Announcement: a, More: more}})
	b.NoError(err)
	b.Empty(out)
}

// nextDue returns when something is due next on any platform.
func (b *bench) nextDue(now time.Time) (first time.Time) {
	b.t.Helper()
	for _, platform := range []string{team.Platform, guild.Platform, ""} {
		next, err := b.NextDue(b.ctx, platform, now)
		b.NoError(err)
		if first.IsZero() || !next.IsZero() && next.Before(first) {
			first = next
		}
	}
	return first
}

// of returns what is stored about a meeting, one "kind state" each, in the order of its Due.
func (b *bench) of(id core.MeetingID) []string {
	b.t.Helper()
	all, err := b.Announcements(b.ctx, id)
	b.NoError(err)
	var out []string
	for _, a := range all {
		out = append(out, fmt.Sprintf("%s %s", a.Kind, a.State))
	}
	return out
}

func (b *bench) refused(err error, c core.Code) {
	b.t.Helper()
	b.Error(err)
	b.True(core.IsCode(err, c), "want %s, got %v", c, err)
}

func kinds(as []core.Announcement) []core.Kind {
	out := make([]core.Kind, len(as))
	for i, a := range as {
		out[i] = a.Kind
	}
	return out
}

// atOnce runs do in n goroutines that start together, and waits for all.
func atOnce(n int, do func(i int)) {
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() { <-start; do(i) })
	}
	close(start)
	all.Wait()
}
