package core

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var (
	noon   = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	team   = Channel{"slack", "T1", "C1"}
	random = Channel{"slack", "T1", "C2"}
	usual  = Policy{Reminders: []time.Duration{10 * time.Minute}, EndingSoon: 5 * time.Minute, OpenEarly: 10 * time.Minute, Grace: 5 * time.Minute}
	alice  = Person{ID: "alice", Identities: []Identity{{"slack", "T1", "U1"}}}
)

// meeting returns one made at noon that starts after lead and lasts d; its card stands if ref is not empty.
func meeting(lead, d time.Duration, ref MessageRef) Meeting {
	m := Meeting{
		ID: "m", Home: team.Home(), Organizer: "alice", Postings: []Posting{{Channel: team, Number: 1}},
		Reminders: usual.Reminders, Created: noon, Occurrence: Occurrence{Start: noon.Add(lead), Duration: d},
	}
	if ref != "" {
		m.Cards = map[Channel]MessageRef{team: ref}
	}
	return m
}

func with(m Meeting, change func(*Meeting)) Meeting { change(&m); return m }

// course writes a plan as "kind after how long", in its order.
func course(m Meeting, now time.Time) []string {
	plan := (&Service{policy: usual}).planFor(m, []Person{alice}, now)
	slices.SortStableFunc(plan, func(a, b Announcement) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Kind.Priority(), b.Kind.Priority()))
	})
	var out []string
	for _, a := range plan {
		out = append(out, fmt.Sprintf("%s %s", a.Kind, a.Due.Sub(noon)))
	}
	return out
}

func TestThePlanOfAMeeting(t *testing.T) {
	for _, c := range []struct {
		name    string
		meeting Meeting
		now     time.Time
		want    []string
	}{
		{"in two hours for half an hour", meeting(2*time.Hour, 30*time.Minute, ""), noon, []string{
			"card 0s", "countdown 1h0m0s", "countdown 1h30m0s", "countdown 1h45m0s", "reminder 1h50m0s", "countdown 1h50m0s",
			"countdown 1h55m0s", "countdown 1h59m0s", "start 2h0m0s", "edit 2h0m0s", "ending_soon 2h25m0s", "end 2h30m0s", "edit 2h30m0s", "close 2h35m0s",
		}},
		{"a reminder whose moment is now is left out", meeting(10*time.Minute, time.Minute, ""), noon, []string{
			"card 0s", "countdown 5m0s", "countdown 9m0s", "start 10m0s", "edit 10m0s", "end 11m0s", "edit 11m0s", "close 16m0s",
		}},
		{"a reminder whose moment is just ahead is not", meeting(10*time.Minute+time.Second, time.Minute, ""), noon, []string{
			"card 0s", "reminder 1s", "countdown 1s", "countdown 5m1s", "countdown 9m1s", "start 10m1s", "edit 10m1s", "end 11m1s", "edit 11m1s", "close 16m1s",
		}},
		{"in ten seconds for twenty", meeting(10*time.Second, 20*time.Second, ""), noon, []string{
			"card 0s", "start 10s", "edit 10s", "end 30s", "edit 30s", "close 5m30s",
		}},
		{"now has no start message", meeting(0, 30*time.Minute, ""), noon, []string{
			"card 0s", "ending_soon 25m0s", "end 30m0s", "edit 30m0s", "close 35m0s",
		}},
		{"now, made within the second", meeting(0, 30*time.Minute, ""), noon.Add(400 * time.Millisecond), []string{
			"card 400ms", "ending_soon 25m0s", "end 30m0s", "edit 30m0s", "close 35m0s",
		}},
		{"as long as twice the lead of ending soon", meeting(0, 10*time.Minute, ""), noon, []string{
			"card 0s", "ending_soon 5m0s", "end 10m0s", "edit 10m0s", "close 15m0s",
		}},
		{"shorter than twice the lead of ending soon", meeting(0, 10*time.Minute-time.Second, ""), noon, []string{
			"card 0s", "end 9m59s", "edit 9m59s", "close 14m59s",
		}},
		{"for a day", meeting(0, 24*time.Hour, ""), noon, []string{
			"card 0s", "ending_soon 23h55m0s", "end 24h0m0s", "edit 24h0m0s", "close 24h5m0s",
		}},
		{"cancelled", with(meeting(time.Hour, time.Hour, "1"), func(m *Meeting) { m.Cancelled = noon }), noon, []string{"edit 0s"}},
		{"cancelled before its card stood", with(meeting(time.Hour, time.Hour, ""), func(m *Meeting) { m.Cancelled = noon }), noon, []string{"card 0s"}},
		{"ended by hand", with(meeting(0, time.Hour, "1"), func(m *Meeting) { m.Ended = noon.Add(time.Minute) }), noon.Add(time.Minute), []string{
			"close 1m0s", "edit 1m0s",
		}},
		{"changed while it is live", meeting(time.Minute, time.Hour, "1"), noon.Add(2 * time.Minute), []string{
			"edit 2m0s", "ending_soon 56m0s", "end 1h1m0s", "edit 1h1m0s", "close 1h6m0s",
		}},
		{"changed when ending soon is past", meeting(0, 10*time.Minute, "1"), noon.Add(6 * time.Minute), []string{
			"edit 6m0s", "end 10m0s", "edit 10m0s", "close 15m0s",
		}},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, course(c.meeting, c.now)) })
	}
}

func TestEachChannelIsToldAndTheRoomIsClosedOnce(t *testing.T) {
	m := meeting(time.Minute, time.Minute, "1")
	m.Postings = append(m.Postings, Posting{Channel: random})
	got := map[string]int{}
	for _, a := range usual.plan(m, noon) {
		got[fmt.Sprintf("%s %s", a.Kind, a.Channel.ID)]++
	}
	require.Equal(t, map[string]int{
		"edit C1": 3, "start C1": 1, "end C1": 1,
		"card C2": 1, "edit C2": 2, "start C2": 1, "end C2": 1,
		"close ": 1,
	}, got)
}

func TestACalendarIsToldOfEachTurnButNotOfWhatStartsNow(t *testing.T) {
	mirrored := usual
	mirrored.Mirrored = []string{"discord"}
	guild, other := Channel{"discord", "G1", "1"}, Channel{"discord", "G1", "2"}
	planned := func(m Meeting, now time.Time) (out []string) {
		m.Postings = append(m.Postings, Posting{Channel: guild}, Posting{Channel: other})
		for _, a := range mirrored.plan(m, now) {
			if a.Kind == KindEvent {
				out = append(out, fmt.Sprintf("%v %s", a.Channel, a.Due.Sub(noon)))
			}
		}
		return out
	}
	require.Equal(t, []string{"{discord G1 } 0s", "{discord G1 } 1h0m0s", "{discord G1 } 1h30m0s"}, planned(meeting(time.Hour, 30*time.Minute, ""), noon))
	require.Equal(t, []string{"{discord G1 } 1h10m0s", "{discord G1 } 1h30m0s"}, planned(meeting(time.Hour, 30*time.Minute, ""), noon.Add(70*time.Minute)))
	off := with(meeting(time.Hour, time.Hour, ""), func(m *Meeting) { m.Cancelled = noon })
	require.Equal(t, []string{"{discord G1 } 0s"}, planned(off, noon))
	require.Empty(t, planned(meeting(0, time.Hour, ""), noon))
}

func TestEndingSoonGoesToTheModeratorsDirectly(t *testing.T) {
	bob := Person{ID: "bob", Identities: []Identity{{"discord", "G1", "B"}, {"slack", "T1", "U2"}}}
	stranger, gone := Person{ID: "nobody"}, Person{ID: "gone", Identities: []Identity{{"slack", "T1", "U3"}}}
	m := with(meeting(time.Hour, time.Hour, ""), func(m *Meeting) { m.Hosts = []PersonID{"bob", "nobody"} })
	var told []Channel
	for _, x := range (&Service{policy: usual}).planFor(m, []Person{alice, bob, stranger, gone}, noon) {
		if x.Kind == KindEnding {
			told = append(told, x.Channel)
		}
	}
	require.Equal(t, []Channel{{"slack", "T1", "U1"}, {"slack", "T1", "U2"}}, told)
}

func TestAPlanIsTheSameEachTime(t *testing.T) {
	m := meeting(time.Hour, time.Hour, "")
	require.Equal(t, usual.plan(m, noon), usual.plan(m, noon))
}
