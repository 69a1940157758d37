package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"time"
)

const (
	answerTime = 10 * time.Second // how long the service may take to be there
	patience   = time.Second      // how long a request may still take when the world ends
)

// begin has the service at work, and returns when it answers: nobody is to talk to one that is not there yet.
func (w *world) begin(ctx context.Context) error {
	var workCtx context.Context
	workCtx, w.stop = context.WithCancel(context.WithoutCancel(ctx))
	go func() { w.work <- w.app.Work(workCtx) }()
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	for {
		probe := httptest.NewRecorder()
		w.app.Handler().ServeHTTP(probe, httptest.NewRequestWithContext(ctx, http.MethodGet, "/readyz", nil))
		if probe.Code == http.StatusOK {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the service does not answer: %s", probe.Body)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// run lets the world go on until ctx ends, and then takes everything down.
func (w *world) run(ctx context.Context) error {
	select {
	case <-ctx.Done():
	case err := <-w.work:
		w.work <- err
	}
	return w.close()
}

// silence ends what streams, and stops serving the page: it calls the others, so they go later.
func (w *world) silence() {
	close(w.stopped)
	if len(w.servers) == 0 {
		return
	}
	if w.meetings != nil {
		w.meetings.Close()
	}
	w.shut(w.servers[len(w.servers)-1])
}

// close undoes what newWorld did, as far as it came.
func (w *world) close() error {
	w.silence()
	var err error
	if w.stop != nil {
		w.stop()
		err = <-w.work
	}
	for _, c := range w.chats {
		if open, ok := c.Chat.(interface{ Close() }); ok {
			open.Close()
		}
	}
	var all sync.WaitGroup
	for _, s := range w.servers {
		all.Go(func() { w.shut(s) })
	}
	all.Wait()
	if w.app != nil {
		err = errors.Join(err, w.app.Close())
	}
	if w.folder != "" {
		err = errors.Join(err, os.RemoveAll(w.folder))
	}
	return err
}

func (w *world) shut(s *server) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if s.Shutdown(ctx) != nil {
		_ = s.Close()
	}
}
