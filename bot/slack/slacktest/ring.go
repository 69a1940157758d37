package slacktest

import (
	"regexp"
	"slices"
	"strings"
)

// bareForm finds names that are not written as tokens.
var bareForm = regexp.MustCompile(`@([\p{L}\p{N}][\p{L}\p{N}._-]*)`)

// rings says whom a message notifies: mentions in mrkdwn, in rich text, and in the top-level text, which Slack parses
// even where blocks are shown instead. Plain text never notifies. The names are sorted.
func (s *Slack) rings(c content) []string {
	found := map[string]bool{}
	s.ringTokens(c.text, found)
	if c.linkNames {
		s.ringBare(c.text, found)
	}
	for _, b := range c.blocks {
		walk(b, "", func(v map[string]any, _ string) { s.ringObject(v, found) })
	}
	var all []string
	for who := range found {
		all = append(all, who)
	}
	slices.Sort(all)
	return all
}

func (s *Slack) ringObject(v map[string]any, found map[string]bool) {
	str := func(key string) string { t, _ := v[key].(string); return t }
	switch v["type"] {
	case "mrkdwn":
		s.ringTokens(str("text"), found)
		if verbatim, _ := v["verbatim"].(bool); !verbatim {
			s.ringBroadcasts(str("text"), found)
		}
	case "markdown":
		s.ringTokens(str("text"), found)
		s.ringBroadcasts(str("text"), found)
	case "user":
		s.ringPerson(str("user_id"), found)
	case "broadcast":
		found["@"+str("range")] = true
	case "usergroup":
		found["@"+str("usergroup_id")] = true
	}
}

func (s *Slack) ringPerson(id string, found map[string]bool) {
	if s.person(id) != nil {
		found[id] = true
	}
}

// ringTokens finds <!here>, <@U1> and the like.
func (s *Slack) ringTokens(text string, found map[string]bool) {
	for _, m := range tokenForm.FindAllStringSubmatch(text, -1) {
		body, _, _ := strings.Cut(m[1], "|")
		switch {
		case strings.HasPrefix(body, "@"):
			s.ringPerson(body[1:], found)
		case broadcasts[strings.TrimPrefix(body, "!")] && body[0] == '!':
			found["@"+body[1:]] = true
		case strings.HasPrefix(body, "!subteam^"):
			found["@"+strings.TrimPrefix(body, "!subteam^")] = true
		}
	}
}

var broadcasts = map[string]bool{"channel": true, "here": true, "everyone": true}

// ringBroadcasts finds a bare @here: mrkdwn that is not verbatim is parsed for those.
func (s *Slack) ringBroadcasts(text string, found map[string]bool) {
	for _, m := range bareForm.FindAllStringSubmatch(text, -1) {
		if broadcasts[m[1]] {
			found["@"+m[1]] = true
		}
	}
}

// ringBare finds bare names too, as link_names and parse=full make Slack do.
func (s *Slack) ringBare(text string, found map[string]bool) {
	s.ringBroadcasts(text, found)
	for _, m := range bareForm.FindAllStringSubmatch(text, -1) {
		for _, p := range s.people {
			if strings.EqualFold(m[1], p.Name) || strings.EqualFold(m[1], handle(p.Name)) {
				found[p.ID] = true
			}
		}
	}
}
