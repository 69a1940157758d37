package discord

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
)

func TestMain(m *testing.M) {
	runAtOnce(8)
	goleak.VerifyTestMain(m)
}

// runAtOnce has n parallel tests run at once, unless the command line says how many: they wait most of the time, so as many
// as there are processors would leave those idle.
func runAtOnce(n int) {
	flag.Parse()
	if parallel := flag.Lookup("test.parallel"); parallel.Value.String() == parallel.DefValue {
		_ = parallel.Value.Set(strconv.Itoa(n)) // which is a number
	}
}

const heartbeat = 400 * time.Millisecond

func beating(e *discordtest.Options, _ *Options) { e.Heartbeat = heartbeat }

// TestFaults has the gateway break in every way from which there is a way back: within five seconds, and with no
// interaction lost that the session still knows, and none answered twice.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault    func(*world)
		resumes  bool // the session goes on, and tells of what came meanwhile
		identify int
	}{
		"cut":              {func(w *world) { w.Cut() }, true, 1},
		"zombie":           {func(w *world) { w.Zombie() }, true, 1},
		"reconnect":        {func(w *world) { w.Reconnect() }, true, 1},
		"resume refused":   {func(w *world) { w.RefuseResume(); w.Cut() }, false, 2},
		"session over":     {func(w *world) { w.InvalidateSessions() }, false, 2},
		"4000":             {func(w *world) { w.CloseWith(4000) }, true, 1},
		"4003":             {func(w *world) { w.CloseWith(4003) }, false, 2},
		"4007":             {func(w *world) { w.CloseWith(4007) }, false, 2},
		"4009":             {func(w *world) { w.CloseWith(4009) }, false, 2},
		"4009 at resuming": {func(w *world) { w.CloseNext(4009); w.Cut() }, false, 2},
		"op 7 at resuming": {func(w *world) { w.ReconnectNext(); w.Cut() }, true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, a := newWorld(t, beating), newTalker()
			w.run(w.d, a)
			w.connected(5 * time.Second)
			before := w.Interaction(bob, team, "/meet show meeting:#1")
			w.Dispatch(before)
			w.answered(a, 1)
			began := time.Now()
			c.fault(w)
			meanwhile := w.Interaction(bob, team, "/meet show meeting:#2")
			if c.resumes {
				w.Dispatch(meanwhile)
			}
			w.back(c.identify)
			t.Logf("back after %v", time.Since(began).Round(10*time.Millisecond))
			require.Less(t, time.Since(began), 5*time.Second)
			switch {
			case c.resumes:
				require.NotZero(t, w.Resumes())
			case strings.HasPrefix(name, "400") && !strings.Contains(name, "resuming"), name == "session over":
				require.Zero(t, w.Resumes(), "what is over cannot be resumed")
			}
			for _, intents := range w.Intents() {
				require.Zero(t, intents, "interactions come without any")
			}
			if name == "cut" || name == "reconnect" {
				w.answered(a, 2) // what takes longer is void by then
			}
			require.Equal(t, c.identify, w.Identifies())
			w.Dispatch(before)
			m, err := w.Type(bob, team, "/meet help")
			require.NoError(t, err)
			require.Equal(t, "You said\nhelp", m.Text)
			require.Equal(t, ok, w.d.Status())
			w.once()
			w.spoilt = time.Since(began) > 2*time.Second // what came before the fault may be void by then, and answering it refused
			for _, why := range w.Refused() {
				require.True(t, w.spoilt, why)
				require.Contains(t, why, "10062")
			}
		})
	}
}

// TestNoHello: a gateway that says nothing is given up.
func TestNoHello(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.d.timing.hello = 200 * time.Millisecond
	w.NoHello()
	w.run(w.d, newTalker())
	w.connected(5 * time.Second)
	require.Empty(t, w.Refused())
}

// TestTLS: the codes with which Discord closes are seen through encryption too.
func TestTLS(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	srv := httptest.NewTLSServer(w.Handler())
	t.Cleanup(srv.Close)
	w.SetBaseURL(srv.URL)
	w.options.APIURL, w.options.Client = srv.URL+"/api/v10/", srv.Client()
	d := w.another()
	stop := w.run(d, newTalker())
	w.connected(5 * time.Second)
	m, err := w.Type(bob, team, "/meet help")
	require.NoError(t, err)
	require.Equal(t, "You said\nhelp", m.Text)
	w.CloseWith(4004)
	require.Eventually(t, func() bool { return strings.Contains(d.Status(), "4004") }, 5*time.Second, 10*time.Millisecond)
	require.ErrorContains(t, stop(), fatal[4004])
}

// answered waits until so many commands were answered.
func (w *world) answered(a *talker, n int) {
	w.t.Helper()
	deadline := time.After(5 * time.Second)
	for {
		changed := w.Changed()
		if private := w.private(); private >= n {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			w.t.Fatalf("%d of %d commands are answered, %d were heard", w.private(), n, a.count())
		}
	}
}

func (w *world) private() int {
	n := 0
	for _, m := range w.Messages(bob, team) {
		if m.PrivateTo == bob {
			n++
		}
	}
	return n
}

// back waits until a session has been resumed, or so many have begun.
func (w *world) back(identifies int) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 5*time.Second)
	defer cancel()
	for w.Identifies() < identifies || identifies == 1 && w.Resumes() == 0 || w.d.Status() != ok {
		require.NoError(w.t, wait(ctx, time.Millisecond, nil))
	}
	require.NoError(w.t, w.WaitConnected(ctx))
}

// once makes sure that nothing was answered a second time.
func (w *world) once() {
	w.t.Helper()
	seen := map[string]int{}
	for _, c := range w.Journal() {
		if strings.HasSuffix(c.Path, "/callback") {
			seen[c.Path]++
			require.Equal(w.t, 1, seen[c.Path], c.Path)
		}
	}
}

// TestFatal has the gateway refuse us for good: it ends with an error that names the remedy, and tries no more.
func TestFatal(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		for when, fault := range map[string]func(*world){
			"at once":    func(w *world) { w.CloseNext(code) },
			"later":      func(w *world) { w.CloseWith(code) },
			"at resumes": func(w *world) { w.CloseNext(code); w.Cut() },
		} {
			if when != "at once" && code != 4004 && code != 4014 {
				continue
			}
			t.Run(fmt.Sprint(code, " ", when), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, beating)
				if when == "at once" {
					fault(w)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				done := make(chan error, 1)
				go func() { done <- w.d.Run(ctx, newTalker()) }()
				if when != "at once" {
					w.connected(5 * time.Second)
					_, err := w.Type(bob, team, "/meet help")
					require.NoError(t, err)
					fault(w)
				}
				err := <-done
				var final *finalError
				require.ErrorAs(t, err, &final)
				require.Contains(t, err.Error(), fatal[code])
				require.NotContains(t, err.Error(), botToken)
				require.Equal(t, err.Error(), w.d.Status())
				require.Equal(t, 1, w.Identifies())
			})
		}
	}
}

func TestWrongSetUp(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*discordtest.Options, *Options)
		want   string
	}{
		"token":       {func(_ *discordtest.Options, o *Options) { o.BotToken = "another-secret" }, "discord.bot_token"},
		"application": {func(_ *discordtest.Options, o *Options) { o.ApplicationID = "100000000000000009" }, "discord.application_id"},
		"gateway, though the application has an endpoint": {func(e *discordtest.Options, _ *Options) { e.HTTP = true }, "discord.gateway"},
		"key": {func(_ *discordtest.Options, o *Options) { o.Gateway = false }, "discord.public_key"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.change)
			w.spoilt = true
			if name == "key" {
				w.options.PublicKey = strings.Repeat("00", 32)
				w.d = w.another()
			}
			err := w.d.Run(t.Context(), newTalker())
			require.ErrorContains(t, err, c.want)
			require.NotContains(t, err.Error(), "secret")
			require.Contains(t, w.d.Status(), c.want)
		})
	}
	_, err := New(Options{APIURL: "http://x/", PublicKey: "zz", Gateway: true})
	require.ErrorContains(t, err, "discord.public_key")
	_, err = New(Options{APIURL: "http://x/"})
	require.ErrorContains(t, err, "discord.public_key")
	_, err = New(Options{APIURL: "::", Gateway: true})
	require.ErrorContains(t, err, "discord.api_url")
}

func TestRegister(t *testing.T) {
	w := newWorld(t)
	w.Fail(emulator.Fault{Method: "GET /applications/@me", Status: 500})
	w.d.timing.again = time.Millisecond
	require.NoError(t, w.d.connect(t.Context()))
	require.NoError(t, w.d.registered(t.Context()))
	require.NoError(t, w.d.registered(t.Context()))
	require.NoError(t, w.another().registered(t.Context()))
	require.Equal(t, 1, w.Registrations(), "only where they differ")
	require.Len(t, w.Commands(), 1)
	require.Equal(t, []int{0, 1}, w.Commands()[0].Contexts)
	require.Empty(t, w.Commands()[0].Guild)
	w.options.GuildID = server
	for _, want := range []bool{true, false} {
		changed, err := w.another().Register(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, changed)
	}
	require.Len(t, w.Commands(), 2)
	require.Equal(t, server, w.Commands()[1].Guild)
	require.Empty(t, w.Refused())
}

// TestRegisterLater: commands that Discord does not take for now keep nobody from those it has.
func TestRegisterLater(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	w.run(w.d, a)
	w.connected(5 * time.Second)
	second := w.another()
	w.Fail(emulator.Fault{Method: "GET /applications/{application}/commands", Status: 429, RetryAfter: time.Hour})
	w.run(second, newTalker())
	require.Eventually(t, func() bool { return second.Status() == ok }, 5*time.Second, time.Millisecond)
}

// TestStop lets what is in hand be answered, and leaves nothing behind.
func TestStop(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	release := held(a)
	stop := w.run(w.d, a)
	w.connected(5 * time.Second)
	heard := make(chan struct{})
	wait := a.wait
	a.wait = func(ctx context.Context) { close(heard); wait(ctx) }
	answer := make(chan error, 1)
	go func() {
		_, err := w.Type(bob, team, "/meet list")
		answer <- err
	}()
	<-heard
	time.AfterFunc(300*time.Millisecond, release)
	require.ErrorIs(t, stop(), context.Canceled)
	require.NoError(t, <-answer)
	require.Equal(t, "stopped", w.d.Status())
}

// A fakeLease is one row in a database.
type fakeLease struct {
	mu     sync.Mutex
	holder string
	until  time.Time
	broken error
}

type holder struct {
	*fakeLease
	name string
}

func (h holder) Hold(_ context.Context, name string, until time.Time) (bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.broken != nil || name != leaseName {
		return false, errors.Join(h.broken)
	}
	if h.holder != h.name && time.Now().Before(h.until) {
		return false, nil
	}
	h.holder, h.until = h.name, until
	return true, nil
}

func (h *fakeLease) steal(broken error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.holder, h.until, h.broken = "a third", time.Now().Add(time.Hour), broken
}

func (w *world) withLease(name string, l *fakeLease) *Discord {
	w.options.Lease = holder{l, name}
	d := w.another()
	d.timing.renew, d.timing.held, d.timing.look = 100*time.Millisecond, 500*time.Millisecond, 20*time.Millisecond
	return d
}

// TestLease: one process holds the gateway, and another takes over when it stops, or loses it.
func TestLease(t *testing.T) {
	t.Parallel()
	w, a := newWorld(t), newTalker()
	lease := &fakeLease{}
	one, two := w.withLease("one", lease), w.withLease("two", lease)
	stop := w.run(one, a)
	w.connected(5 * time.Second)
	w.run(two, a)
	becomes := func(d *Discord, status string) {
		t.Helper()
		require.Eventually(t, func() bool { return d.Status() == status }, 5*time.Second, 10*time.Millisecond, "%s, not %s", d.Status(), status)
	}
	becomes(one, ok)
	becomes(two, standby)
	require.Equal(t, 1, w.Identifies())
	require.ErrorIs(t, stop(), context.Canceled)
	becomes(two, ok)
	_, err := w.Type(bob, team, "/meet help")
	require.NoError(t, err)
	lease.steal(nil)
	becomes(two, standby)
	require.Empty(t, w.Refused())
}

// TestLeaseUnknown: while the database does not answer, the gateway is held for as long as it was granted.
func TestLeaseUnknown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lease := &fakeLease{}
	d := w.withLease("one", lease)
	w.run(d, newTalker())
	w.connected(5 * time.Second)
	lease.steal(errors.New("no database"))
	began := time.Now()
	require.Eventually(t, func() bool { return d.Status() == standby }, 5*time.Second, 10*time.Millisecond)
	require.Greater(t, time.Since(began), d.timing.held-d.timing.renew-50*time.Millisecond)
}
