package app

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"meetbot/core"
)

// metrics are what an operator can watch.
type metrics struct {
	answers    *prometheus.HistogramVec
	deliveries *prometheus.CounterVec
	lateness   *prometheus.HistogramVec
	ambiguous  *prometheus.CounterVec
}

func newMetrics(r *prometheus.Registry) *metrics {
	m := &metrics{
		answers: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "meetbot_answer_seconds", Help: "How long requests took to answer, by route and status.",
			Buckets: []float64{.001, .005, .01, .05, .1, .5, 1, 2, 3},
		}, []string{"route", "status"}),
		deliveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "meetbot_deliveries_total", Help: "Attempts to make an announcement, by platform, kind and outcome.",
		}, []string{"platform", "kind", "outcome"}),
		lateness: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "meetbot_lateness_seconds", Help: "How long after its moment an announcement was made, by kind.",
			Buckets: []float64{.05, .1, .25, .5, 1, 2, 5, 15, 60, 600},
		}, []string{"kind"}),
		ambiguous: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "meetbot_ambiguous_posts_total", Help: "Requests to a platform of which nobody can tell whether they took effect.",
		}, []string{"platform", "kind"}),
	}
	r.MustRegister(m.answers, m.deliveries, m.lateness, m.ambiguous,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// settled counts an attempt.
func (m *metrics) settled(a core.Announcement, late time.Duration) {
	m.deliveries.WithLabelValues(a.Channel.Platform, string(a.Kind), string(a.State)).Inc()
	if a.State == core.Sent {
		m.lateness.WithLabelValues(string(a.Kind)).Observe(max(late, 0).Seconds())
	}
}

// watch returns an Announcer that counts outcomes nobody knows.
func (m *metrics) watch(next core.Announcer) core.Announcer { return watched{next, m} }

type watched struct {
	core.Announcer
	metrics *metrics
}

func (w watched) Announce(ctx context.Context, m core.Meeting, a core.Announcement, begin func(context.Context) error) (core.MessageRef, error) {
	ref, err := w.Announcer.Announce(ctx, m, a, begin)
	if errors.Is(err, core.ErrUnknown) {
		w.metrics.ambiguous.WithLabelValues(a.Channel.Platform, string(a.Kind)).Inc()
	}
	return ref, err
}

// count measures answers under the route's pattern: a path may hold a secret, and there are too many of them.
func (m *metrics) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		status := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(status, r)
		m.answers.WithLabelValues(r.Pattern, strconv.Itoa(status.status)).Observe(time.Since(start).Seconds())
	})
}

// A statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
