package discord

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"meetbot/bot/parse"
)

// values are what somebody filled into the options of a command, by name. Discord checks them in its client alone, so
// that anything may stand in them.
type values map[string]string

// words puts a filled-in command into the words that the bot reads. No value can become another command, nor get into
// the place of another value: titles are in quotes, lengths are spelled anew, and times lose theirs.
func words(verb string, v values) (string, error) {
	switch parse.Verb(verb) {
	case parse.Now:
		return v.meeting("now", quote(v["title"]))
	case parse.New:
		if title, at := v.atOnce(); at {
			return v.meeting("now", title)
		}
		return v.meeting(v.when())
	case parse.List:
		return v.list(), nil
	case parse.Move:
		return join("move", ref(v["meeting"]), unquoted(v["when"])), nil
	case parse.Rename:
		return join("rename", ref(v["meeting"]), quote(v["title"])), nil
	case parse.Extend:
		by, err := v.length("by", "by")
		return join("extend", ref(v["meeting"]), by), err
	case parse.Timezone:
		return join("timezone", strings.Join(strings.Fields(unquoted(v["zone"])), "_")), nil
	case parse.Show, parse.End, parse.Cancel, parse.Share:
		return join(verb, ref(v["meeting"])), nil
	case parse.Link:
		return "link", nil
	default:
		return "help", nil
	}
}

// meeting adds what a meeting may have besides its first words.
func (v values) meeting(first ...string) (string, error) {
	d, err := v.length("duration", "for")
	if d != "" {
		first = append(first, "for", d)
	}
	if v["members_only"] == "true" {
		first = append(first, "members only")
	}
	return join(first...), err
}

// atOnce reads "now" where the time is to be said: then the meeting starts at once, called as the title or the rest says.
func (v values) atOnce() (title string, at bool) {
	first, rest, _ := strings.Cut(unquoted(v["when"]), " ")
	return quote(cmp.Or(v["title"], rest)), strings.EqualFold(first, string(parse.Now))
}

// leftover refuses words beside the time that say nothing of it, where the title stands elsewhere. An error is an
// *optionError.
func (v values) leftover(now time.Time) error {
	r, err := parse.Parse(parse.Input{Text: unquoted(v["when"]), Now: now, Zone: time.UTC})
	if err != nil || r.Title == "" || quote(v["title"]) == "" {
		return nil // what cannot be read is refused with everything that is known of the sender
	}
	why := "I cannot read this as part of a time, and the title is filled in already."
	return &optionError{"when", &parse.Error{Part: r.Title, Why: why, Example: "tomorrow 15:00"}}
}

// when is a meeting's title and time. The title goes first: a quotation is no command.
func (v values) when() string {
	when := unquoted(v["when"])
	if title := quote(v["title"]); title != "" {
		return join(title, when)
	}
	first, rest, _ := strings.Cut(when, " ")
	if slices.Contains(verbs, strings.ToLower(strings.Trim(first, "([,.;:!?)]"))) {
		return join(quote(first), rest)
	}
	return when
}

// verbs are the words that would be a command at the beginning.
var verbs = []string{
	string(parse.Help), string(parse.Now), string(parse.New), string(parse.Schedule), string(parse.List),
	string(parse.Show), string(parse.Move), string(parse.Rename), string(parse.Extend), string(parse.End),
	string(parse.Cancel), string(parse.Skip), string(parse.Cohost), string(parse.Share), string(parse.Remind),
	string(parse.Timezone), string(parse.Link), string(parse.Forget), "forget_me",
}

func (v values) list() string {
	if scope := v["scope"]; scope == scopeMine || scope == scopeChannel {
		return "list " + scope
	}
	return "list"
}

// length spells the length of time in an option anew; before it a word may stand that means nothing. An error is an
// *optionError.
func (v values) length(option, before string) (string, error) {
	typed := strings.TrimSpace(v[option])
	if rest, ok := strings.CutPrefix(typed, before+" "); ok {
		typed = rest
	}
	if typed == "" {
		return "", nil
	}
	d, err := parse.ParseDuration(typed)
	var perr *parse.Error
	if errors.As(err, &perr) {
		return "", &optionError{option, perr}
	}
	return parse.TypedDuration(d), err
}

// An optionError says why an option cannot be read.
type optionError struct {
	option string
	fault  *parse.Error
}

// Error implements error.
func (e *optionError) Error() string { return e.option + ": " + e.fault.Error() }

// Unwrap returns what is wrong with it.
func (e *optionError) Unwrap() error { return e.fault }

// certain is what can only name a meeting: its number, or its link.
var certain = regexp.MustCompile(`^(?:#?\d{1,9}|https?://[^\s"“”„]+)$`)

// ref writes what names a meeting; its title is quoted.
func ref(typed string) string {
	typed = strings.TrimSpace(typed)
	if certain.MatchString(typed) {
		return typed
	}
	return quote(typed)
}

// quote writes text so that nothing in it is read; parse.Quote leaves out the quotes where a title can do without.
func quote(text string) string {
	text = join(strings.Fields(text)...)
	switch {
	case text == "":
		return ""
	case strings.Contains(text, `"`):
		return "“" + strings.NewReplacer("“", `"`, "”", `"`, "„", `"`).Replace(text) + "”"
	}
	return `"` + text + `"`
}

// unquoted takes out quotes, one of which could swallow what follows.
func unquoted(text string) string {
	return join(strings.Fields(strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "„", " ").Replace(text))...)
}

// join joins what is not empty.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), " ")
}
