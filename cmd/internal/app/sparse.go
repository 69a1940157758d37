package app

import (
	"context"
	"log"
	"log/slog"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Of the lines that anybody can bring about, each kind comes so often and no more: a few at once, then one every minute.
const (
	linesAtOnce = 5
	linePause   = time.Minute
	lineKinds   = 100 // more are not told apart
)

// sparse returns a log for what anybody from outside can have written, as often as they like. Lines with the same
// message are of one kind; the next that is written tells how many were left out before it.
func sparse(log *slog.Logger) *slog.Logger {
	return slog.New(&sparseHandler{log.Handler(), &lineCounts{kinds: map[string]*lineCount{}}})
}

type sparseHandler struct {
	slog.Handler
	counts *lineCounts
}

type lineCounts struct {
	mu    sync.Mutex
	kinds map[string]*lineCount
}

type lineCount struct {
	limit *rate.Limiter
	left  int
}

// Handle implements slog.Handler.
func (h *sparseHandler) Handle(ctx context.Context, r slog.Record) error {
	left, ok := h.counts.take(r.Message, r.Time)
	if !ok {
		return nil
	}
	if left > 0 {
		r = r.Clone()
		r.AddAttrs(slog.Int("left_out", left))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (h *sparseHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &sparseHandler{h.Handler.WithAttrs(attrs), h.counts}
}

// WithGroup implements slog.Handler.
func (h *sparseHandler) WithGroup(name string) slog.Handler {
	return &sparseHandler{h.Handler.WithGroup(name), h.counts}
}

// take tells whether a line of that kind may be written, and how many were left out since the last.
func (c *lineCounts) take(kind string, now time.Time) (left int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kinds) >= lineKinds && c.kinds[kind] == nil {
		kind = ""
	}
	n := c.kinds[kind]
	if n == nil {
		n = &lineCount{limit: rate.NewLimiter(rate.Every(linePause), linesAtOnce)}
		c.kinds[kind] = n
	}
	if !n.limit.AllowN(now, 1) {
		n.left++
		return 0, false
	}
	left, n.left = n.left, 0
	return left, true
}

// serverLog is for what net/http itself has to say, mostly of requests that are odd.
func serverLog(to *slog.Logger) *log.Logger {
	return log.New(serverLines{to}, "", 0)
}

type serverLines struct{ *slog.Logger }

// Write implements io.Writer.
func (l serverLines) Write(p []byte) (int, error) {
	l.Warn("from the HTTP server", "text", strings.TrimSpace(string(p)))
	return len(p), nil
}
