package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
)

// TestNothingDueIsLookedForInWholeTables: whatever the dispatcher asks again and again goes by an index, however much there is.
func TestNothingDueIsLookedForInWholeTables(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		at := time.Now().Truncate(time.Microsecond)
		seedAhead(t, s, 100_000)
		seedStarts(t, s, 500, at)
		analyze(t, s)
		seen := &statements{}
		s.WatchAll(seen)
		dispatched(t, s, at)
		require.NoError(t, s.Release(t.Context()))
		require.NotEmpty(t, seen.all)
		sent := slices.Clone(seen.all) // to ask how adds to them
		for _, statement := range sent {
			if verb, _, _ := strings.Cut(statement, " "); !slices.Contains([]string{"SELECT", "UPDATE", "WITH"}, verb) {
				continue
			}
			plan := strings.ReplaceAll(explained(t, s, statement), "SCAN d USING INDEX announcement_leased", "")
			t.Log(plan)
			for _, whole := range []string{"Seq Scan on announcement", "SCAN announcement", "SCAN d", "SCAN e", "SCAN m", "SCAN posting", "SEARCH e USING INDEX announcement_lane"} {
				require.NotContains(t, plan, whole, "%.1500s", statement)
			}
		}
	})
}

// dispatched does with what is due what the dispatcher does.
func dispatched(t *testing.T, s *store.Store, at time.Time) {
	t.Helper()
	ctx, until := t.Context(), at.Add(15*time.Second)
	claimed, err := s.Claim(ctx, "slack", at, until, 250)
	require.NoError(t, err)
	require.Len(t, claimed, 250)
	_, err = s.MeetingsOf(ctx, claimed)
	require.NoError(t, err)
	begun, err := s.Begin(ctx, claimed, at, until)
	require.NoError(t, err)
	require.Len(t, begun, 250)
	outcomes := make([]core.Outcome, len(begun))
	for i, a := range begun {
		outcomes[i].Announcement = a
		outcomes[i].State = core.Sent
	}
	kept, err := s.Settle(ctx, outcomes)
	require.NoError(t, err)
	require.Len(t, kept, 250)
	_, err = s.NextDue(ctx, "slack", at)
	require.NoError(t, err)
}

// explained returns how a database goes about a statement.
func explained(t *testing.T, s *store.Store, statement string) string {
	t.Helper()
	if s.Shared() {
		lines, err := s.Names("EXPLAIN " + statement)
		require.NoError(t, err)
		return strings.Join(lines, "\n")
	}
	lines, err := s.Details("EXPLAIN QUERY PLAN " + statement)
	require.NoError(t, err)
	return strings.Join(lines, "\n")
}
