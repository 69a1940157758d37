package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"meetbot/cmd/internal/app"
	"meetbot/core/jitsi/jitsitest"
)

// A world is everything in this process: the service, the chats, the meeting server, and the one clock they go by.
type world struct {
	base     string // where browsers reach it
	jitsi    string // the real meeting server; empty: the stand-in
	clock    *Clock
	chats    []stage           // in the order of stages
	meetings *jitsitest.Server // nil with a real one
	app      *app.App
	log      *slog.Logger
	id       string // of this run
	kept     string // the file that keeps how far the clock was pushed
	folder   string // to be removed in the end

	busy    sync.RWMutex // held for reading while somebody speaks, for writing while the clock is pushed
	mu      sync.Mutex
	changed chan struct{} // closed when something changes besides the chats and the clock
	stopped chan struct{} // closed in the end
	stop    func()        // has the service stop
	work    chan error    // how that came out
	servers []*server     // the page's own is the last
}

type server struct {
	http.Server
	listener net.Listener
}

// newWorld makes the world, ready to run.
func newWorld(ctx context.Context, s settings, problems io.Writer) (*world, error) {
	listener, base, err := listen(ctx, s.addr)
	if err != nil {
		return nil, err
	}
	w := &world{
		base: base, jitsi: s.jitsi, id: rand.Text(), changed: make(chan struct{}), stopped: make(chan struct{}), work: make(chan error, 1),
		log: slog.New(slog.NewTextHandler(problems, &slog.HandlerOptions{Level: slog.LevelError})),
	}
	if err := w.make(ctx, s); err != nil {
		_ = listener.Close()
		return nil, errors.Join(err, w.close())
	}
	w.serve(listener, newPage(w).handler())
	if err := w.begin(ctx); err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

func (w *world) make(ctx context.Context, s settings) error {
	file, err := w.database(s.db)
	if err != nil {
		return err
	}
	w.clock = newClock(w.ahead())
	set := []string{
		"MEETBOT_LISTEN=" + s.addr, "MEETBOT_BASE_URL=" + w.base, "MEETBOT_DATABASE_URL=sqlite:" + file, "MEETBOT_MEETINGS_REMINDERS=10m,1m",
	}
	for _, open := range slices.Concat(stages, []func(*world, context.Context) ([]string, error){(*world).meetingServer}) {
		more, err := open(w, ctx)
		if err != nil {
			return err
		}
		set = append(set, more...)
	}
	c, err := app.Load("", set)
	if err != nil {
		return err
	}
	w.app, err = app.New(ctx, c, app.Options{Log: w.log, Clock: w.clock})
	return err
}

// database returns the file that holds everything.
func (w *world) database(kept string) (string, error) {
	if kept != "" {
		w.kept = kept + ".clock"
		return kept, nil
	}
	folder, err := os.MkdirTemp("", "meetbot-playground-")
	if err != nil {
		return "", fmt.Errorf("no room for the database: %w", err)
	}
	w.folder = folder
	return filepath.Join(folder, "meetbot.db"), nil
}

// meetingServer starts the stand-in, if it is wanted, and returns the settings of the service for it.
func (w *world) meetingServer(ctx context.Context) ([]string, error) {
	if w.jitsi != "" {
		return []string{"MEETBOT_JITSI_MODE=open", "MEETBOT_JITSI_DOMAIN=" + w.jitsi}, nil
	}
	const host = "127.0.0.1"
	secret := rand.Text()
	w.meetings = jitsitest.New(jitsitest.Options{Secret: []byte(secret), Subject: host, XMPPDomain: host, Now: w.clock.Now})
	at, err := w.beside(ctx, w.meetings.Handler())
	return []string{
		"MEETBOT_JITSI_MODE=jwt", "MEETBOT_JITSI_DOMAIN=" + at, "MEETBOT_JITSI_SECRET=" + secret,
		"MEETBOT_JITSI_END_URL=" + at + "/end-meeting",
	}, err
}

// beside serves something on a port of its own and returns its address.
func (w *world) beside(ctx context.Context, h http.Handler) (string, error) {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("cannot listen on this machine: %w", err)
	}
	w.serve(l, h)
	return "http://" + l.Addr().String(), nil
}

// serve serves from now on: what comes before the world runs finds it whole.
func (w *world) serve(l net.Listener, h http.Handler) {
	s := &server{http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute, ErrorLog: slog.NewLogLogger(w.log.Handler(), slog.LevelDebug)}, l}
	w.servers = append(w.servers, s)
	go func() { _ = s.Serve(l) }()
}
