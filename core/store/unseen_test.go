package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// TestWhatIsNotThereIsAskedForAsLong: a database may be some milliseconds away, and whoever cannot see a meeting would tell
// by a question more or less whether there is one.
func TestWhatIsNotThereIsAskedForAsLong(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, seen, ctx := migrated(t, address), &statements{}, t.Context()
		in := core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
		p, err := s.KeepPerson(ctx, core.Identity{Platform: "slack", Workspace: "T1", UserID: "U1"}, "alice", "")
		require.NoError(t, err)
		now := time.Now().UTC().Truncate(time.Second)
		m, err := s.CreateMeeting(ctx, core.Meeting{
			ID: core.NewMeetingID(), Home: in.Home(), Title: "salaries", Organizer: p.ID, Postings: []core.Posting{{Channel: in}},
			Created: now, Occurrence: core.Occurrence{Start: now.Add(time.Hour), Duration: time.Hour, Room: "r"},
		}, "", nil, core.Limit{Most: 9, Now: now})
		require.NoError(t, err)
		s.WatchAll(seen)
		asked := func(ask func()) int {
			before := len(seen.all)
			ask()
			return len(seen.all) - before
		}
		byID := func(id core.MeetingID) int { return asked(func() { _, _ = s.Meeting(ctx, id) }) }
		byNumber := func(n int) int {
			return asked(func() { _, _ = s.Meetings(ctx, core.Query{Workspace: in.Home(), Number: n, Limit: 1}) })
		}
		require.Equal(t, 1, byID(m.ID))
		require.Equal(t, 1, byID(core.NewMeetingID()))
		require.Equal(t, 1, byNumber(1))
		require.Equal(t, 1, byNumber(7))
	})
}
