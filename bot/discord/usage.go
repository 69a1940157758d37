package discord

import (
	"strings"
	"time"

	"meetbot/bot/parse"
)

// usage shows a command as it is filled in here: "/meet new when:tomorrow 3pm title:standup". It undoes words.
func usage(text string) string {
	// Only its parts are of interest, so that a time today is not to be past.
	r, err := parse.Parse(parse.Input{Text: text, Now: time.Now().UTC().Truncate(24 * time.Hour), Zone: time.UTC})
	if err != nil {
		return unread(text)
	}
	f := form{Typed, string(r.Verb)}
	rest := strings.TrimPrefix(text, string(r.Verb)+" ")
	if r.Ref != "" {
		f.add("meeting", r.Ref)
		rest = without(rest, r.Ref, strings.CutPrefix)
	}
	switch r.Verb {
	case parse.New, parse.Now:
		f.meeting(text, r)
	case parse.Move:
		f.add("when", rest)
	case parse.Rename:
		f.add("title", r.Title)
	case parse.Extend:
		f.add("by", rest)
	case parse.List:
		f.add("scope", r.Scope)
	case parse.Timezone:
		f.add("zone", strings.Join(r.Args, ""))
	}
	return strings.Join(f, " ")
}

// unread shows a command of which the rest cannot be read, such as an example whose time is past: as it begins.
func unread(text string) string {
	verb, rest, _ := strings.Cut(text, " ")
	ref, last, _ := strings.Cut(rest, " ")
	if quoted, ok := strings.CutPrefix(rest, `"`); ok {
		ref, last, _ = strings.Cut(quoted, `"`)
	}
	last = strings.TrimSpace(last)
	f := form{Typed, verb}
	switch parse.Verb(verb) {
	case parse.Move:
		f.add("meeting", ref)
		f.add("when", last)
	case parse.Rename:
		f.add("meeting", ref)
		f.add("title", last)
	case parse.Extend:
		f.add("meeting", ref)
		f.add("by", last)
	case parse.Show, parse.End, parse.Cancel, parse.Share:
		f.add("meeting", rest)
	case parse.Now:
		f.add("title", rest)
	case parse.Timezone:
		f.add("zone", rest)
	default:
		f = form{Typed, string(parse.New)}
		f.add("when", text)
	}
	return strings.Join(f, " ")
}

// A form is a command and its filled-in options.
type form []string

func (f *form) add(option, value string) {
	if value != "" {
		*f = append(*f, option+":"+value)
	}
}

// meeting adds the options of a meeting; when it is, is what remains of the words without the others.
func (f *form) meeting(text string, r parse.Request) {
	when, duration := text, ""
	if r.MembersOnly {
		when = strings.TrimSuffix(when, " members only")
	}
	if i := strings.LastIndex(when, " for "); i >= 0 && r.Duration > 0 {
		when, duration = when[:i], when[i+len(" for "):]
	}
	if r.Verb == parse.New {
		f.add("when", without(when, r.Title, strings.CutSuffix, strings.CutPrefix))
	}
	f.add("title", r.Title)
	f.add("duration", duration)
	if r.MembersOnly {
		f.add("members_only", "True")
	}
}

// without cuts a title, which may be in quotes, from that end of the words at which it stands.
func without(words, title string, ends ...func(string, string) (string, bool)) string {
	for _, cut := range ends {
		for _, t := range []string{quote(title), parse.Quote(title), title} {
			if rest, ok := cut(words, t); ok && t != "" {
				return strings.TrimSpace(rest)
			}
		}
	}
	return words
}
