package slacktest

import (
	"slices"
	"strconv"
)

// readable finds the place whose messages the bot wants to read.
func (s *Slack) readable(a args) (*place, *refusal) {
	p := s.place(a.str("channel"))
	switch {
	case p == nil, p.deleted, p.Private && !p.Bot:
		return nil, state("channel_not_found")
	case !p.Bot:
		return nil, state("not_in_channel")
	}
	return p, nil
}

func (s *Slack) history(a args) (map[string]any, *refusal) {
	p, bad := s.readable(a)
	if bad != nil {
		return nil, bad
	}
	found := s.among(a, func(m *post) bool { return m.channel == p.ID && (m.thread == "" || m.broadcast) })
	slices.Reverse(found) // the newest first
	return page(found, a), nil
}

func (s *Slack) replies(a args) (map[string]any, *refusal) {
	p, bad := s.readable(a)
	if bad != nil {
		return nil, bad
	}
	root := a.str("ts")
	if m := s.post(p.ID, root); m == nil || m.deleted || m.privateTo != "" {
		return nil, state("thread_not_found")
	}
	found := s.among(a, func(m *post) bool { return m.channel == p.ID && (m.ts == root || m.thread == root) })
	return page(found, a), nil
}

// among returns the messages for which is holds within the asked time, in their API form, oldest first.
func (s *Slack) among(a args, is func(*post) bool) []any {
	inclusive, _ := a.flag("inclusive")
	withMetadata, _ := a.flag("include_all_metadata")
	oldest, latest := a.str("oldest"), a.str("latest")
	var found []any
	for _, m := range s.posts {
		if m.deleted || m.privateTo != "" || !is(m) {
			continue
		}
		if !inclusive && (m.ts == oldest || m.ts == latest) || m.ts < oldest || latest != "" && m.ts > latest {
			continue
		}
		shown := *m
		if !withMetadata {
			shown.metadata = nil
		}
		found = append(found, s.raw(&shown))
	}
	return found
}

func page(found []any, a args) map[string]any {
	limit, err := strconv.Atoi(a.str("limit"))
	if err != nil || limit <= 0 {
		limit = 100
	}
	more := len(found) > limit
	if more {
		found = found[:limit]
	}
	if found == nil {
		found = []any{}
	}
	return map[string]any{"messages": found, "has_more": more}
}
