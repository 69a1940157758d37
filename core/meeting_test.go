package core

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTheStateFollowsFromTheTimes(t *testing.T) {
	m := meeting(time.Hour, 30*time.Minute, "")
	ended := with(m, func(m *Meeting) { m.Ended = noon.Add(70 * time.Minute) })
	cancelled := with(m, func(m *Meeting) { m.Cancelled = noon })
	for _, c := range []struct {
		name    string
		meeting Meeting
		after   time.Duration
		want    State
	}{
		{"just before the start", m, time.Hour - 1, Upcoming},
		{"at the start", m, time.Hour, Live},
		{"just before the end", m, 90*time.Minute - 1, Live},
		{"at the end", m, 90 * time.Minute, Ended},
		{"long after the end", m, 1000 * time.Hour, Ended},
		{"before it was ended by hand", ended, 70*time.Minute - 1, Live},
		{"when it was ended by hand", ended, 70 * time.Minute, Ended},
		{"cancelled, before its start", cancelled, time.Minute, Cancelled},
		{"cancelled, long after", cancelled, 1000 * time.Hour, Cancelled},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, c.meeting.State(noon.Add(c.after))) })
	}
	require.Equal(t, noon.Add(90*time.Minute), ended.PlannedEnd())
	require.Equal(t, noon.Add(70*time.Minute), ended.End())
}

func TestNobodyModeratesByHavingNoID(t *testing.T) {
	m := Meeting{Hosts: []PersonID{"bob"}}
	require.False(t, m.Moderates(""))
	require.True(t, m.Moderates("bob"))
	require.False(t, m.Moderates("alice"))
}

func TestARoomIsOpenEarlyForModeratorsAndClosedAfterTheGrace(t *testing.T) {
	m := meeting(time.Hour, time.Hour, "")
	require.Equal(t, noon.Add(50*time.Minute), usual.Opens(m.Occurrence, Moderator))
	require.Equal(t, noon.Add(time.Hour), usual.Opens(m.Occurrence, Guest))
	require.Equal(t, noon.Add(125*time.Minute), usual.Closes(m.Occurrence))
	m.Ended = noon.Add(90 * time.Minute)
	require.Equal(t, m.Ended, usual.Closes(m.Occurrence), "ended by hand closes at once")
}
