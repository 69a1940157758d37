package bot

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

func TestMeetingsThatAreCalledTheSameAreToldApart(t *testing.T) {
	zone, home := location("Europe/Warsaw"), core.Workspace{Platform: "slack", ID: "T1"}
	now := instantOf(t, "2026-08-24 08:00")
	meeting := func(title, start string, number int) core.Meeting {
		m := core.Meeting{Title: title, Occurrence: core.Occurrence{Start: instantOf(t, start), Duration: time.Hour}}
		if number > 0 {
			m.Postings = []core.Posting{{Channel: core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}, Number: number}}
		}
		return m
	}
	long := strings.Repeat("a very long lunch ", 5)
	for _, c := range []struct {
		m    core.Meeting
		zone *time.Location
		want string
	}{
		{meeting("lunch", "2026-08-25 10:00", 0), zone, "lunch · Tue 25 Aug 12:00"},
		{meeting("lunch", "2026-08-26 10:00", 4), zone, "#4 lunch · Wed 26 Aug 12:00"},
		{meeting("lunch", "2027-01-06 11:00", 4), zone, "#4 lunch · Wed 6 Jan 2027 12:00"},
		{meeting("lunch", "2026-08-25 10:00", 0), nil, "lunch · Tue 25 Aug 10:00 UTC"},
		{meeting(long, "2027-10-31 00:30", 123456), zone, "#123456 a very long lunch a very long lunch a… · Sun 31 Oct 2027 02:30 CEST"},
	} {
		got := english(t).choice(c.m, home, c.zone, now)
		require.Equal(t, c.want, got)
		require.LessOrEqual(t, utf8.RuneCountInString(got), 75, "Slack's buttons hold no more")
	}
}
