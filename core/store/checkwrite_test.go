package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

const ours = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE 'bun%'"

// TestATableThatMayNotBeWrittenIsSeen takes each right away that we need of each table, and gives it back.
func TestATableThatMayNotBeWrittenIsSeen(t *testing.T) {
	direct := pgtest.Database(t)
	db := raw(t, direct)
	do := func(format string, args ...any) {
		t.Helper()
		_, err := db.ExecContext(t.Context(), fmt.Sprintf(format, args...))
		require.NoError(t, err)
	}
	require.NoError(t, migrated(t, direct).Close())
	do("CREATE ROLE writer LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO writer")
	defer do("DROP OWNED BY writer; DROP ROLE writer")
	s := open(t, strings.Replace(direct, "postgres@", "writer@", 1))
	require.NoError(t, check(t, s))
	for _, table := range ask(t, db, ours) {
		for _, right := range []string{"SELECT", "INSERT", "UPDATE", "DELETE"} {
			do("REVOKE %s ON %s FROM writer", right, table)
			wrong(t, s, "forbids")
			do("GRANT %s ON %s TO writer", right, table)
			require.NoError(t, check(t, s))
		}
	}
}

// TestATableWithoutItsKeyIsSeen, for without it nobody can tell who comes first.
func TestATableWithoutItsKeyIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	for _, table := range ask(t, db, ours) {
		_, err := db.ExecContext(t.Context(), "BEGIN; ALTER TABLE "+table+" DROP CONSTRAINT "+table+"_pkey CASCADE; COMMIT")
		require.NoError(t, err)
		wrong(t, s, "schema")
		require.NoError(t, s.Do(wipe))
		_, err = s.Migrate(t.Context())
		require.NoError(t, err)
		require.NoError(t, check(t, s))
	}
}

// TestALockOnATableIsSeen, also one beside which it can be read.
func TestALockOnATableIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	for _, table := range ask(t, db, ours) {
		tx, err := db.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		_, err = tx.ExecContext(t.Context(), "LOCK TABLE "+table+" IN SHARE ROW EXCLUSIVE MODE")
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		var trouble *store.Trouble
		require.ErrorAs(t, s.Check(ctx, "readiness", time.Now()), &trouble, table)
		require.Contains(t, trouble.What, "does not answer", table)
		cancel()
		require.NoError(t, tx.Rollback())
		require.NoError(t, check(t, s))
	}
}

// TestAColumnOfAnotherKindIsSeen gives each column in turn a kind that takes what we write all the same, where there is one.
func TestAColumnOfAnotherKindIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	other := map[string]string{"text": "varchar(200)", "bigint": "numeric", "boolean": "text"}
	seen := 0
	for _, column := range ask(t, db, `SELECT table_name || ' ' || column_name || ' ' || data_type FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name NOT LIKE 'bun%'`) {
		part := strings.Fields(column)
		name := part[0] + "." + part[1]
		if name == "announcement.state" {
			continue // its index and its condition keep it
		}
		become := func(kind string) {
			_, err := db.ExecContext(t.Context(), fmt.Sprintf("ALTER TABLE %[1]s ALTER %[2]s DROP DEFAULT, ALTER %[2]s TYPE %[3]s USING %[2]s::%[3]s", part[0], part[1], kind))
			require.NoError(t, err, name)
		}
		become(other[part[2]])
		wrong(t, s, "schema")
		become(part[2])
		require.NoError(t, check(t, s), name)
		seen++
	}
	require.Greater(t, seen, 60)
}

func TestAColumnOfAnotherKindIsSeenInSQLite(t *testing.T) {
	address := sqliteAddress(t)
	s, db := migrated(t, address), raw(t, address)
	_, err := db.ExecContext(t.Context(), `DROP TABLE lease; CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until TEXT NOT NULL)`)
	require.NoError(t, err)
	wrong(t, s, "schema")
}

// TestATriggerInTheWayIsSeen, on each table and for each change: one that refuses it, and one that lets nothing come of it.
func TestATriggerInTheWayIsSeen(t *testing.T) {
	tables := map[string]string{"sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'bun%' AND name NOT LIKE 'sqlite_%'", "postgres": ours}
	onBoth(t, func(t *testing.T, address string) {
		s, db := migrated(t, address), raw(t, address)
		do := func(statement string) {
			t.Helper()
			_, err := db.ExecContext(t.Context(), statement)
			require.NoError(t, err)
		}
		which, bodies := tables["sqlite"], []string{"BEGIN SELECT RAISE(ABORT, 'no'); END", "BEGIN SELECT RAISE(IGNORE); END"}
		if s.Shared() {
			which, bodies = tables["postgres"], []string{"FOR EACH ROW EXECUTE FUNCTION refuse()", "FOR EACH ROW EXECUTE FUNCTION swallow()"}
			do("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$")
			do("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
		}
		for _, table := range ask(t, db, which) {
			for _, act := range []string{"INSERT", "UPDATE", "DELETE"} {
				for _, body := range bodies {
					do("CREATE TRIGGER way BEFORE " + act + " ON " + table + " " + body)
					wrong(t, s, "schema")
					do(map[bool]string{true: "DROP TRIGGER way ON " + table, false: "DROP TRIGGER way"}[s.Shared()])
					require.NoError(t, check(t, s))
				}
			}
		}
	})
}

// TestWhatWouldKeepSomeRowsOutIsSeen: conditions, and triggers that heed what a row holds.
func TestWhatWouldKeepSomeRowsOutIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	do := func(statement string) {
		t.Helper()
		_, err := db.ExecContext(t.Context(), statement)
		require.NoError(t, err, statement)
	}
	do("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
	const state = "ALTER TABLE announcement DROP CONSTRAINT announcement_state_check; ALTER TABLE announcement ADD CONSTRAINT announcement_state_check CHECK (state IN ("
	for change, back := range map[string]string{
		"ALTER TABLE meeting ALTER ended_at SET NOT NULL":                                                                     "ALTER TABLE meeting ALTER ended_at DROP NOT NULL",
		"ALTER TABLE announcement ALTER began_at SET NOT NULL":                                                                "ALTER TABLE announcement ALTER began_at DROP NOT NULL",
		"ALTER TABLE request ALTER answer SET NOT NULL":                                                                       "ALTER TABLE request ALTER answer DROP NOT NULL",
		"ALTER TABLE meeting ADD CONSTRAINT x CHECK (length(title) > 8)":                                                      "ALTER TABLE meeting DROP CONSTRAINT x",
		"ALTER TABLE meeting ADD CONSTRAINT x CHECK (duration < 100)":                                                         "ALTER TABLE meeting DROP CONSTRAINT x",
		"ALTER TABLE meeting ADD CONSTRAINT x CHECK (duration > 0 AND duration < 100)":                                        "ALTER TABLE meeting DROP CONSTRAINT x",
		"ALTER TABLE meeting ADD CONSTRAINT x UNIQUE (organizer)":                                                             "ALTER TABLE meeting DROP CONSTRAINT x",
		"ALTER TABLE host DROP CONSTRAINT host_meeting_id_fkey":                                                               "ALTER TABLE host ADD CONSTRAINT host_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting ON DELETE CASCADE",
		state + "'pending', 'leased', 'sent', 'skipped', 'void', 'dead', 'unsure'))":                                          state + "'pending', 'leased', 'sending', 'sent', 'skipped', 'void', 'dead', 'unsure'))",
		"CREATE TRIGGER x BEFORE INSERT ON announcement FOR EACH ROW WHEN (NEW.state = 'pending') EXECUTE FUNCTION swallow()": "DROP TRIGGER x ON announcement",
		"CREATE TRIGGER x BEFORE UPDATE ON announcement FOR EACH ROW WHEN (NEW.state = 'sending') EXECUTE FUNCTION swallow()": "DROP TRIGGER x ON announcement",
		"CREATE TRIGGER x BEFORE INSERT ON meeting FOR EACH ROW WHEN (NEW.ended_at IS NULL) EXECUTE FUNCTION swallow()":       "DROP TRIGGER x ON meeting",
		"CREATE RULE x AS ON INSERT TO session DO INSTEAD NOTHING":                                                            "DROP RULE x ON session",
		"ALTER TABLE posting ADD CONSTRAINT x FOREIGN KEY (channel) REFERENCES person (id) NOT VALID":                         "ALTER TABLE posting DROP CONSTRAINT x",
		"ALTER TABLE meeting ADD CONSTRAINT x FOREIGN KEY (platform, workspace) REFERENCES workspace (platform, id)":          "ALTER TABLE meeting DROP CONSTRAINT x",
		"ALTER TABLE meeting ADD CONSTRAINT x EXCLUDE USING btree (organizer WITH =)":                                         "ALTER TABLE meeting DROP CONSTRAINT x",
		"CREATE UNIQUE INDEX x ON meeting (workspace) INCLUDE (platform, request)":                                            "DROP INDEX x",
		"CREATE UNIQUE INDEX x ON meeting (lower(title))":                                                                     "DROP INDEX x",
		"CREATE UNIQUE INDEX x ON meeting (zone) WHERE ended_at IS NULL":                                                      "DROP INDEX x",
		"CREATE TRIGGER x BEFORE INSERT ON announcement FOR EACH ROW WHEN (NEW.kind = 'start') EXECUTE FUNCTION swallow()":    "DROP TRIGGER x ON announcement",
		"CREATE RULE x AS ON DELETE TO meeting WHERE OLD.platform = 'slack' DO INSTEAD NOTHING":                               "DROP RULE x ON meeting",
		"ALTER TABLE host DISABLE TRIGGER ALL":                                                                                "ALTER TABLE host ENABLE TRIGGER ALL",
		"CREATE TABLE note (id BIGINT PRIMARY KEY, about TEXT REFERENCES meeting (id))":                                       "DROP TABLE note",
		"CREATE TABLE note (who TEXT REFERENCES person (id) ON DELETE RESTRICT)":                                              "DROP TABLE note",
		"ALTER TABLE ticket SET UNLOGGED":                                                                                     "ALTER TABLE ticket SET LOGGED",
	} {
		do(change)
		wrong(t, s, "schema")
		do(back)
		require.NoError(t, check(t, s), back)
	}
	// What a newer program adds, with conditions of its own, keeps nothing of ours out.
	for _, change := range []string{
		"ALTER TABLE meeting ADD COLUMN remark TEXT CHECK (length(remark) < 4000)", "CREATE UNIQUE INDEX x ON meeting (remark)", "CREATE UNIQUE INDEX z ON meeting (organizer) WHERE remark <> ''", "CREATE TABLE note (id TEXT PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE)",
		state + "'pending', 'leased', 'sending', 'sent', 'skipped', 'void', 'dead', 'unsure', 'held'))", "ALTER TABLE meeting ALTER zone DROP NOT NULL", "CREATE INDEX y ON meeting (zone)",
	} {
		do(change)
		require.NoError(t, check(t, s), change)
	}
}

// TestWhatWouldKeepSomeRowsOutIsSeenInSQLite, where a table has to be made anew for it.
func TestWhatWouldKeepSomeRowsOutIsSeenInSQLite(t *testing.T) {
	const made = "CREATE TABLE request (id TEXT PRIMARY KEY, made_at BIGINT NOT NULL, until BIGINT NOT NULL, answer TEXT)"
	address := sqliteAddress(t)
	s, db := migrated(t, address), raw(t, address)
	for _, change := range []string{
		"DROP TABLE request; " + strings.Replace(made, "answer TEXT", "answer TEXT NOT NULL", 1),
		"DROP TABLE request; " + strings.Replace(made, "answer TEXT", "answer TEXT CHECK (length(answer) > 8)", 1),
		"DROP TABLE request; " + strings.Replace(made, "answer TEXT", "answer TEXT UNIQUE", 1),
		"DROP TABLE request; " + made + "; CREATE TRIGGER x BEFORE UPDATE ON announcement WHEN NEW.state = 'sending' BEGIN SELECT RAISE(IGNORE); END",
		"DROP TRIGGER x; CREATE TRIGGER x BEFORE INSERT ON announcement WHEN NEW.state = 'pending' BEGIN SELECT RAISE(IGNORE); END",
	} {
		_, err := db.ExecContext(t.Context(), change)
		require.NoError(t, err, change)
		wrong(t, s, "schema")
	}
	_, err := db.ExecContext(t.Context(), "DROP TRIGGER x")
	require.NoError(t, err)
	for change, back := range map[string]string{
		"CREATE TRIGGER x BEFORE INSERT ON announcement WHEN NEW.kind = 'start' BEGIN SELECT RAISE(IGNORE); END": "DROP TRIGGER x",
		"CREATE TABLE note (id INTEGER PRIMARY KEY, about TEXT REFERENCES meeting (id))":                         "DROP TABLE note",
		"CREATE TABLE note (who TEXT REFERENCES person (id) ON DELETE RESTRICT)":                                 "DROP TABLE note",
		"CREATE UNIQUE INDEX x ON announcement (lower(platform))":                                                "DROP INDEX x",
		"CREATE UNIQUE INDEX x ON meeting (zone) WHERE ended_at IS NULL":                                         "DROP INDEX x",
		"DROP TABLE request; " + strings.Replace(made, "answer TEXT", "answer TEXT check (answer <> 'x')", 1):    "DROP TABLE request; " + made,
		"DROP TABLE request; " + strings.Replace(made, "PRIMARY KEY", "PRIMARY KEY ON CONFLICT REPLACE", 1):      "DROP TABLE request; " + made,
		"DROP TABLE request; " + strings.Replace(made, "id TEXT", "id TEXT COLLATE NOCASE", 1):                   "DROP TABLE request; " + made,
		"DROP TABLE request; " + strings.Replace(made, "answer TEXT", "answer TEXT REFERENCES person (id)", 1):   "DROP TABLE request; " + made,
	} {
		_, err := db.ExecContext(t.Context(), change)
		require.NoError(t, err, change)
		wrong(t, s, "schema")
		_, err = db.ExecContext(t.Context(), back)
		require.NoError(t, err, back)
		require.NoError(t, check(t, s), back)
	}
	_, err = db.ExecContext(t.Context(), "CREATE TABLE note (id TEXT PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE)")
	require.NoError(t, err)
	require.NoError(t, check(t, s))
}

// TestRowsThatOthersMayNotSeeAreMissed: who is no owner of the tables may be kept from some of them.
func TestRowsThatOthersMayNotSeeAreMissed(t *testing.T) {
	direct := pgtest.Database(t)
	db := raw(t, direct)
	do := func(statement string) {
		t.Helper()
		_, err := db.ExecContext(t.Context(), statement)
		require.NoError(t, err, statement)
	}
	require.NoError(t, migrated(t, direct).Close())
	do("CREATE ROLE reader LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO reader")
	defer do("DROP OWNED BY reader; DROP ROLE reader")
	s := open(t, strings.Replace(direct, "postgres@", "reader@", 1))
	require.NoError(t, check(t, s))
	do("ALTER TABLE announcement ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON announcement USING (platform <> 'slack') WITH CHECK (true)")
	wrong(t, s, "schema")
	do("ALTER TABLE announcement DISABLE ROW LEVEL SECURITY")
	require.NoError(t, check(t, s))
}

// TestWhoComesInBetweenIsNoTrouble, whatever isolation the operator has made the default.
func TestWhoComesInBetweenIsNoTrouble(t *testing.T) {
	for _, level := range []string{"serializable", "repeatable read"} {
		t.Run(level, func(t *testing.T) {
			address := pgtest.Database(t)
			first := migrated(t, address)
			require.NoError(t, first.Do("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET default_transaction_isolation = ''"+level+"'''; END $$"))
			replicas := []*store.Store{open(t, address), open(t, address)}
			var all sync.WaitGroup
			for i := range 4 {
				s := replicas[i%2]
				each := func(act func(n int) error) {
					all.Go(func() {
						for n := range 20 {
							if err := act(n); err != nil {
								t.Error(err, errors.Unwrap(err))
							}
						}
					})
				}
				each(func(int) error { return s.Check(t.Context(), fmt.Sprint("readiness ", i), time.Now()) })
				each(func(n int) error {
					m := soon()
					m.ID = core.MeetingID(fmt.Sprint(i, " ", n))
					_, err := s.CreateMeeting(t.Context(), m, string(m.ID), []core.Announcement{{Kind: core.KindCard, Channel: pastTeam, Due: noon, Next: noon}}, core.Limit{})
					return err
				})
				each(func(int) error {
					_, err := s.Claim(t.Context(), "slack", noon, noon.Add(time.Minute), 10)
					return err
				})
				each(func(int) error {
					_, err := s.NextDue(t.Context(), "slack", noon)
					return err
				})
			}
			all.Wait()
		})
	}
}

// TestWhatIsRehearsedIsNotKept: no row is left of it, not even for a moment that others could see.
func TestWhatIsRehearsedIsNotKept(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := migrated(t, address)
		require.NoError(t, check(t, s))
		for _, table := range []string{"meeting", "announcement", "person", "session", "workspace"} {
			names, err := s.Names("SELECT 'there' FROM " + table)
			require.NoError(t, err)
			require.Empty(t, names, table)
		}
	})
}

// TestAMissingKeyIsSeen: one by which a request that is delivered twice makes one meeting.
func TestAMissingKeyIsSeen(t *testing.T) {
	address := pgtest.Database(t)
	s, db := migrated(t, address), raw(t, address)
	_, err := db.ExecContext(t.Context(), "ALTER TABLE meeting DROP CONSTRAINT meeting_platform_workspace_request_key")
	require.NoError(t, err)
	wrong(t, s, "schema")
}
