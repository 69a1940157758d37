//go:build unix

package pgtest

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
)

// bouncerPool is how many connections PgBouncer has to a database, for however many clients.
const bouncerPool = 4

// The one PgBouncer of this binary.
var (
	bouncerOnce    sync.Once
	bouncer        *cluster
	bouncerProblem error
)

// Pooled returns the address of a database of Database behind PgBouncer, which gives each transaction one of four
// connections. Without PgBouncer the test fails.
func Pooled(t testing.TB, address string) string {
	t.Helper()
	bouncerOnce.Do(func() { bouncer, bouncerProblem = startBouncer(running.port) })
	if bouncerProblem != nil {
		t.Fatal(bouncerProblem)
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Host = "127.0.0.1:" + strconv.Itoa(bouncer.port)
	return u.String()
}

func stopBouncer() {
	bouncerOnce.Do(func() { bouncerProblem = errors.New("the tests are over") })
	if bouncer != nil {
		bouncer.stop()
	}
}

func startBouncer(postgres int) (*cluster, error) {
	bin, err := findBouncer()
	if err != nil {
		return nil, err
	}
	owner, err := owner()
	if err != nil {
		return nil, err
	}
	return persist(func() (*cluster, error) { return startBouncerAs(owner, bin, postgres) })
}

func startBouncerAs(owner *syscall.Credential, bin string, postgres int) (*cluster, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		return nil, err
	}
	settings := filepath.Join(dir, "pgbouncer.ini")
	text := fmt.Sprintf(`[databases]
* = host=127.0.0.1 port=%d user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = %d
`, postgres, port, bouncerPool)
	if err := errors.Join(os.WriteFile(settings, []byte(text), 0o600), give(owner, dir, settings)); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	c, err := keep(dir, "TERM", owner, port, bin, settings)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := c.answers(dir); err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

// findBouncer returns the program. Debian keeps it where only root looks.
func findBouncer() (string, error) {
	if f, err := exec.LookPath("pgbouncer"); err == nil {
		return f, nil
	}
	if f, err := exec.LookPath("/usr/sbin/pgbouncer"); err == nil {
		return f, nil
	}
	return "", errors.New("these tests need PgBouncer, and pgbouncer is not found: apt-get install pgbouncer")
}
