package store_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
)

// beforeOccurrences is the last commit of a program whose meetings have no occurrences. The dumps in testdata were made by it,
// with this file beside its package, which it knows all that is used of: go test ./core/store -run TestThePast -args -dump
const beforeOccurrences = "24ba2a6bdb6dfbd5c5d229e509a083876e40131d"

var dump = flag.Bool("dump", false, "write the dumps in testdata anew")

// A past is what a database holds of meetings in every state, and of announcements in every state of a delivery, at noon.
type past struct {
	meetings      []core.Meeting
	announcements map[core.MeetingID][]core.Announcement
}

func TestThePastHasEveryState(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		meetings, deliveries := map[core.State]int{}, map[core.Delivery]int{}
		p := makePast(t, migrated(t, address))
		for _, m := range p.meetings {
			meetings[m.State(noon)]++
			for _, a := range p.announcements[m.ID] {
				deliveries[a.State]++
			}
		}
		require.Equal(t, map[core.State]int{core.Upcoming: 2, core.Live: 2, core.Ended: 2, core.Cancelled: 2}, meetings)
		require.Len(t, deliveries, 8)
		if *dump {
			writeDump(t, address)
		}
	})
}

// ofTheSession is what a dump settles for whoever reads it into a terminal.
var ofTheSession = regexp.MustCompile(`(?m)^(\\.*|SET .*;|SELECT pg_catalog\.set_config.*|--.*|)\n`)

func writeDump(t *testing.T, address string) {
	t.Helper()
	file, c := "before.postgres.sql", exec.Command("pg_dump", "--no-owner", "--column-inserts", address)
	if name, ok := strings.CutPrefix(address, "sqlite:"); ok {
		file, c = "before.sqlite.sql", exec.Command("sqlite3", name, ".dump")
	}
	out, err := c.Output()
	require.NoError(t, err)
	text := "-- Made by the program of commit " + beforeOccurrences + "; past_test.go says how.\n" + ofTheSession.ReplaceAllString(string(out), "")
	require.NoError(t, os.WriteFile(filepath.Join("testdata", file), []byte(text), 0o600))
}

// Channels of the past, in both chats.
var (
	pastTeam  = core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	pastGuild = core.Channel{Platform: "discord", Workspace: "G1", ID: "C1"}
)

// makePast has a store go through that past.
func makePast(t *testing.T, s *store.Store) past {
	t.Helper()
	ctx := t.Context()
	_, err := s.KeepPerson(ctx, alice, "Alice", "Europe/Warsaw")
	require.NoError(t, err)
	made := past{announcements: map[core.MeetingID][]core.Announcement{}}
	for i, c := range []struct {
		state  core.State
		start  time.Duration
		change func(*core.Meeting)
	}{
		{core.Upcoming, 2 * time.Hour, nil},
		{core.Upcoming, 24 * time.Hour, func(m *core.Meeting) { m.Start = m.Start.Add(time.Hour) }},
		{core.Live, -10 * time.Minute, nil},
		{core.Live, -40 * time.Minute, func(m *core.Meeting) { m.Duration += time.Hour }},
		{core.Ended, -3 * time.Hour, nil},
		{core.Ended, -5 * time.Minute, func(m *core.Meeting) { m.Ended = noon.Add(-time.Minute) }},
		{core.Cancelled, time.Hour, func(m *core.Meeting) { m.Cancelled = noon.Add(-2 * time.Minute) }},
		{core.Cancelled, -time.Hour, func(m *core.Meeting) { m.Cancelled = noon.Add(-2 * time.Hour) }},
	} {
		m := pastMeeting(i)
		m.Start = noon.Add(c.start)
		_, err := s.CreateMeeting(ctx, m, fmt.Sprintf("request%d", i), pastPlan(m), core.Limit{})
		require.NoError(t, err)
		settlePast(t, s, m, i)
		if c.change != nil {
			_, err := s.UpdateMeeting(ctx, m.ID, func(m *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
				c.change(m)
				return append(open, core.Announcement{Kind: core.KindEdit, Channel: pastTeam, Due: noon, Next: noon}), nil
			})
			require.NoError(t, err)
		}
		m, err = s.Meeting(ctx, m.ID)
		require.NoError(t, err)
		require.Equal(t, c.state, m.State(noon))
		made.meetings = append(made.meetings, m)
		made.announcements[m.ID], err = s.Announcements(ctx, m.ID)
		require.NoError(t, err)
	}
	return made
}

// pastMeeting is in both chats, has its card in one of them, or in none.
func pastMeeting(i int) core.Meeting {
	var m core.Meeting
	m.ID, m.Home, m.Title, m.Organizer = core.MeetingID(fmt.Sprintf("abcdefghijklmnopqrstuvwxy%d", i)), alice.Home(), fmt.Sprintf("meeting %d, it's \\ \"ours\"", i), "alice"
	m.Hosts = []core.PersonID{"bob", "carol"}[:i%3]
	m.Postings = []core.Posting{{Channel: pastTeam, Open: i%2 == 0}, {Channel: pastGuild}}
	m.Duration, m.Zone, m.Room = 30*time.Minute+time.Duration(i)*time.Microsecond, "Europe/Warsaw", fmt.Sprintf("room%d", i)
	m.Reminders, m.MembersOnly, m.Created = []time.Duration{10 * time.Minute}, i == 1, noon.Add(-4*time.Hour)
	return m
}

// pastPlan has one for each state that is left behind, each in a place of its own, so that each can be claimed.
func pastPlan(m core.Meeting) (out []core.Announcement) {
	add := func(k core.Kind, c core.Channel, due time.Time) {
		out = append(out, core.Announcement{Kind: k, Channel: c, Due: due, Next: due})
	}
	due := noon.Add(-4 * time.Hour)
	add(core.KindCard, pastTeam, due)
	add(core.KindCard, pastGuild, due)
	for _, state := range []core.Delivery{core.Leased, core.Sending, core.Sent, core.Skipped, core.Void, core.Dead, core.Unsure} {
		add(core.KindBlocked, core.Channel{Platform: "slack", Workspace: "T1", ID: "U" + string(state)}, due)
	}
	add(core.KindReminder, pastTeam, m.Start.Add(-10*time.Minute))
	add(core.KindStart, pastTeam, m.Start)
	add(core.KindEnd, pastGuild, m.End())
	add(core.KindClose, core.Channel{}, m.End().Add(5*time.Minute))
	return out
}

// settlePast has what is due come out in every way.
func settlePast(t *testing.T, s *store.Store, m core.Meeting, i int) {
	t.Helper()
	ctx, now := t.Context(), noon.Add(-4*time.Hour)
	var claimed []core.Announcement
	for _, platform := range []string{"slack", "discord", ""} {
		some, err := s.Claim(ctx, platform, now, now.Add(15*time.Second), 100)
		require.NoError(t, err)
		claimed = append(claimed, some...)
	}
	for _, a := range claimed {
		if a.Meeting != m.ID || a.Channel.ID == "Uleased" {
			continue
		}
		begun, err := s.Begin(ctx, []core.Announcement{a}, now, now.Add(15*time.Second))
		require.NoError(t, err)
		a = begun[0]
		switch {
		case a.Channel.ID == "Usending":
			continue
		case a.Kind == core.KindBlocked:
			a.State, a.Problem = core.Delivery(a.Channel.ID[1:]), "why it is so"
		case a.Channel == pastTeam && i%4 != 3, a.Channel == pastGuild && i%2 == 0:
			a.State, a.Ref = core.Sent, core.MessageRef(fmt.Sprintf("%s %d", a.Channel.Platform, i))
		default:
			a.State, a.Next = core.Pending, noon.Add(time.Minute)
		}
		require.NoError(t, settle(s, a))
	}
}
