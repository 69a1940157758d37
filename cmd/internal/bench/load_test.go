package bench_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A mould is a database in which one meeting was called and has its card, whose rows can be copied again and again. What
// a row looks like is the program's own affair: the columns are read from the database.
type mould struct {
	database
	t     testing.TB
	db    *sql.DB
	id    string // of the meeting
	start time.Time
	plan  int // how many of its announcements lie ahead
	next  int // the number of the next copy
	of    map[string][]string
}

// copied are the tables of which a meeting has rows, the meeting's own first.
var copied = []string{"meeting", "posting", "announcement"}

// newMould calls a meeting that lies years ahead, so that its own announcements never fall due.
func newMould(t testing.TB, d database) *mould {
	w := newWorld(t, d.address, 1, 1)
	w.clock.stand(opening.AddDate(10, 0, 0))
	w.types(w.person(0), w.channel(0), "5pm Design review for 45m", "/login/ticket/").once(t)
	w.rest()
	w.close()
	m := &mould{database: d, t: t, db: d.raw(t), of: map[string][]string{}}
	for _, table := range copied {
		m.of[table] = m.columns(table)
	}
	var start int64
	require.NoError(t, m.db.QueryRow("SELECT meeting_id, due_at FROM announcement WHERE kind = 'start'").Scan(&m.id, &start))
	m.start = time.UnixMicro(start)
	require.NoError(t, m.db.QueryRow("SELECT COUNT(*) FROM announcement WHERE state = 'pending'").Scan(&m.plan))
	require.Greater(t, m.plan, 3)
	return m
}

func (m *mould) columns(table string) []string {
	rows, err := m.db.Query("SELECT * FROM " + table + " WHERE 1 = 0")
	require.NoError(m.t, err)
	defer rows.Close()
	names, err := rows.Columns()
	require.NoError(m.t, err)
	require.NoError(m.t, rows.Err())
	return names
}

// A cast is so many copies of the meeting and of those of its announcements that a condition picks, the first of which
// starts at a given time, and each further one a while later.
type cast struct {
	n     int
	first time.Time
	step  time.Duration
	pick  string // of the announcements; empty: those that lie ahead
	on    string // the platform; empty: as it was
}

// pour makes the copies. Each is in a channel of its own.
func (m *mould) pour(c cast) {
	if c.pick == "" {
		c.pick = "state = 'pending'"
	}
	for _, table := range copied {
		where := "1 = 1"
		if table == "announcement" {
			where = c.pick
		}
		m.exec(m.t, m.db, m.statement(table, where, c))
	}
	m.next += c.n
}

// instants are stored in microseconds; whatever number is as great as one is one.
const instants = 1_000_000_000_000_000

func (m *mould) statement(table, where string, c cast) string {
	var values []string
	for _, column := range m.of[table] {
		values = append(values, m.value(column, c))
	}
	return fmt.Sprintf(`WITH RECURSIVE series (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM series WHERE n < %d), mould AS MATERIALIZED (SELECT * FROM %s WHERE %s AND %s)
		INSERT INTO %s (%s) SELECT %s FROM series CROSS JOIN mould`,
		m.next, m.next+c.n-1, table, m.original(table), where, table, strings.Join(m.of[table], ", "), strings.Join(values, ", "))
}

// original picks the rows of the meeting that is copied.
func (m *mould) original(table string) string {
	if table == "meeting" {
		return "id = '" + m.id + "'"
	}
	return "meeting_id = '" + m.id + "'"
}

// value is what a copy has in a column.
func (m *mould) value(column string, c cast) string {
	times := []string{"starts_at", "due_at", "next_at", "created_at", "ended_at", "cancelled_at", "began_at", "occurrence"}
	switch {
	case slices.Contains([]string{"id", "meeting_id", "occurrence_id", "request", "room"}, column):
		return column + " || '~' || n"
	case column == "channel":
		return "CASE channel WHEN '' THEN '' ELSE 'C' || (1000000 + n) END"
	case column == "number":
		return "number + n"
	case column == "platform" && c.on != "":
		return "'" + c.on + "'"
	case slices.Contains(times, column):
		shift := fmt.Sprintf("(%d + (CAST(n AS BIGINT) - %d) * %d)", c.first.Sub(m.start).Microseconds(), m.next, c.step.Microseconds())
		return fmt.Sprintf("CASE WHEN %[1]s > %[2]d THEN %[1]s + %[3]s ELSE %[1]s END", column, int64(instants), shift)
	default:
		return column
	}
}

// fill has so many announcements lie ahead, over the days after the given time. Indexes are made anew afterwards, which is
// faster, and what a database does by itself after a while is done at once.
func (m *mould) fill(rows int, after time.Time) {
	n := rows/m.plan + 1
	indexes := m.indexes()
	for name := range indexes {
		m.exec(m.t, m.db, "DROP INDEX "+name)
	}
	if m.kind == sqlite {
		m.exec(m.t, m.db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
	}
	m.pour(cast{n: n, first: after.Add(26 * time.Hour), step: 30 * 24 * time.Hour / time.Duration(n)})
	for _, text := range indexes {
		m.exec(m.t, m.db, text)
	}
	if m.kind == sqlite {
		m.exec(m.t, m.db, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous = FULL; PRAGMA cache_size = -2000")
		return
	}
	m.exec(m.t, m.db, "VACUUM ANALYZE")
	m.exec(m.t, m.db, "CHECKPOINT")
}

// indexes returns the statements that make those indexes that hold no constraint, by name.
func (m *mould) indexes() map[string]string {
	text := "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'announcement'"
	if m.kind == postgres {
		text = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'announcement' AND indexdef NOT LIKE 'CREATE UNIQUE%'"
	}
	rows, err := m.db.Query(text)
	require.NoError(m.t, err)
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, statement string
		require.NoError(m.t, rows.Scan(&name, &statement))
		out[name] = statement
	}
	require.NoError(m.t, rows.Err())
	require.NotEmpty(m.t, out)
	return out
}

// drop takes back what is due by then and was not said.
func (m *mould) drop(by time.Time) {
	m.exec(m.t, m.db, fmt.Sprintf("UPDATE announcement SET state = 'void' WHERE state IN ('pending', 'leased', 'sending') AND due_at <= %d", by.UnixMicro()))
}
