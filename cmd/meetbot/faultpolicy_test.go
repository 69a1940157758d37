//go:build unix

package main

import (
	"slices"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

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
