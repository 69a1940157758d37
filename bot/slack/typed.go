package slack

import (
	"cmp"
	"regexp"
	"strings"

	"meetbot/bot/say"
)

// Slack sends what was typed with & < > as entities, and with its own marks for what it recognised: a person, a group, a
// channel, everybody, a date, an address. See https://docs.slack.dev/interactivity/implementing-slash-commands#escaping and
// https://docs.slack.dev/messaging/formatting-message-text#advanced.
var (
	mark     = regexp.MustCompile(`<([@#!]|[A-Za-z][A-Za-z0-9+.-]*:)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>`)
	account  = regexp.MustCompile(`^[A-Z0-9]+$`)
	entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// typed returns the words as people see them who type. A person that is only named by their ID is called by name, as far as
// that is told: name returns it, or nothing. Whatever has no name is said in the language l. What Slack did not make of the words stays as it is: what people typed in the
// form of a mark came as entities, and is a mark no more.
func typed(text string, l *say.Language, name func(id string) string) string {
	text = mark.ReplaceAllStringFunc(text, func(whole string) string {
		parts := mark.FindStringSubmatch(whole)
		kind, what, label := parts[1], parts[2], strings.TrimSpace(parts[3])
		switch kind {
		case "@", "#":
			if !account.MatchString(what) {
				return whole
			}
			return kind + named(kind, what, label, l, name)
		case "!":
			return special(whole, what, label, l)
		default:
			return address(kind, kind+what, label)
		}
	})
	return entities.Replace(text)
}

// people returns the IDs of those whom a text marks, by how typed calls them: "@bob". Of two of the same name neither is meant.
func people(text string, l *say.Language, name func(id string) string) map[string]string {
	var out map[string]string
	for _, parts := range mark.FindAllStringSubmatch(text, -1) {
		id := parts[2]
		if parts[1] != "@" || !account.MatchString(id) {
			continue
		}
		called := "@" + entities.Replace(named("@", id, strings.TrimSpace(parts[3]), l, name))
		if other, there := out[called]; there && other != id {
			id = ""
		}
		if out == nil {
			out = map[string]string{}
		}
		out[called] = id
	}
	return out
}

// named is what a person or a channel is called. Slack names no private channel to those who are not in it.
func named(kind, id, label string, l *say.Language, name func(string) string) string {
	if label = strings.TrimPrefix(label, kind); label != "" {
		return label
	}
	if kind == "#" {
		return l.Say("unnamed.channel")
	}
	return cmp.Or(name(id), l.Say("unnamed.person"))
}

// special reads the marks that begin with an exclamation mark: those of groups, of everybody and of dates.
func special(whole, what, label string, l *say.Language) string {
	what, _, _ = strings.Cut(what, "^")
	switch what {
	case "here", "channel", "everyone", "group":
		return "@" + what
	case "subteam":
		return "@" + cmp.Or(strings.TrimPrefix(label, "@"), l.Say("unnamed.group"))
	case "date":
		return cmp.Or(label, l.Say("unnamed.date"))
	}
	return cmp.Or(label, whole) // so says Slack of those that one does not know
}

// address writes an address as it was typed. A label that does not show where it leads stands before it.
func address(kind, target, label string) string {
	target = entities.Replace(target)
	bare, scheme := target, strings.ToLower(kind)
	if scheme == "mailto:" || scheme == "tel:" {
		bare = target[len(kind):]
	}
	switch shown := entities.Replace(label); {
	case label == "":
		return escape(bare)
	case strings.HasSuffix(target, shown), scheme == "tel:":
		return label
	}
	return label + " (" + escape(bare) + ")"
}
