package main

import (
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"meetbot/core/store/pgtest"
)

// says waits until the program says that of its state, with that status. That it is not well is promised within 10 seconds.
func (r *running) says(status int, words string) {
	r.t.Helper()
	var last string
	within := 30 * time.Second
	if status == wrong {
		within = 10 * time.Second
	}
	deadline := time.After(within)
	for tick := time.Tick(50 * time.Millisecond); ; {
		if res, err := http.Get("http://" + r.address + "/readyz"); err == nil {
			body, _ := io.ReadAll(res.Body)
			_ = res.Body.Close()
			last = fmt.Sprint(res.StatusCode, " ", string(body))
			if res.StatusCode == status && strings.Contains(string(body), words) {
				return
			}
		}
		select {
		case <-tick:
		case <-deadline:
			r.t.Fatalf("not %d %q within %s, but %s", status, words, within, last)
		}
	}
}

// logs waits until the program has logged that.
func (r *running) logs(words string) {
	r.t.Helper()
	deadline := time.After(10 * time.Second)
	for tick := time.Tick(50 * time.Millisecond); !strings.Contains(r.log.String(), words); {
		select {
		case <-tick:
		case <-deadline:
			r.t.Fatalf("%q was not logged", words)
		}
	}
}

const (
	wrong = http.StatusServiceUnavailable
	well  = http.StatusOK
)

// books calls a meeting and tells whether that was answered with "Booked".
func (s *site) books(title string) bool {
	m, err := s.slack.Type("U0001", "C0001", "/meet in 2 hours "+title)
	return err == nil && strings.Contains(m.Text, "Booked")
}

// TestReadinessOfSQLite takes away what SQLite needs, one thing after the other.
func TestReadinessOfSQLite(t *testing.T) {
	const gone = "deleted, moved or replaced"
	for name, test := range map[string]func(s *site, file string){
		"moved away and back": func(s *site, file string) {
			require.NoError(s.t, os.Rename(file, file+".away"))
			require.False(s.t, s.books("lost"), "nothing is booked in a file that is gone")
			s.says(wrong, gone)
			s.logs("level=ERROR msg=\"the database is in trouble")
			require.NoError(s.t, os.Rename(file+".away", file))
			s.says(well, `"database":"ok"`)
			s.logs("the database is well again")
			require.True(s.t, s.books("kept"))
		},
		"deleted": func(s *site, file string) {
			require.NoError(s.t, os.Remove(file))
			require.False(s.t, s.books("lost"))
			s.says(wrong, gone)
			s.logs("level=ERROR msg=\"the database is in trouble")
		},
		"replaced": func(s *site, file string) {
			require.NoError(s.t, os.WriteFile(file+".other", nil, 0o600))
			require.NoError(s.t, os.Rename(file+".other", file))
			require.False(s.t, s.books("lost"))
			s.says(wrong, gone)
		},
		"its log deleted": func(s *site, file string) {
			require.True(s.t, s.books("before"))
			require.NoError(s.t, os.Remove(file+"-wal"))
			require.False(s.t, s.books("lost"))
			s.says(wrong, gone)
			s.says(well, `"database":"ok"`)
			require.True(s.t, s.books("after"))
			s.kill()
			s.start()
			m, err := s.slack.Type("U0001", "C0001", "/meet list")
			require.NoError(s.t, err)
			require.Contains(s.t, m.Text, "before")
			require.Contains(s.t, m.Text, "after")
		},
		"no room": func(s *site, _ string) {
			s.limitFiles("1000")
			s.says(wrong, "the disk is full")
			s.limitFiles("unlimited")
			s.says(well, `"database":"ok"`)
			require.True(s.t, s.books("kept"))
		},
		"locked by another program": func(s *site, file string) {
			conn := connect(s.t, "sqlite", file)
			do(s.t, conn, "BEGIN IMMEDIATE")
			s.says(wrong, "does not answer")
			do(s.t, conn, "ROLLBACK")
			s.says(well, `"database":"ok"`)
		},
		"a column less": func(s *site, file string) {
			conn := connect(s.t, "sqlite", file)
			do(s.t, conn, "ALTER TABLE session RENAME COLUMN vouched_at TO away")
			s.says(wrong, "the schema is not")
			do(s.t, conn, "ALTER TABLE session RENAME COLUMN away TO vouched_at")
			s.says(well, `"database":"ok"`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "meetbot.db")
			s := newSite(t, "sqlite:"+file)
			s.says(well, `"database":"ok"`)
			test(s, file)
		})
	}
}

// limitFiles bounds how long a file may be that the program writes, as a full disk does.
func (r *running) limitFiles(size string) {
	out, err := exec.Command("prlimit", "--pid", fmt.Sprint(r.program.Process.Pid), "--fsize="+size+":unlimited").CombinedOutput()
	require.NoError(r.t, err, string(out))
}

func connect(t *testing.T, driver, name string) *sql.Conn {
	db, err := sql.Open(driver, name)
	require.NoError(t, err)
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	t.Cleanup(func() { _, _ = conn.Close(), db.Close() })
	return conn
}

func do(t *testing.T, conn *sql.Conn, statement string) {
	_, err := conn.ExecContext(t.Context(), statement)
	require.NoError(t, err)
}

// TestReadinessOfPostgreSQL is the same with what PostgreSQL can do.
func TestReadinessOfPostgreSQL(t *testing.T) {
	const others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
	for name, test := range map[string]func(*site, *sql.Conn, *line){
		"read-only": func(s *site, conn *sql.Conn, _ *line) {
			name := ask(s.t, conn, "SELECT current_database()")
			do(s.t, conn, "ALTER DATABASE "+name+" SET default_transaction_read_only = on")
			do(s.t, conn, others)
			s.says(wrong, "read-only")
			require.False(s.t, s.books("lost"))
			do(s.t, conn, "SET default_transaction_read_only = off")
			do(s.t, conn, "ALTER DATABASE "+name+" SET default_transaction_read_only = off")
			s.says(well, `"database":"ok"`)
			require.True(s.t, s.books("kept"))
		},
		"a table less": func(s *site, conn *sql.Conn, _ *line) {
			do(s.t, conn, "ALTER TABLE host RENAME TO away")
			s.says(wrong, "the schema is not")
			do(s.t, conn, "ALTER TABLE away RENAME TO host")
			s.says(well, `"database":"ok"`)
		},
		"a step taken back": func(s *site, conn *sql.Conn, _ *line) {
			do(s.t, conn, "DELETE FROM bun_migrations WHERE id = (SELECT MAX(id) FROM bun_migrations)")
			s.says(wrong, "the schema is not")
		},
		"a lock on what is due": func(s *site, conn *sql.Conn, _ *line) {
			do(s.t, conn, "BEGIN")
			do(s.t, conn, "LOCK TABLE announcement IN EXCLUSIVE MODE") // it can be read
			s.says(wrong, "does not answer")
			do(s.t, conn, "ROLLBACK")
			s.says(well, `"database":"ok"`)
		},
		"nothing comes back": func(s *site, _ *sql.Conn, l *line) {
			l.hold()
			s.says(wrong, "does not answer")
			l.release()
			s.says(well, `"database":"ok"`)
			require.True(s.t, s.books("kept"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := pgtest.Database(t)
			l := newLine(t, address)
			s := newSite(t, l.address)
			s.says(well, `"database":"ok"`)
			test(s, connect(t, "pgx", address), l)
		})
	}
}

func ask(t *testing.T, conn *sql.Conn, query string) (answer string) {
	require.NoError(t, conn.QueryRowContext(t.Context(), query).Scan(&answer))
	return answer
}

// A line is the network between the program and PostgreSQL. Held, it carries nothing, and breaks nothing off.
type line struct {
	address string
	mu      sync.Mutex
	held    chan struct{} // closed on release; nil while nothing is held
}

func newLine(t *testing.T, address string) *line {
	from := strings.Index(address, "@") + 1
	host := address[from : from+strings.Index(address[from:], "/")]
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	l := &line{address: strings.Replace(address, host, listener.Addr().String(), 1)}
	t.Cleanup(l.release)
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", host)
			if err != nil {
				_ = near.Close()
				continue
			}
			go l.carry(near, far)
			go l.carry(far, near)
		}
	}()
	return l
}

func (l *line) carry(from, to net.Conn) {
	defer from.Close()
	defer to.Close()
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		l.mu.Lock()
		held := l.held
		l.mu.Unlock()
		if held != nil {
			<-held
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

func (l *line) hold() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.held = make(chan struct{})
}

func (l *line) release() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held != nil {
		close(l.held)
		l.held = nil
	}
}
