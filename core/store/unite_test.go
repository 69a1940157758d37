package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// TestWhoeverIsSeparatedDuringAChangeGetsWhatIsTheirs: what a change writes back is not older than what is settled meanwhile.
func TestWhoeverIsSeparatedDuringAChangeGetsWhatIsTheirs(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		there, here := core.Identity{Platform: "discord", Workspace: "A1", UserID: "7"}, core.Identity{Platform: "slack", Workspace: "T1", UserID: "U7"}
		keep, err := s.KeepPerson(ctx, there, "alice", "")
		require.NoError(t, err)
		owner, err := s.KeepPerson(ctx, here, "alice", "")
		require.NoError(t, err)
		now := time.Now().UTC().Truncate(time.Second)
		m, err := s.CreateMeeting(ctx, core.Meeting{
			ID: core.NewMeetingID(), Home: here.Home(), Title: "x", Organizer: owner.ID, Zone: "UTC", Created: now,
			Occurrence: core.Occurrence{Start: now.Add(time.Hour), Duration: time.Hour, Room: "room"},
			Postings:   []core.Posting{{Channel: core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}}},
		}, "k", nil, core.Limit{})
		require.NoError(t, err)
		_, err = s.Unite(ctx, keep.ID, owner.ID)
		require.NoError(t, err)
		separated := make(chan error, 1)
		begun := false
		_, err = s.UpdateMeeting(ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			if !begun {
				begun = true
				go func() {
					_, err := s.Separate(ctx, here, "alice", []core.Workspace{{Platform: "slack"}})
					separated <- err
				}()
				select {
				case err := <-separated:
					separated <- err
				case <-time.After(300 * time.Millisecond): // it waits for this change
				}
			}
			m.Title = "y"
			return nil, nil
		})
		require.NoError(t, err)
		require.NoError(t, <-separated)
		m, err = s.Meeting(ctx, m.ID)
		require.NoError(t, err)
		owner, err = s.PersonOf(ctx, here)
		require.NoError(t, err)
		require.Equal(t, owner.ID, m.Organizer)
	})
}
