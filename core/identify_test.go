package core

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestTheIDsOfWhatIsStoredStayAsTheyAre: a platform knows by them what it has shown, and a store what it has.
func TestTheIDsOfWhatIsStoredStayAsTheyAre(t *testing.T) {
	const m = MeetingID("abcdefghijklmnopqrstuvwxyz")
	due := time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC)
	for want, a := range map[string]Announcement{
		"Fi9Vmu6xlUBrMy1X9yUZ2A": {Meeting: m, Revision: 1, Kind: KindCard, Channel: team, Due: due},
		"sijq5OfBvbypY7BBZBWC9g": {Meeting: m, Revision: 12, Kind: KindStart, Channel: team, Due: due.Add(123456789)},
		"GhGbaW1gfjWKAMbkTDKxbg": {Meeting: m, Kind: KindBlocked, Channel: Channel{"discord", "G1", "alice"}, About: "C1", Due: due},
		"vdT5-b96LJS3_mPddGeupg": {Meeting: m, Revision: 1, Kind: KindClose, Due: due},
	} {
		require.Equal(t, want, AnnouncementID(a))
		a.ID, a.Next, a.State, a.Attempts, a.Sends, a.Fence, a.Ref, a.Problem = "x", due, Sending, 3, 2, 7, "1.2", "no route"
		require.Equal(t, want, AnnouncementID(a), "how its delivery goes does not matter")
	}
}
