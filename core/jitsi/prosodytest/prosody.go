// Package prosodytest runs a real Prosody for a test, and takes it away afterwards. Modules of our own, in testdata, do on it
// what Jitsi's do there by what a token says; no conference could be held on it. It shares no code with what it is used to test.
package prosodytest

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

//go:embed testdata
var modules embed.FS

// The names of the hosts there are.
const (
	Domain = "meet.test"
	Rooms  = "conference.meet.test"
)

// Options are how the server is set up. The zero value, with a secret, is one that is set up well.
type Options struct {
	Secret      string // HS256
	EmptyTokens bool   // whoever has no token comes in too
	Guests      bool   // there is a host for them, where nobody is asked for a token
	AnyTime     bool   // tokens that ran out are taken
	AnyRoom     bool   // token_verification is not loaded
	NoOwners    bool   // token_affiliation is not loaded
	Makes       string // whom jicofo makes moderators: "", "first" (auto-owner), "all" (its own sign-in)
	NoEnd       bool   // muc_end_meeting is not loaded
	EndLies     bool   // it says that a room is closed, and it is not
}

// A Prosody is a running one. Origin is where browsers find the Jitsi server in front of it, and EndURL what closes rooms.
type Prosody struct {
	Origin, EndURL string
}

// settings is its configuration: the folder, the port, then what of Options there is, in their order.
const settings = `
run_as_root = true
pidfile = %[1]q .. "/pid"
data_path = %[1]q .. "/data"
plugin_paths = { %[1]q .. "/testdata" }
log = { { levels = { min = "info" }, to = "console" } }
storage = "memory"
c2s_ports = {}
s2s_ports = {}
https_ports = {}
http_ports = { %[2]d }
http_interfaces = { "127.0.0.1" }
http_default_host = "meet.test"
modules_enabled = { "saslauth", "bosh", "websocket" }
modules_disabled = { "s2s", "tls", "offline" }
consider_bosh_secure = true
consider_websocket_secure = true
app_id = "meetbot"
app_secret = %[3]q
meetbot_rooms = "conference.meet.test"

VirtualHost "meet.test"
authentication = "meetbot_token"
allow_empty_token = %[4]v
meetbot_lies = %[9]v
meetbot_times = %[10]v
modules_enabled = { %[8]s }

VirtualHost "guest.meet.test"
authentication = "anonymous"

Component "conference.meet.test" "muc"
modules_enabled = { "meetbot_rooms" }
restrict_room_creation = true
muc_room_locking = false
meetbot_verify = %[5]v
meetbot_affiliate = %[6]v

Component "focus.meet.test" "meetbot_focus"
meetbot_owners = %[7]q
`

// keeper runs the server until its standard input ends, so that it goes with whoever started it.
const keeper = `"$@" & server=$!; read -r _; kill -KILL $server; wait $server`

// Start runs a Prosody until the test ends. Without the program the test fails.
func Start(t testing.TB, o Options) Prosody {
	t.Helper()
	program, err := exec.LookPath("prosody")
	if err != nil {
		t.Fatal("these tests need Prosody, and prosody is not found: apt-get install prosody")
	}
	var problems error
	for range 3 { // between finding a free port and taking it somebody else may take it
		address, err := start(t, program, o)
		if err == nil {
			return Prosody{Origin: front(t, address, o.Guests), EndURL: address + "/end-meeting"}
		}
		problems = errors.Join(problems, err)
	}
	t.Fatal(problems)
	return Prosody{}
}

func start(t testing.TB, program string, o Options) (address string, err error) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, modules); err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	owners, ends := cmp.Or(o.Makes, "none"), `"meetbot_end"`
	if o.NoEnd {
		ends = ""
	}
	text := fmt.Sprintf(settings, dir, port, o.Secret, o.EmptyTokens, !o.AnyRoom, !o.NoOwners, owners, ends, o.EndLies, !o.AnyTime)
	file, log := filepath.Join(dir, "prosody.cfg.lua"), filepath.Join(dir, "log")
	if err := errors.Join(os.WriteFile(file, []byte(text), 0o600), os.Mkdir(filepath.Join(dir, "data"), 0o700)); err != nil {
		return "", err
	}
	out, err := os.Create(log)
	if err != nil {
		return "", err
	}
	defer out.Close()
	cmd := exec.Command("/bin/sh", "-c", keeper, "keeper", program, "-F", "--config", file)
	cmd.Stdout, cmd.Stderr = out, out
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	t.Cleanup(func() {
		_ = pipe.Close()
		_ = cmd.Wait() // it was killed
		if said, err := os.ReadFile(log); err == nil && t.Failed() {
			t.Logf("%s", said)
		}
	})
	address = "http://127.0.0.1:" + strconv.Itoa(port)
	if err := answers(address); err != nil {
		said, _ := os.ReadFile(log)
		return "", fmt.Errorf("%w: %s", err, said)
	}
	return address, nil
}

// answers returns once a Prosody has all of its hosts.
func answers(address string) error {
	deadline := time.After(10 * time.Second)
	for tick := time.Tick(20 * time.Millisecond); ; {
		res, err := http.Get(address + "/http-bind") //nolint:noctx // bounded by the deadline
		if err == nil {
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-tick:
		case <-deadline:
			return errors.New("Prosody does not start")
		}
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// front is what nginx is before a Jitsi server: its files, and what goes on to Prosody.
func front(t testing.TB, prosody string, guests bool) string {
	behind, err := url.Parse(prosody)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(behind)
		r.Out.Host = Domain
	}}
	comment := "// "
	if guests {
		comment = ""
	}
	mux := http.NewServeMux()
	mux.Handle("/http-bind", proxy)
	mux.Handle("/xmpp-websocket", proxy)
	for path, text := range map[string]string{
		"/external_api.js": "window.JitsiMeetExternalAPI = class {};\n",
		"/config.js": "var config = { hosts: { domain: '" + Domain + "', muc: '" + Rooms + "' }, bosh: '/http-bind' };\n" +
			comment + "config.hosts.anonymousdomain = 'guest." + Domain + "';\n",
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, _ = io.WriteString(w, text)
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
