//go:build unix

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
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

var (
	announced = regexp.MustCompile(`^(meeting\d{5})( has started| has ended)?`)
)

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
		t.lost = append(t.lost, name)
		return
	case len(posts) == 2 && s.repeated(item, posts):
		t.byPolicy = append(t.byPolicy, name)
	case len(posts) > 1:
		t.doubled = append(t.doubled, name)
	}
	due := map[string]time.Time{"start": m.start, "end": m.start.Add(faultLasts)}[item]
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

// Slack knows no message again. So where the answer to a post never came, the policy decides: a card and a start are sent
// once more, since none is worse than two, and an end is not, since the card says it too. That, and no more, is excused:
// it is counted on its own, and only where the fault is known that came between the post and its keeping.

// leftOpen tells whether an item was given up because nobody could know whether it was seen: its process says so.
func (s *faultSite) leftOpen(m *shown, item string) bool {
	if s.discord != nil || m.id == "" {
		return false
	}
	for _, r := range s.all {
		for line := range strings.Lines(r.log.String()) {
			if strings.Contains(line, "meeting="+m.id) && strings.Contains(line, "kind="+item+" state=unsure") {
				return true
			}
		}
	}
	return false
}

// repeated tells whether an item is there twice because a fault came before its process had kept that it was said.
func (s *faultSite) repeated(item string, posts []emulator.Event) bool {
	if s.discord != nil || item == "end" {
		return false
	}
	return slices.ContainsFunc(posts, func(e emulator.Event) bool { return s.interrupted(s.desk.sending(e.Message.ID)) })
}

func (s *faultSite) interrupted(a sending) bool {
	const toKeep, toTryAgain, lease = time.Second, 3 * time.Second, 15 * time.Second
	upon := func(h hit, from, to time.Time) bool {
		return (h.process < 0 || h.process == a.process) && !h.from.After(to) && !h.to.Before(from)
	}
	kept := a.answered.Add(toKeep)
	for range s.hits { // one may follow another
		for _, h := range s.hits {
			if h.database && upon(h, a.arrived, kept) && h.to.Add(toTryAgain).After(kept) {
				kept = h.to.Add(toTryAgain)
			}
		}
	}
	return kept.Sub(a.arrived) > lease || slices.ContainsFunc(s.hits, func(h hit) bool {
		return !h.database && upon(h, a.arrived.Add(-time.Second), kept)
	})
}

// line is what is printed of a run.
func (s *faultSite) line(name string, t tally) string {
	out := fmt.Sprintf("%-38s", name)
	for _, fault := range faultColumns {
		out += fmt.Sprintf(" %8d", s.counts[fault])
	}
	return out + fmt.Sprintf(" %8d %6d %6d %8d %6d %9d   %8s %8s %8s", t.meetings, t.items, len(t.lost), len(t.doubled), len(t.early), len(t.byPolicy),
		t.percentile(50), t.percentile(99), t.percentile(100))
}

var faultColumns = []string{"kills", "freezes", "restarts", "cuts", "locks", "full"}

func faultHeader() string {
	out := fmt.Sprintf("%-38s", "faults")
	for _, fault := range faultColumns {
		out += fmt.Sprintf(" %8s", fault)
	}
	return out + fmt.Sprintf(" %8s %6s %6s %8s %6s %9s   %8s %8s %8s", "meetings", "items", "lost", "doubled", "early", "by policy", "late p50", "p99", "max")
}

func (t tally) percentile(p int) time.Duration {
	if len(t.late) == 0 {
		return 0
	}
	return t.late[min(len(t.late)*p/100, len(t.late)-1)].Round(time.Millisecond)
}
