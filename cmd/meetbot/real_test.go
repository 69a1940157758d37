package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
	"meetbot/core/coretest"
	"meetbot/core/store/pgtest"
)

var binary string

func TestMain(m *testing.M) {
	runAtOnce(6)
	dir, err := os.MkdirTemp("", "meetbot")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "meetbot")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s\n", out)
		os.Exit(1)
	}
	status := m.Run()
	pgtest.Stop()
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

// A running is the real program.
type running struct {
	t       *testing.T
	address string
	environ []string
	binary  string // empty: of this source
	program *exec.Cmd
	exited  chan error
	log     *coretest.Lines
}

// runAtOnce has n parallel tests run at once, unless the command line says how many: they wait most of the time, so as many
// as there are processors would leave those idle.
func runAtOnce(n int) {
	flag.Parse()
	if parallel := flag.Lookup("test.parallel"); parallel.Value.String() == parallel.DefValue {
		_ = parallel.Value.Set(strconv.Itoa(n)) // which is a number
	}
}

// secretKey is the key that several processes on one database share.
const secretKey = "MEETBOT_SECRET_KEY=Gn0o4bY7tq1Zr9cW3vXk8dLs5fHjPe2uAiQmTyRxNwE="

// newRunning returns a program that does not run yet.
func newRunning(t *testing.T, database string) *running {
	r := &running{t: t, address: freeAddress(t), log: &coretest.Lines{}}
	r.environ = append(os.Environ(),
		"MEETBOT_LISTEN="+r.address, "MEETBOT_BASE_URL=http://"+r.address, "MEETBOT_DATABASE_URL="+database,
		"MEETBOT_JITSI_DOMAIN=meet.test", "MEETBOT_LOG_LEVEL=debug",
	)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(r.log.String())
		}
	})
	return r
}

// A site is an emulated Slack, and the real program beside it.
type site struct {
	*running
	slack *slacktest.Slack
}

func newSite(t *testing.T, database string) *site {
	slack, settings := newSlack(t)
	s := &site{running: newRunning(t, database), slack: slack}
	slack.SetService("http://" + s.address)
	s.environ = append(s.environ, settings...)
	s.start()
	return s
}

// newSlack returns an emulated Slack, of one person and one channel, and what the program has to be told of it.
func newSlack(t *testing.T) (*slacktest.Slack, []string) {
	s := slacktest.New(slacktest.Options{})
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	s.SetBaseURL(server.URL)
	s.AddPerson(emulator.Person{ID: "U0001", Name: "alice", Zone: "Europe/Warsaw"})
	s.AddChannel(emulator.Channel{ID: "C0001", Name: "team", Bot: true, Members: []string{"U0001"}})
	return s, []string{
		"MEETBOT_SLACK_BOT_TOKEN=xoxb-test", "MEETBOT_SLACK_SIGNING_SECRET=signing-test",
		"MEETBOT_SLACK_API_URL=" + server.URL + "/api/", "MEETBOT_SLACK_WEB_URL=" + server.URL,
	}
}

// freeAddress returns an address below those that the system gives to whoever asks for any, so that nobody gets it before
// the program does.
func freeAddress(t *testing.T) string {
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20000+rand.N(12000))
		if l, err := net.Listen("tcp", address); err == nil {
			require.NoError(t, l.Close())
			return address
		}
	}
	t.Fatal("no port is free")
	return ""
}

// start runs the program until it is ready.
func (r *running) start() {
	r.launch()
	deadline := time.After(20 * time.Second)
	for tick := time.Tick(10 * time.Millisecond); r.ready() == ""; {
		select {
		case <-tick:
		case <-deadline:
			r.t.Fatalf("not ready:\n%s", r.log)
		}
	}
}

// launch runs the program, ready or not.
func (r *running) launch() {
	r.program = exec.Command(cmp.Or(r.binary, binary), "serve")
	r.program.Env, r.program.Stderr = r.environ, r.log
	require.NoError(r.t, r.program.Start())
	program, exited := r.program, make(chan error, 1)
	r.exited = exited
	go func() { exited <- program.Wait() }()
	r.t.Cleanup(func() { _ = program.Process.Kill() })
}

// ready returns what the program says of its state; empty: it is not ready.
func (r *running) ready() string {
	res, err := http.Get("http://" + r.address + "/readyz")
	if err != nil {
		return ""
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		return ""
	}
	return string(body)
}

// kill ends the program as a loss of power would.
func (r *running) kill() {
	require.NoError(r.t, r.program.Process.Kill())
	<-r.exited
}

func (s *site) count(words string) (n int, first time.Time) {
	for _, e := range s.slack.Events(0) {
		if e.Kind == emulator.Posted && e.Message.PrivateTo == "" && strings.Contains(e.Message.Text, words) {
			if n++; n == 1 {
				first = e.At
			}
		}
	}
	return n, first
}

// await waits until a message with those words is seen, and returns when that was.
func (s *site) await(words string) time.Time {
	deadline := time.After(30 * time.Second)
	for {
		changed := s.slack.Changed()
		if n, at := s.count(words); n > 0 {
			return at
		}
		select {
		case <-changed:
		case <-deadline:
			s.t.Fatalf("nobody said %q; seen: %v", words, s.slack.Events(0))
		}
	}
}

var times = regexp.MustCompile(`data-starts-at="([^"]+)"[^>]*data-ends-at="([^"]+)"`)

// times returns when the meeting starts and ends, as its page says.
func (s *site) times() (start, end time.Time) {
	link := regexp.MustCompile(`http://` + regexp.QuoteMeta(s.address) + `/m/[a-z0-9]{26}`)
	var address string
	for _, e := range s.slack.Events(0) {
		address += link.FindString(e.Message.Text)
	}
	res, err := http.Get(link.FindString(address))
	require.NoError(s.t, err)
	defer res.Body.Close()
	page, err := io.ReadAll(res.Body)
	require.NoError(s.t, err)
	m := times.FindStringSubmatch(string(page))
	require.NotNil(s.t, m, string(page))
	start, err = time.Parse(time.RFC3339, m[1])
	require.NoError(s.t, err)
	end, err = time.Parse(time.RFC3339, m[2])
	require.NoError(s.t, err)
	return start, end
}

func databases(t *testing.T) map[string]string {
	return map[string]string{
		"SQLite":     "sqlite:" + filepath.Join(t.TempDir(), "meetbot.db"),
		"PostgreSQL": pgtest.Database(t),
	}
}

// TestOnTime lives through a meeting with the real program and the real clock. Being on time is what the program
// promises, so here a test does look at the clock.
func TestOnTime(t *testing.T) {
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, database)
			_, err := s.slack.Type("U0001", "C0001", "/meet in 3 seconds standup for 10s")
			require.NoError(t, err)
			s.await("ed by alice")
			start, end := s.times()
			for words, due := range map[string]time.Time{"standup has started": start, "standup has ended": end} {
				late := s.await(words).Sub(due)
				t.Logf("%q was said %s after its moment", words, late)
				require.GreaterOrEqual(t, late, time.Duration(0), words)
				require.Less(t, late, time.Second, words)
			}
			s.onceEach()
		})
	}
}

// settled waits until the program has noted that an announcement was made: before that, nobody could tell.
func (s *site) settled(kind string) {
	deadline := time.After(10 * time.Second)
	for tick := time.Tick(time.Millisecond); !strings.Contains(s.log.String(), "kind="+kind+" state=sent"); {
		select {
		case <-tick:
		case <-deadline:
			s.t.Fatalf("%s was not settled:\n%s", kind, s.log)
		}
	}
}

func (s *site) onceEach() {
	for _, words := range []string{"ed by alice", "standup has started", "standup has ended"} {
		n, _ := s.count(words)
		require.Equal(s.t, 1, n, words)
	}
	require.Empty(s.t, s.slack.Refused())
}

// TestKilled kills the program between any two announcements of a meeting: none is lost, none comes twice.
func TestKilled(t *testing.T) {
	t.Parallel()
	for name, database := range databases(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, database)
			_, err := s.slack.Type("U0001", "C0001", "/meet in 5 seconds standup for 10s")
			require.NoError(t, err)
			for _, said := range []struct{ words, kind string }{{"ed by alice", "card"}, {"standup has started", "start"}} {
				s.await(said.words)
				s.settled(said.kind)
				s.kill()
				s.start()
			}
			s.await("standup has ended")
			s.onceEach()
		})
	}
}

// TestStops has the program finish what is in hand and exit well when it is told to stop.
func TestStops(t *testing.T) {
	s := newSite(t, "sqlite:"+filepath.Join(t.TempDir(), "meetbot.db"))
	require.NoError(t, s.program.Process.Signal(syscall.SIGTERM))
	require.NoError(t, <-s.exited, s.log.String())
}

// TestSecondProcess is refused a database that another one serves.
func TestSecondProcess(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "meetbot.db")
	s := newSite(t, database)
	var out bytes.Buffer
	p := program{nil, io.Discard, &out, append(s.environ, "MEETBOT_LISTEN="+freeAddress(t))}
	p.environ = onlyOurs(p.environ)
	require.Equal(t, failed, p.run(context.Background(), []string{"serve"}))
	require.Contains(t, out.String(), "another process already serves")
}

func onlyOurs(environ []string) []string {
	var out []string
	for _, e := range environ {
		if strings.HasPrefix(e, "MEETBOT_") {
			out = append(out, e)
		}
	}
	return out
}
