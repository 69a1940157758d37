package bench_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A binary is the program as it is shipped, built when it is first asked for.
type binary struct {
	once    sync.Once
	dir     string
	problem error
}

var program binary

func (b *binary) path(t testing.TB) string {
	b.once.Do(func() {
		if b.dir, b.problem = os.MkdirTemp("", "meetbot"); b.problem != nil {
			return
		}
		if out, err := exec.Command("go", "build", "-trimpath", "-o", b.dir, "meetbot/cmd/meetbot").CombinedOutput(); err != nil {
			b.problem = fmt.Errorf("build: %w: %s", err, out)
		}
	})
	require.NoError(t, b.problem)
	return filepath.Join(b.dir, "meetbot")
}

// forget takes the binary away.
func (b *binary) forget() {
	if b.dir != "" {
		_ = os.RemoveAll(b.dir)
	}
}

// A running is the program at work, with a stub for a Slack.
type running struct {
	t     testing.TB
	cmd   *exec.Cmd
	took  time.Duration // until it was ready
	ended bool
}

// launch starts the program on a database, and waits until it says that it is ready.
func launch(t testing.TB, d database, chat string) *running {
	path := program.path(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := l.Addr().String()
	require.NoError(t, l.Close())
	r := &running{t: t, cmd: exec.Command(path, "serve")}
	r.cmd.Env = append(os.Environ(),
		"MEETBOT_LISTEN="+address, "MEETBOT_BASE_URL=http://"+address, "MEETBOT_DATABASE_URL="+d.address, "MEETBOT_LOG_LEVEL=error",
		"MEETBOT_JITSI_DOMAIN=meet.test", "MEETBOT_SLACK_BOT_TOKEN=xoxb-test", "MEETBOT_SLACK_SIGNING_SECRET="+signingSecret,
		"MEETBOT_SLACK_API_URL=http://"+chat+"/api/", "MEETBOT_SLACK_WEB_URL=http://"+chat)
	r.cmd.Stderr = os.Stderr
	began := time.Now()
	require.NoError(t, r.cmd.Start())
	t.Cleanup(func() { r.kill() })
	for !answers("http://" + address + "/readyz") {
		require.Less(t, time.Since(began), time.Minute, "the program is not ready")
		time.Sleep(2 * time.Millisecond)
	}
	r.took = time.Since(began)
	return r
}

func answers(url string) bool {
	res, err := http.Get(url)
	if err != nil {
		return false
	}
	res.Body.Close()
	return res.StatusCode == http.StatusOK
}

// stop has the program end as it does when it is told to.
func (r *running) stop() {
	require.NoError(r.t, r.cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(r.t, r.cmd.Wait())
	r.ended = true
}

// kill ends it whatever it does.
func (r *running) kill() {
	if r.ended {
		return
	}
	r.ended = true
	_ = r.cmd.Process.Kill()
	if err := r.cmd.Wait(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		r.t.Errorf("wait: %v", err)
	}
}
