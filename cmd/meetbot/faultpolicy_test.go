//go:build unix

package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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

// interrupted tells whether a fault was upon the process of a sending, other than between it and the database, until it
// must have kept how that came out. It asks again and again while it cannot; when its lease is over, another process may.
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

// TestWhatIsExcused, for one that excused too much would hide doubles.
func TestWhatIsExcused(t *testing.T) {
	now := time.Now()
	at := func(seconds float64) time.Time { return now.Add(time.Duration(seconds * float64(time.Second))) }
	posted := sending{process: 1, arrived: at(0), answered: at(0.1)}
	for name, c := range map[string]struct {
		hits []hit
		want bool
	}{
		"nothing":                      {nil, false},
		"killed with it on its way":    {[]hit{{process: 1, from: at(0.05), to: at(0.05)}}, true},
		"another one killed":           {[]hit{{process: 0, from: at(0.05), to: at(0.05)}}, false},
		"killed once it was kept":      {[]hit{{process: 1, from: at(2), to: at(2)}}, false},
		"killed long before":           {[]hit{{process: 1, from: at(-5), to: at(-5)}}, false},
		"sent late by one frozen":      {[]hit{{process: 1, from: at(-20), to: at(-0.1)}}, true},
		"the database away":            {[]hit{{process: -1, database: true, from: at(0), to: at(3)}}, false},
		"killed with the base away":    {[]hit{{process: -1, database: true, from: at(0), to: at(3)}, {process: 1, from: at(2), to: at(2)}}, true},
		"the database away for long":   {[]hit{{process: 1, database: true, from: at(0), to: at(13)}}, true},
		"the base of another one away": {[]hit{{process: 0, database: true, from: at(0), to: at(13)}}, false},
	} {
		require.Equal(t, c.want, (&faultSite{hits: c.hits}).interrupted(posted), name)
	}
	require.False(t, (&faultSite{hits: []hit{{process: 0, from: now, to: now}}}).interrupted(sending{}), "nobody knows of such a post")
}
