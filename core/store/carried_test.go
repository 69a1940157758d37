package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// occurrences is the step with which meetings have occurrences.
const occurrences = "20261126000003"

// TestWhatWasBeforeOccurrencesIsCarriedOver up, down and up again: a database of the program before holds what this one
// makes of the same past, down to the IDs of announcements.
func TestWhatWasBeforeOccurrencesIsCarriedOver(t *testing.T) {
	for name, address := range map[string]string{"sqlite": sqliteAddress(t), "postgres": pgtest.Database(t)} {
		t.Run(name, func(t *testing.T) {
			fresh := sqliteAddress(t)
			if name == "postgres" {
				fresh = pgtest.Database(t)
			}
			want := makePast(t, migrated(t, fresh))
			load(t, address, filepath.Join("testdata", "before."+name+".sql"))
			before := contents(t, address)
			require.NotEmpty(t, before["announcement"])

			s, ctx := open(t, address), t.Context()
			for range 2 {
				up, err := s.Migrate(ctx)
				require.NoError(t, err)
				require.Equal(t, occurrences, up[0])
				holds(t, s, want)
				backBefore(t, s)
				require.Equal(t, before, contents(t, address))
			}
			_, err := s.Migrate(ctx)
			require.NoError(t, err)
			goesOn(t, s, want)
		})
	}
}

// backBefore takes back the step with which meetings have occurrences, and whatever came after it.
func backBefore(t *testing.T, s *store.Store) {
	t.Helper()
	for {
		step, err := s.Rollback(t.Context())
		require.NoError(t, err)
		if step.Name == occurrences {
			return
		}
	}
}

// TestBeforeOccurrencesTheOneAtHandIsLeft: nothing is said any more of another, which would be taken for it.
func TestBeforeOccurrencesTheOneAtHandIsLeft(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		about := func(nth int, k core.Kind) core.Announcement {
			return core.Announcement{Nth: nth, Kind: k, Channel: pastTeam, Due: noon, Next: noon}
		}
		m, err := s.CreateMeeting(ctx, soon(), "", []core.Announcement{about(0, core.KindEnd)}, core.Limit{})
		require.NoError(t, err)
		m, err = s.UpdateMeeting(ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Occurrence = core.Occurrence{Nth: 1, Start: noon.Add(25 * time.Hour), Duration: time.Hour, Room: "second"}
			return []core.Announcement{about(1, core.KindStart)}, nil
		})
		require.NoError(t, err)
		backBefore(t, s)
		_, err = s.Migrate(ctx)
		require.NoError(t, err)
		got, err := s.Meeting(ctx, m.ID)
		require.NoError(t, err)
		m.Nth = 0
		require.Equal(t, m, got)
		states, err := s.Names("SELECT kind || ' ' || state FROM announcement ORDER BY kind")
		require.NoError(t, err)
		require.Equal(t, []string{"end void", "start pending"}, states)
	})
}

// holds requires that a store has just that past.
func holds(t *testing.T, s *store.Store, want past) {
	t.Helper()
	standsTwice(t, s)
	for _, m := range want.meetings {
		got, err := s.Meeting(t.Context(), m.ID)
		require.NoError(t, err)
		require.Equal(t, m, got)
		require.Equal(t, m, first(t, s, m.ID))
		as, err := s.Announcements(t.Context(), m.ID)
		require.NoError(t, err)
		require.Equal(t, want.announcements[m.ID], as)
	}
	cards, err := s.Names("SELECT message FROM card ORDER BY message")
	require.NoError(t, err)
	require.Equal(t, []string{"discord 0", "discord 2", "discord 4", "discord 6", "slack 0", "slack 1", "slack 2", "slack 4", "slack 5", "slack 6"}, cards)
}

// goesOn requires that what was carried over is at work: what is due is claimed, and the same is not planned twice.
func goesOn(t *testing.T, s *store.Store, want past) {
	t.Helper()
	ctx, m := t.Context(), want.meetings[0]
	_, err := s.AmendMeeting(ctx, m.ID, func(m *core.Meeting, waiting []core.Announcement) ([]core.Announcement, error) {
		require.NotEmpty(t, waiting)
		m.Title = "retro"
		return nil, nil
	})
	require.NoError(t, err)
	_, err = s.UpdateMeeting(ctx, m.ID, func(_ *core.Meeting, open []core.Announcement) ([]core.Announcement, error) {
		require.NotEmpty(t, open)
		return open, nil
	})
	require.NoError(t, err)
	standsTwice(t, s)
	claimed, err := s.Claim(ctx, m.Home.Platform, m.Start, m.Start.Add(1), 1000)
	require.NoError(t, err)
	require.True(t, slices.ContainsFunc(claimed, func(a core.Announcement) bool { return a.Meeting == m.ID }))
	_, err = s.CreateMeeting(ctx, pastMeeting(0), "request0", nil, core.Limit{})
	require.NoError(t, err)
	all, err := s.Meetings(ctx, core.Query{})
	require.NoError(t, err)
	require.Len(t, all, len(want.meetings), "the same request is the same meeting")
}

// terminal opens a connection as people have it who look into a database.
func terminal(t *testing.T, address string) *sql.DB {
	t.Helper()
	if strings.HasPrefix(address, "postgres") {
		address += "&application_name=psql"
	}
	return raw(t, address)
}

// load fills an empty database with a dump.
func load(t *testing.T, address, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	_, err = terminal(t, address).ExecContext(t.Context(), string(text))
	require.NoError(t, err)
}

// contents returns every row of every table, but for the list of steps, with the names of its columns.
func contents(t *testing.T, address string) map[string][]string {
	t.Helper()
	db := terminal(t, address)
	all := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
	if strings.HasPrefix(address, "postgres") {
		all = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	out := map[string][]string{}
	for _, table := range ask(t, db, all) {
		if !strings.HasPrefix(table, "bun_") {
			out[table] = rowsOf(t, db, table)
		}
	}
	return out
}

func rowsOf(t *testing.T, db *sql.DB, table string) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
	require.NoError(t, err)
	defer rows.Close()
	names, err := rows.Columns()
	require.NoError(t, err)
	values := make([]any, len(names))
	for rows.Next() {
		into := make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		require.NoError(t, rows.Scan(into...))
		row := make([]string, len(names))
		for i, v := range values {
			row[i] = fmt.Sprintf("%s=%v", names[i], v)
		}
		slices.Sort(row)
		out = append(out, strings.Join(row, " "))
	}
	require.NoError(t, rows.Err())
	slices.Sort(out)
	return out
}
