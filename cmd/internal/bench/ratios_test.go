package bench_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A bench is one run.
type bench struct {
	scale
	t      testing.TB
	table  table
	failed error
}

func (b *bench) add(work string, f figure) { b.failed = errors.Join(b.failed, b.table.add(work, f)) }

// TestRatios measures everything and prints the table. What may not be is a table with a line missing.
func TestRatios(t *testing.T) {
	size, known := scales[*measure]
	require.True(t, known, "-measure is trial, short or long")
	b := &bench{scale: size, t: t, table: table{}}
	began := time.Now()
	make := makers(t)
	for _, kind := range databases {
		b.service(make[kind], kind)
		b.million(make[kind])
	}
	require.NoError(t, b.failed)
	text, err := b.table.write()
	fmt.Fprintf(os.Stdout, "%s\n%s", b.head(time.Since(began)), text)
	require.NoError(t, err)
}

// head says what the figures are of.
func (b *bench) head(took time.Duration) string {
	load := "not known"
	if raw, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = string(raw[:min(len(raw), 14)])
	}
	return fmt.Sprintf("Commit %s, %s, %s %s/%s, %d processors, %s, %s (load average in the end %s)\n", *commit, time.Now().UTC().Format("2006-01-02 15:04"),
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), b.name, took.Round(time.Second), load)
}

// service measures the whole service on one kind of database.
func (b *bench) service(make maker, kind string) {
	w := newWorld(b.t, make("service").address, 500, b.scale.starts)
	link := w.call()
	b.starts(w, kind)
	w.rest()
	floors := make("floors")
	b.pages(w, link, floors)
	b.joins(w, link, kind)
	b.commands(w, floors)
	require.Empty(b.t, w.slack.Refused())
	w.close()
}

// million measures what many rows make of it.
func (b *bench) million(make maker) {
	m := newMould(b.t, make("million"))
	m.fill(b.rows, time.Now())
	b.process(m, make("empty"))
	b.queue(m)
	require.NoError(b.t, m.db.Close())
}
