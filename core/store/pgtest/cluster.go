//go:build unix

package pgtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A cluster is a running PostgreSQL. It lives as long as somebody holds the other end of its pipe, so that it goes with
// the test binary also when that is killed.
type cluster struct {
	port int
	pipe io.WriteCloser // of the keeper
	cmd  *exec.Cmd
	dir  string
}

// keeper runs the server until its standard input ends, and takes the folder away then. Whoever started it cannot die
// without closing that input. At each line of it the server stops at once, as pg_ctl -m immediate has it, and starts anew.
const keeper = `
dir=$1; signal=$2; shift 2
"$@" >"$dir/log" 2>&1 </dev/null &
server=$!
while read -r line; do
	kill -QUIT $server 2>/dev/null
	wait $server
	"$@" >>"$dir/log" 2>&1 </dev/null &
	server=$!
done
kill -$signal $server 2>/dev/null
wait $server
rm -rf "$dir"
`

// What is kept in a crash: nothing, which is fast, or everything that was committed.
var (
	hasty  = []string{"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"}
	secure = []string{"-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on"}
)

// start makes a cluster with those settings, and starts it.
func start(settings []string) (*cluster, error) {
	bin, err := findBin()
	if err != nil {
		return nil, err
	}
	owner, err := owner()
	if err != nil {
		return nil, err
	}
	return persist(func() (*cluster, error) { return startAs(owner, bin, settings) })
}

// persist starts something up to three times: between finding a free port and taking it somebody else may take it.
func persist(start func() (*cluster, error)) (*cluster, error) {
	var problems error
	for range 3 {
		c, err := start()
		if err == nil {
			return c, nil
		}
		problems = errors.Join(problems, err)
	}
	return nil, problems
}

func startAs(owner *syscall.Credential, bin string, settings []string) (*cluster, error) {
	dir, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		return nil, err
	}
	c, err := startIn(dir, bin, owner, settings)
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return c, err
}

func startIn(dir, bin string, owner *syscall.Credential, settings []string) (*cluster, error) {
	if err := give(owner, dir); err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = &syscall.SysProcAttr{Credential: owner}, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, bytes.TrimSpace(out))
	}
	return serve(dir, bin, owner, settings)
}

func serve(dir, bin string, owner *syscall.Credential, settings []string) (*cluster, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	c, err := keep(dir, "QUIT", owner, port, append([]string{
		filepath.Join(bin, "postgres"), "-D", filepath.Join(dir, "data"), "-k", dir, "-p", strconv.Itoa(port),
		"-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "shared_buffers=32MB",
	}, settings...)...)
	if err != nil {
		return nil, err
	}
	if err := c.await(""); err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

// give hands files over to the one as whom the server runs.
func give(owner *syscall.Credential, names ...string) error {
	if owner == nil {
		return nil
	}
	for _, name := range names {
		if err := os.Chown(name, int(owner.Uid), int(owner.Gid)); err != nil {
			return err
		}
	}
	return nil
}

// keep starts a server whose folder is dir, and which ends at once at that signal, so that it goes with this process.
func keep(dir, signal string, owner *syscall.Credential, port int, server ...string) (*cluster, error) {
	cmd := exec.Command("/bin/sh", append([]string{"-c", keeper, "keeper", dir, signal}, server...)...)
	// In a group of its own, so that an interrupt at the terminal leaves the keeper to do its work.
	cmd.SysProcAttr, cmd.Dir = &syscall.SysProcAttr{Credential: owner, Setpgid: true}, dir
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", filepath.Base(server[0]), err)
	}
	return &cluster{port: port, pipe: pipe, cmd: cmd, dir: dir}, nil
}

// await returns when a server says that it is ready, other than the one with that process ID.
func (c *cluster) await(before string) error {
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if pid := c.ready(); pid != "" && pid != before {
			return nil
		}
		log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
		// A server that starts anew tells so whoever asks too early.
		if before == "" && bytes.Contains(log, []byte("FATAL")) || time.Now().After(end) {
			return fmt.Errorf("postgres does not start: %s", bytes.TrimSpace(log))
		}
	}
}

// answers returns when somebody answers at the port.
func (c *cluster) answers(dir string) error {
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", c.port))
		if err == nil {
			return conn.Close()
		}
		if time.Now().After(end) {
			log, _ := os.ReadFile(filepath.Join(dir, "log"))
			return fmt.Errorf("it does not start: %s", bytes.TrimSpace(log))
		}
	}
}

// ready returns the process ID of the server that is ready; empty: none is.
func (c *cluster) ready() string {
	state, _ := os.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid"))
	if !bytes.Contains(state, []byte("\nready")) {
		return ""
	}
	pid, _, _ := strings.Cut(string(state), "\n")
	return pid
}

// crash stops the server at once and returns when it has started anew.
func (c *cluster) crash() error {
	before := c.ready()
	if _, err := io.WriteString(c.pipe, "\n"); err != nil {
		return fmt.Errorf("tell the keeper: %w", err)
	}
	return c.await(before)
}

func (c *cluster) stop() {
	_ = c.pipe.Close()
	_ = c.cmd.Wait()
}

func (c *cluster) address(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", c.port, database)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// findBin returns the newest folder that holds PostgreSQL's programs. Debian keeps them off the PATH.
func findBin() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	newest, version := "", 0
	for _, f := range found {
		if v, err := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(f)))); err == nil && v > version {
			newest, version = filepath.Dir(f), v
		}
	}
	if newest != "" {
		return newest, nil
	}
	if f, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(f), nil
	}
	return "", errors.New("these tests need PostgreSQL, and initdb is not found: apt-get install postgresql")
}

// owner returns as whom the server runs: it refuses to run as root. Nil is the one who runs the tests.
func owner() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no user postgres: apt-get install postgresql")
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(err1, err2)
}
