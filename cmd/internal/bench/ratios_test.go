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
	began  time.Time
	table  table
	failed error
}

func (b *bench) add(work string, f figure) {
	b.t.Logf("after %s: %s", time.Since(b.began).Round(100*time.Millisecond), work)
	b.failed = errors.Join(b.failed, b.table.add(work, f))
}

// TestRatios measures everything and prints the table. What may not be is a table with a line missing.
func TestRatios(t *testing.T) {
	size, known := scales[*measure]
	require.True(t, known, "-measure is trial, short or long")
	b := &bench{scale: size, t: t, began: time.Now(), table: table{}}
	make := makers(t)
	for _, kind := range databases {
		b.starts(make[kind]("starts"))
		b.service(make[kind]("service"), make[kind]("floors"))
		b.million(make[kind])
	}
	require.NoError(t, b.failed)
	text, err := b.table.write()
	fmt.Fprintf(os.Stdout, "%s\n%s", b.head(time.Since(b.began)), text)
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

// service measures what people type and what browsers ask for.
func (b *bench) service(d, floors database) {
	w := newWorld(b.t, d.address, b.people, 1000)
	defer w.close()
	link := w.furnish()
	w.clock.run(nine.Add(-100 * time.Millisecond))
	w.rest()
	b.pages(w, link, floors)
	b.joins(w, link, d.kind)
	b.commands(w, floors)
	require.Empty(b.t, w.slack.Refused())
}

// furnish calls the organizer's meetings, one of which starts at nine and whose link it returns, and has everybody be
// known to the service.
func (w *world) furnish() (link string) {
	link = meetingLink.FindString(w.types(organizer, w.channel(0), standup, booked).once(w.t))
	require.NotEmpty(w.t, link)
	for i := range 50 {
		w.types(organizer, aside(i), review, booked).once(w.t)
	}
	for range 3 {
		w.types(organizer, shortList, review, booked).once(w.t)
	}
	w.call(w.people, later)
	return link
}

// million measures what many rows make of it.
func (b *bench) million(make maker) {
	m := newMould(b.t, make("million"))
	m.fill(b.rows, time.Now())
	b.process(m, make("empty"))
	b.queue(m)
	require.NoError(b.t, m.db.Close())
}
