package bench_test

import (
	"fmt"
	"time"
)

// process measures the program as a process of its own, on many rows and on none.
func (b *bench) process(m *mould, empty database) {
	on := ", " + m.kind
	slack := &stub{}
	chat := serve(b.t, slack)
	launch(b.t, empty, chat).stop() // makes the schema
	startMany, startNone := b.started(m.database, chat), b.started(empty, chat)
	b.add("start to ready with 1,000,000 rows"+on, figure{value: millis(startMany), floor: millis(startNone), note: "the rows were written just before, so that the system has them in memory"})

	none := launch(b.t, empty, chat)
	idleNone, heldNone := b.idles(none), none.memory()
	none.stop()
	many := launch(b.t, m.database, chat)
	b.add("idle, CPU a second"+on, figure{value: b.idles(many), floor: idleNone, note: fmt.Sprintf("over %s, a second after the start", b.idle)})

	posts, due := slack.posts.Load(), soon(b.scale.burst)
	m.pour(cast{n: b.scale.burst, first: due, pick: fmt.Sprintf("state = 'pending' AND due_at >= %d", m.start.UnixMicro())})
	cut := false
	deadline := time.After(time.Until(due) + b.patience)
	for tick := time.Tick(10 * time.Millisecond); slack.posts.Load()-posts < int64(b.scale.burst) && !cut; {
		select {
		case <-tick:
		case <-deadline:
			cut = true
		}
	}
	b.add("memory: 1,000,000 rows, burst of 10,000"+on, figure{
		value: many.memory(), floor: heldNone, cut: cut,
		note: fmt.Sprintf("the most that was resident; a stub for Slack that answers at once, %d of %d posted", slack.posts.Load()-posts, b.scale.burst),
	})
	many.kill()
	m.drop(due.Add(24 * time.Hour))
}

// started returns how long the program takes until it is ready.
func (b *bench) started(d database, chat string) time.Duration {
	var took []time.Duration
	for range max(b.repeats, 2) {
		r := launch(b.t, d, chat)
		took = append(took, r.took)
		r.stop()
	}
	return median(took)
}

// idles returns how many milliseconds of CPU a second the program takes while it has nothing to do.
func (b *bench) idles(r *running) float64 {
	time.Sleep(time.Second) // it looks at everything once after the start
	before, began := r.cpu(), time.Now()
	time.Sleep(b.idle)
	return millis(r.cpu()-before) / time.Since(began).Seconds()
}
