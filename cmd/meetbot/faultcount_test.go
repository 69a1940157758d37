//go:build unix

package main

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// A tally is what people have seen in the channels, counted by item: a meeting's card, its start, or its end.
type tally struct {
	meetings, items      int
	lost, doubled, early []string
	byPolicy             []string
	late                 []time.Duration // of starts and ends, after their moment
}

var announced = regexp.MustCompile(`^(meeting\d{5})( has started| has ended)?`)

// A shown is a meeting as the channels have it, and as it was planned.
type shown struct {
	posts map[string][]emulator.Event // by item: card, start, end
	id    string
	start time.Time
}

func (s *faultSite) shown() map[string]*shown {
	out := map[string]*shown{}
	rows, err := s.db.QueryContext(s.t.Context(), "SELECT title, id, starts_at FROM meeting")
	require.NoError(s.t, err)
	defer rows.Close()
	for rows.Next() {
		var title string
		var start int64
		m := shown{posts: map[string][]emulator.Event{}}
		require.NoError(s.t, rows.Scan(&title, &m.id, &start))
		require.NotContains(s.t, out, title, "it was called once")
		m.start = time.UnixMicro(start)
		out[title] = &m
	}
	require.NoError(s.t, rows.Err())
	for _, e := range s.chat.Events(0) {
		found := announced.FindStringSubmatch(e.Message.Text)
		if e.Kind != emulator.Posted || e.Message.PrivateTo != "" || found == nil {
			continue
		}
		m, item := out[found[1]], map[string]string{"": "card", " has started": "start", " has ended": "end"}[found[2]]
		require.NotNil(s.t, m, "%s is not stored", found[1])
		m.posts[item] = append(m.posts[item], e)
	}
	return out
}

// count compares what was booked with what was seen.
func (s *faultSite) count() tally {
	seen := s.shown()
	var t tally
	for _, b := range s.booked {
		m := seen[b.title]
		if m == nil {
			if !b.answered {
				continue // it never came to be
			}
			m = &shown{}
		}
		t.meetings++
		for _, item := range []string{"card", "start", "end"} {
			t.items++
			s.countItem(&t, b, item, m)
		}
	}
	slices.Sort(t.late)
	return t
}

func (s *faultSite) countItem(t *tally, b *booking, item string, m *shown) {
	posts, name := m.posts[item], b.title+" "+item
	switch {
	case len(posts) == 0 && s.leftOpen(m, item):
		t.byPolicy = append(t.byPolicy, name)
		return
	case len(posts) == 0:
		t.lost = append(t.lost, name+": "+s.story(m.id, item))
		return
	case len(posts) == 2 && s.repeated(item, posts):
		t.byPolicy = append(t.byPolicy, name)
	case len(posts) > 1:
		t.doubled = append(t.doubled, name)
	}
	due := map[string]time.Time{"start": m.start, "end": m.start.Add(faultLasts())}[item]
	if due.IsZero() {
		return
	}
	late := posts[0].At.Sub(due)
	t.late = append(t.late, late)
	// A start is cut to the second; beyond that it may not be before what was asked for either.
	if late < 0 || posts[0].At.Before(b.asked.Add(faultAhead-time.Second)) {
		t.early = append(t.early, fmt.Sprintf("%s by %s", name, -late))
	}
}

// story tells what the database holds of an item.
func (s *faultSite) story(meeting, item string) (out string) {
	err := s.db.QueryRowContext(s.t.Context(), fmt.Sprintf(`SELECT state || ', claimed ' || attempts || ' times, last for ' || (next_at - due_at) / 1000000 || ' s after its moment ' || problem
		FROM announcement WHERE meeting_id = '%s' AND kind = '%s'`, meeting, item)).Scan(&out)
	if err != nil {
		return err.Error()
	}
	return out
}
