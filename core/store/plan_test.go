package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
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

// TestNoCommandLooksThroughWholeTables: what a command asks and stores goes by an index, also as PostgreSQL plans it for
// whatever arguments may come.
func TestNoCommandLooksThroughWholeTables(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		seedAhead(t, s, 20_000)
		require.NoError(t, s.Do("UPDATE meeting SET organizer = 'organizer of ' || id"))
		_, err := s.KeepPerson(t.Context(), alice, "Alice", "")
		require.NoError(t, err)
		analyze(t, s)
		plan := planner(t, s, address)
		seen := map[string]int{}
		s.Watch(func(statement string, args []any) { seen[statement] = len(args) })
		commanded(t, s)
		require.Greater(t, len(seen), 15)
		for statement, args := range seen {
			if args == 0 && !strings.HasPrefix(statement, "SELECT") {
				continue
			}
			plan := plan(statement, args)
			t.Log(plan)
			for _, table := range []string{"meeting", "m", "posting", "p", "host", "h", "person", "identity", "i", "announcement", "request", "ticket", "workspace", "occurrence"} {
				require.NotRegexp(t, `(?m)Seq Scan on `+table+` |^SCAN `+table+`\b|Scan using \w+ on `+table+` .*\n +[^ I]`, plan, "%.1500s", statement)
			}
		}
	})
}

// commanded does what commands do: somebody calls a meeting, lists what there is, finds it and cancels it.
func commanded(t *testing.T, s *store.Store) {
	t.Helper()
	now := time.Now()
	p, err := s.PersonOf(t.Context(), alice)
	require.NoError(t, err)
	at := core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	m := core.Meeting{
		ID: core.NewMeetingID(), Home: at.Home(), Title: "standup", Organizer: p.ID, Postings: []core.Posting{{Channel: at}}, Created: now,
		Occurrence: core.Occurrence{Start: now.Add(time.Hour), Duration: time.Hour, Room: "room"},
	}
	said := []core.Announcement{{Meeting: m.ID, Kind: core.KindCard, Channel: at, Due: now, Next: now}}
	for range 2 { // the second time there is one already
		_, err = s.Once(t.Context(), "trigger", now, func(ctx context.Context) []byte {
			_, err := s.CreateMeeting(ctx, m, "trigger", said, core.Limit{Most: 50, Now: now})
			require.NoError(t, err)
			require.NoError(t, s.KeepTicket(ctx, ticketOf("hash")))
			return nil
		})
		require.NoError(t, err)
	}
	again, err := s.CreateMeeting(t.Context(), m, "trigger", said, core.Limit{Most: 1, Now: now})
	require.NoError(t, err)
	require.Equal(t, m.ID, again.ID)
	for _, q := range []core.Query{
		{Channel: at, OverAfter: now, Limit: 11},
		{Moderator: p.ID, OverAfter: now, Limit: 11},
		{Workspace: at.Home(), Number: again.Number(at.Home()), Limit: 1},
	} {
		all, err := s.Meetings(t.Context(), q)
		require.NoError(t, err)
		require.Len(t, all, 1)
	}
	_, err = s.Person(t.Context(), p.ID)
	require.NoError(t, err)
	_, err = s.Announcements(t.Context(), m.ID)
	require.NoError(t, err)
	_, err = s.UpdateMeeting(t.Context(), m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
		m.Cancelled = now
		return said, nil
	})
	require.NoError(t, err)
}

// planner returns what tells how a database goes about a statement with so many arguments, whatever they are.
func planner(t *testing.T, s *store.Store, address string) func(statement string, args int) string {
	if !s.Shared() {
		return func(statement string, _ int) string {
			lines, err := s.Details("EXPLAIN QUERY PLAN " + strings.ReplaceAll(statement, "?", "'1'"))
			require.NoError(t, err)
			return strings.Join(lines, "\n")
		}
	}
	conn, err := pgx.Connect(t.Context(), address)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	_, err = conn.Exec(t.Context(), "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off") // where there is any index it takes that
	require.NoError(t, err)
	n := 0
	return func(statement string, args int) string {
		n++
		ask := "EXPLAIN " + statement
		if args > 0 {
			name := fmt.Sprintf("statement%d", n)
			_, err := conn.Prepare(t.Context(), name, store.Numbered(statement))
			require.NoError(t, err, "%.1500s", statement)
			ask = "EXPLAIN EXECUTE " + name + "(NULL" + strings.Repeat(", NULL", args-1) + ")"
		}
		rows, err := conn.Query(t.Context(), ask, pgx.QueryExecModeSimpleProtocol)
		require.NoError(t, err)
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		require.NoError(t, err, "%.1500s", statement)
		return strings.Join(lines, "\n")
	}
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
