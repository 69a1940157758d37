package core

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The meeting of these tests is at its second occurrence, from 14:00 to 15:00, when the first has ended at 13:00.
func second(change ...func(*Meeting)) Meeting {
	m := meeting(2*time.Hour, time.Hour, "")
	m.Nth, m.Room = 1, "second"
	for _, c := range change {
		c(&m)
	}
	return m
}

func TestAPlanIsOfOneOccurrence(t *testing.T) {
	posted := func(m *Meeting) { m.Cards = map[Channel]MessageRef{team: "2"} }
	for name, c := range map[string]struct {
		meeting Meeting
		want    []string
	}{
		"without a card of its own": {second(), course(meeting(2*time.Hour, time.Hour, ""), noon)},
		"with its card":             {second(posted), course(meeting(2*time.Hour, time.Hour, "1"), noon)},
		"cancelled":                 {second(posted, func(m *Meeting) { m.Cancelled = noon }), []string{"edit 0s"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, course(c.meeting, noon))
			plan := (&Service{policy: usual}).planFor(c.meeting, []Person{alice}, noon)
			plan = append(plan, append(said(c.meeting, KindMoved, noon), usual.shown(c.meeting, noon)...)...)
			for _, a := range plan {
				require.Equal(t, 1, a.Nth, a.Kind)
			}
		})
	}
}

// TestWhatIsOvertakenIsAskedOfItsOccurrence: what is over, moved or has its card is one of them.
func TestWhatIsOvertakenIsAskedOfItsOccurrence(t *testing.T) {
	first, now := meeting(30*time.Minute, 30*time.Minute, "1"), noon.Add(time.Hour)
	for kind, overtakenAt := range map[Kind][2]bool{
		KindCard:    {false, false}, // the first stands, the second is to come
		KindStart:   {true, true},
		KindEnd:     {false, true},
		KindBlocked: {true, false},
		KindMoved:   {true, false},
	} {
		for nth, o := range []Occurrence{first.Occurrence, second().Occurrence} {
			a := Announcement{Kind: kind, Nth: nth, Channel: team, Due: now}
			require.Equal(t, overtakenAt[nth], overtaken(o, a, now), "%s of %d", kind, nth)
		}
	}
	a := Announcement{Kind: KindCard, Channel: team, Due: now}
	require.True(t, edits(first.Occurrence, a))
	require.False(t, edits(second().Occurrence, a))
}

func TestOpeningAndClosingAreThoseOfTheOccurrence(t *testing.T) {
	first := meeting(30*time.Minute, 30*time.Minute, "1")
	for _, c := range []struct {
		o             Occurrence
		opens, closes time.Duration
	}{{first.Occurrence, 20 * time.Minute, 65 * time.Minute}, {second().Occurrence, 110 * time.Minute, 185 * time.Minute}} {
		require.Equal(t, noon.Add(c.opens), usual.Opens(c.o, Moderator))
		require.Equal(t, noon.Add(c.closes), usual.Closes(c.o))
	}
}

// TestWhatFollowsIsAboutTheSameOccurrence, however what it follows came out.
func TestWhatFollowsIsAboutTheSameOccurrence(t *testing.T) {
	m := second(func(m *Meeting) { m.Cards = map[Channel]MessageRef{team: "2"} })
	a := Announcement{Meeting: m.ID, Nth: 1, Revision: 3, Kind: KindStart, Channel: team, Due: m.Start, State: Sent, Ref: "5"}
	d := &Dispatcher{clock: still(m.Start)}
	follows, err := d.follow(t.Context(), m, a, nil)
	require.NoError(t, err)
	require.Len(t, follows, 1)
	require.Equal(t, 1, follows[0].Nth)
	require.Equal(t, m.End(), follows[0].Due)

	a.Kind = KindReminder
	follows, err = d.follow(t.Context(), m, a, nil)
	require.NoError(t, err)
	require.Len(t, follows, 1)
	require.Equal(t, 1, follows[0].Nth)
	require.True(t, follows[0].stands(m.Occurrence, noon))
	require.False(t, follows[0].stands(meeting(30*time.Minute, 30*time.Minute, "1").Occurrence, noon), "it reminds of another start")
}

type still time.Time

func (s still) Now() time.Time { return time.Time(s) }

func TestNewsIsTheOccurrencesOwn(t *testing.T) {
	a, first := Announcement{Channel: team}, meeting(time.Hour, time.Hour, "")
	require.Equal(t, "stale m C1 1", ofCard(meeting(time.Hour, time.Hour, "1"), a, KindStale), "as it was told before there were others")
	require.NotEqual(t, ofCard(first, a, KindBlocked), ofCard(meeting(2*time.Hour, time.Hour, ""), a, KindBlocked), "it has moved")
	require.NotEqual(t, ofCard(first, a, KindBlocked), ofCard(second(), a, KindBlocked))
	require.Equal(t, []Kind{KindStale}, cardRefused(meeting(time.Hour, time.Hour, "1"), Announcement{Kind: KindCard, Channel: team}, errors.New("x")))
	require.Equal(t, []Kind{KindBlocked}, cardRefused(second(), Announcement{Kind: KindCard, Nth: 1, Channel: team}, errors.New("x")))
}

func TestIDsTellOccurrencesApart(t *testing.T) {
	seen := map[string]string{}
	for nth := range 3 {
		for revision := range 3 {
			a := Announcement{Meeting: "m", Nth: nth, Revision: revision, Kind: KindEdit, Channel: team, Due: noon}
			what := fmt.Sprint(nth, revision)
			require.Empty(t, seen[AnnouncementID(a)], what)
			seen[AnnouncementID(a)] = what
		}
	}
}

// TestACardWaitsForItsOwn: the pace of edits, and a card that may stand already, are those of one occurrence.
func TestACardWaitsForItsOwn(t *testing.T) {
	all := []Announcement{
		{Kind: KindCard, Channel: team, Sends: 1, State: Pending, Next: noon},
		{Kind: KindEdit, Channel: team, About: unplanned, Due: noon, Began: noon},
	}
	for nth, waits := range []bool{true, false} {
		a := Announcement{Kind: KindCard, Nth: nth, Channel: team, About: unplanned}
		require.Equal(t, waits, !afterCard(a, all).IsZero())
		require.Equal(t, waits, !lastEdit(a, all).IsZero())
		require.Equal(t, waits, slices.ContainsFunc(all, func(w Announcement) bool {
			return w.Kind == KindEdit && w.standsFor(Announcement{Kind: KindEdit, Nth: nth, Channel: team}, noon)
		}))
	}
}
