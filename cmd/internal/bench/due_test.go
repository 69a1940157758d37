package bench_test

import (
	"fmt"
	"time"

	"github.com/stretchr/testify/require"
)

// starting picks the start of each meeting alone.
const starting = "kind = 'start'"

// soon is when a burst is due: what pours it, and what measures it, must be ready by then.
func soon(n int) time.Time {
	return time.Now().Add(700*time.Millisecond + time.Duration(n)*time.Millisecond/4).Truncate(time.Microsecond)
}

// queue measures what falls due at one instant among many that lie ahead.
func (b *bench) queue(m *mould) {
	on := ", " + m.kind
	floor := b.claims(m)
	at := b.burst(m, &mouth{})
	b.add("10,000 at one instant among 1,000,000, last begun"+on, figure{
		value: millis(at.begun), floor: millis(floor), cut: at.cut,
		note: fmt.Sprintf("stand-in for the platforms that answers at once; %d of %d said; the floor claims and commits them by bare SQL, 1,000 a statement", at.n, b.scale.burst),
	})
	const answer = 150 * time.Millisecond
	at = b.burst(m, &mouth{answer: answer})
	slots := max(at.most, 1000)
	bound := time.Duration(b.scale.burst) * answer / time.Duration(slots)
	b.add("same, 150 ms an answer, last answered"+on, figure{
		value: millis(at.answer), floor: millis(bound), cut: at.cut,
		note: fmt.Sprintf("stand-in; %d of %d said, %d in hand at once at most; the bound is of %d slots, and never of fewer than 1,000", at.n, b.scale.burst, at.most, slots),
	})
	b.isolation(m)
}

// burst has the burst said as often as the scale wants it, and returns the one in the middle.
func (b *bench) burst(m *mould, how *mouth) said {
	all := map[time.Duration]said{}
	var took []time.Duration
	for range b.repeats {
		due := soon(b.scale.burst)
		m.pour(cast{n: b.scale.burst, first: due, pick: starting})
		one := b.say(m, due, b.scale.burst, &mouth{answer: how.answer})
		took = append(took, one.answer)
		all[one.answer] = one
	}
	return all[median(took)]
}

// claims returns how long it takes to claim the burst by bare SQL, and to commit that, a thousand a statement.
func (b *bench) claims(m *mould) time.Duration {
	due := time.Now().Truncate(time.Second)
	m.pour(cast{n: b.scale.burst, first: due, pick: starting})
	began := time.Now()
	for got := 0; got < b.scale.burst; {
		n := m.claim(due)
		require.Positive(b.t, n, "nothing more is due")
		got += n
	}
	took := time.Since(began)
	m.drop(due)
	return took
}

// claim claims a thousand at most of what is due, and returns how many there were.
func (m *mould) claim(due time.Time) (n int) {
	rows, err := m.db.Query(fmt.Sprintf(`UPDATE announcement SET state = 'leased', fence = fence + 1, next_at = %d WHERE id IN
		(SELECT id FROM announcement WHERE state IN ('pending', 'leased', 'sending') AND next_at <= %d ORDER BY next_at, priority, id LIMIT 1000)
		RETURNING id, meeting_id, kind, channel`, due.Add(time.Hour).UnixMicro(), due.UnixMicro()))
	require.NoError(m.t, err)
	defer rows.Close()
	for rows.Next() {
		n++
	}
	require.NoError(m.t, rows.Err())
	return n
}

// isolation measures how late one platform's starts are while posts on the other hang.
func (b *bench) isolation(m *mould) {
	const starts = 100
	alone, beside := time.Duration(0), said{}
	for _, hanging := range []int{0, b.hanging} {
		due := soon(starts + hanging)
		if hanging > 0 {
			m.pour(cast{n: hanging, first: due.Add(-time.Second), pick: starting, on: "discord"})
		}
		m.pour(cast{n: starts, first: due, pick: starting})
		beside = b.say(m, due, starts, &mouth{hangs: "discord"})
		if hanging == 0 {
			alone = beside.begun
		}
	}
	b.add("2,000 hanging Discord posts, Slack's last start, "+m.kind, figure{
		value: millis(beside.begun), floor: millis(alone), cut: beside.cut, note: fmt.Sprintf("stand-in for both; %d of %d starts said", beside.n, starts),
	})
}
