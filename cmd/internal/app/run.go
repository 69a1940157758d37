package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// shutdownTime is how long what is in hand may take to finish.
const shutdownTime = 10 * time.Second

// Run serves until ctx ends. Then it takes no more requests, finishes what is in hand, and returns nil.
func (a *App) Run(ctx context.Context) error {
	listener, err := listen(ctx, "listen", a.config.Listen)
	if err != nil {
		return err
	}
	servers := []*server{{a.newServer(a.handler), bounded(listener, a.config.Proxies)}}
	if a.config.MetricsListen != "" {
		listener, err := listen(ctx, "metrics_listen", a.config.MetricsListen)
		if err != nil {
			return err
		}
		servers = append(servers, &server{a.newServer(a.operator()), bounded(listener, nil)})
	}
	a.log.InfoContext(ctx, "serving", "listen", listener.Addr().String(), "base_url", a.config.BaseURL)
	return a.serve(ctx, servers)
}

func listen(ctx context.Context, key, address string) (net.Listener, error) {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot listen on %s, is something else there? %w", key, address, err)
	}
	return l, nil
}

type server struct {
	*http.Server
	listener net.Listener
}

// newServer bounds how long a slow or idle client may keep a connection.
func (a *App) newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: serverLog(a.outside),
	}
}

func (a *App) serve(ctx context.Context, servers []*server) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for _, s := range servers {
		all.Go(func() {
			if err := s.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
				stop(fmt.Errorf("serve: %w", err))
			}
		})
	}
	work := make(chan error, 1)
	workCtx, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	go func() { work <- a.Work(workCtx) }()
	select {
	case <-ctx.Done():
	case err := <-work:
		stop(err)
		work <- nil
	}
	a.log.InfoContext(ctx, "stopping")
	shut, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	for _, s := range servers {
		if err := s.Shutdown(shut); err != nil {
			_ = s.Close()
		}
	}
	stopWork()
	err := <-work
	all.Wait()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return err
}

// Work does everything but serve: it connects to the chats and makes what is due, until ctx ends and what is in hand is
// finished.
func (a *App) Work(ctx context.Context) error {
	scheduler, err := a.schedule(ctx)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	var failed error
	all.Go(func() { a.dispatcher.Run(ctx) })
	all.Go(func() { a.watch.run(ctx) })
	all.Go(func() {
		defer stop() // a chat that can never go well ends everything, with its reason
		failed = a.chats.run(ctx, a.log)
	})
	scheduler.Start()
	<-ctx.Done()
	err = scheduler.Shutdown()
	all.Wait()
	return errors.Join(failed, err)
}

// schedule sets the pulse: the rows in the database are the schedule, so a tick more or less changes nothing.
func (a *App) schedule(ctx context.Context) (gocron.Scheduler, error) {
	s, err := gocron.NewScheduler(gocron.WithLocation(time.UTC), gocron.WithStopTimeout(shutdownTime))
	if err != nil {
		return nil, fmt.Errorf("pulse: %w", err)
	}
	sweep := func() error { return a.service.Sweep(context.WithoutCancel(ctx)) }
	if err := a.every(s, "pulse", a.pulse, a.dispatcher.Wake); err != nil {
		return nil, err
	}
	beat := func() error { return a.beat(context.WithoutCancel(ctx)) }
	if err := a.every(s, "presence", a.beatEvery(), beat); err != nil {
		return nil, err
	}
	if a.common != nil {
		set := func() error { return a.common.set(context.WithoutCancel(ctx)) }
		if err := a.every(s, "clock", time.Minute, set); err != nil {
			return nil, err
		}
	}
	return s, a.every(s, "sweep", 10*time.Minute, sweep)
}

func (a *App) every(s gocron.Scheduler, name string, d time.Duration, task any) error {
	failed := gocron.AfterJobRunsWithError(func(_ uuid.UUID, name string, err error) {
		a.log.Error("job failed", "job", name, "error", err)
	})
	panicked := gocron.AfterJobRunsWithPanic(func(_ uuid.UUID, name string, p any) {
		a.log.Error("job panicked", "job", name, "panic", p)
	})
	_, err := s.NewJob(gocron.DurationJob(d), gocron.NewTask(task), gocron.WithName(name),
		gocron.WithSingletonMode(gocron.LimitModeReschedule), gocron.WithEventListeners(failed, panicked))
	if err != nil {
		return fmt.Errorf("job %s: %w", name, err)
	}
	return nil
}

// operator serves what is for the operator alone.
func (a *App) operator() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}
