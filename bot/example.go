package bot

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"meetbot/bot/parse"
	"meetbot/core"
)

// An example in a refusal keeps what was said, puts right what could not be read, and is not refused in its turn. It is found
// by trying: parse says what it can read.
type mender struct {
	in    parse.Input
	title string // of a meeting, where one has to be made up
}

// mended returns how what was said could be said right, or else a command that shows it; false where nothing does.
func (b *Bot) mended(ctx context.Context, c Command, e *parse.Error) (Typed, bool) {
	t := b.to(c)
	q, _ := b.heard(ctx, c.Said) // what is kept no longer has no words
	m := mender{parse.Input{Now: b.service.Now(), Zone: b.zoneFor(ctx, c, q, e), Locale: b.locale(c)}, t.Say("example.title.review")}
	if q.Form != nil {
		if f, ok := m.form(*q.Form, e); ok {
			return Typed{Command: b.command, Form: f}, true
		}
	} else if words, ok := m.words(q.Words, e); ok {
		return Typed{Command: b.command, Form: e.Example, Words: words}, true
	}
	for _, f := range []parse.Form{m.titled(e.Example, q), m.titled(usual(e.Example.Verb), q), m.titled(usual(parse.New), q)} {
		if f.Verb != "" && m.readsForm(f) && m.readsWords(f.Words(), "") {
			return Typed{Command: b.command, Form: f}, true
		}
	}
	return Typed{}, false
}

// zoneFor is the zone in which an example is read, as far as it is known already. Where it is asked for, the example has to do
// without.
func (b *Bot) zoneFor(ctx context.Context, c Command, q request, e *parse.Error) *time.Location {
	if e.Reason == parse.ZoneUnknown {
		return nil
	}
	return cmp.Or(location(q.In), b.zoneKnown(ctx, c), time.UTC)
}

// zoneKnown is the sender's zone, as far as it is known already.
func (b *Bot) zoneKnown(ctx context.Context, c Command) *time.Location {
	p, _ := b.service.PersonOf(ctx, c.Sender) // who is not known has no zone
	return location(p.Zone)
}

// titled has a title that is not theirs be in the reader's language.
func (m mender) titled(f parse.Form, q request) parse.Form {
	const made = "review"
	if f.Fields["title"] != made || strings.Contains(q.Words, made) || q.Form != nil && q.Form.Fields["title"] == made {
		return f
	}
	f.Fields = maps.Clone(f.Fields)
	f.Fields["title"] = m.title
	return f
}

// usual is a verb's own example.
func usual(v parse.Verb) parse.Form {
	if e, _ := parse.EntryOf(v); len(e.Examples) > 0 {
		return e.Examples[0].Form
	}
	return parse.Form{}
}

// maxExample is how long what was typed may be, in characters, to be shown again.
const maxExample = 200

// words puts one part of what was typed right.
func (m mender) words(typed string, e *parse.Error) (string, bool) {
	typed = strings.Join(strings.Fields(core.CleanText(typed)), " ")
	if utf8.RuneCountInString(typed) > maxExample {
		return "", false
	}
	first, rest, _ := strings.Cut(typed, " ")
	verb := parse.New
	if entry, known := parse.EntryOf(parse.Verb(strings.ToLower(first))); known {
		verb = entry.Verb
	}
	if e.Reason == parse.Mistyped {
		verb = "" // it may be a verb's word that is put right
	}
	whole := map[parse.Reason]string{
		parse.WhichMeeting: first + " #12 " + rest,
		parse.RenameWhat:   typed + " " + m.title,
		parse.MoveWhen:     typed + " tomorrow 15:00",
		parse.MoveUntimed:  typed + " tomorrow 15:00",
		parse.Untimed:      "tomorrow 15:00 " + typed,
	}[e.Reason]
	if e.Reason == parse.MeetingNamed {
		whole, verb = numberMeant(typed, e), ""
	}
	for _, candidate := range append([]string{whole}, put(typed, e)...) {
		if candidate = strings.TrimSpace(candidate); candidate != "" && m.readsWords(candidate, verb) {
			return candidate, true
		}
	}
	return "", false
}

// numberMeant returns what names a meeting by its number as the command that was meant, or with the title in quotes that it is in.
func numberMeant(typed string, e *parse.Error) string {
	for _, c := range e.Choices {
		if c.Verb == parse.New && strings.Contains(typed, c.Title) {
			return strings.Replace(typed, c.Title, `"`+c.Title+`"`, 1)
		}
	}
	before, behind, _ := strings.Cut(typed, e.Part)
	return strings.Join(strings.Fields(string(parse.Move)+" "+e.Part+" "+before+behind), " ")
}

// form puts one field of what was filled in right.
func (m mender) form(filled parse.Form, e *parse.Error) (parse.Form, bool) {
	entry, _ := parse.EntryOf(filled.Verb)
	for _, known := range []bool{true, false} { // first where the part stands, and only then anywhere
		for _, o := range entry.Options {
			was := filled.Fields[o.Name]
			if o.YesNo || known != (e.Part != "" && strings.Contains(was, e.Part)) {
				continue
			}
			for _, value := range append(put(was, e), m.made(o.Name)) {
				f := parse.Form{Verb: filled.Verb, Fields: maps.Clone(filled.Fields)}
				if f.Fields == nil {
					f.Fields = map[string]string{}
				}
				if f.Fields[o.Name] = value; value != "" && value != was && m.readsForm(f) {
					return f, true
				}
			}
		}
	}
	return parse.Form{}, false
}

// made is what may stand in a field.
func (m mender) made(field string) string {
	return map[string]string{
		"when": "tomorrow 15:00", "duration": "45m", "by": "15m", "repeat": "every weekday", "zone": "Europe/Paris", "title": m.title, "meeting": "#12",
	}[field]
}

// put returns what was said with the part that is wrong replaced by what may be right.
func put(said string, e *parse.Error) (out []string) {
	if e.Part == "" || !strings.Contains(said, e.Part) {
		return nil
	}
	before, behind, _ := strings.Cut(said, e.Part)
	for _, v := range remedy(e) {
		if !strings.HasPrefix(v, "tomorrow") || !strings.Contains(before+behind, "tomorrow") {
			out = append(out, strings.Join(strings.Fields(before+v+behind), " "))
		}
	}
	return out
}

// remedy returns what the part that is wrong may have to be, the likeliest first.
func remedy(e *parse.Error) []string {
	switch e.Reason {
	case parse.NoSuchZone, parse.NoSuchOffset:
		return []string{"Europe/Paris"}
	case parse.WhichZone:
		return inZones(e)
	case parse.ZoneUnknown:
		return []string{e.Part + " Europe/Paris"}
	case parse.DayOnly:
		return append([]string{e.Part + " 15:00"}, times...)
	case parse.InWhat:
		return []string{e.Part + " minutes"}
	case parse.Mistyped:
		return []string{fmt.Sprint(e.Args[1])}
	case parse.NotATime, parse.NotPartOfTime, parse.NowOrLater:
		return append([]string{""}, times...)
	}
	length := "45m"
	if e.Example.Fields["by"] != "" {
		length = "15m"
	} else if !lengths[e.Reason] {
		return times
	}
	if strings.HasPrefix(e.Part, "for ") {
		return []string{"for " + length}
	}
	return []string{length}
}

var times = []string{"tomorrow 15:00", "tomorrow", "15:00"}

// lengths are the reasons that are about a length of time.
var lengths = map[parse.Reason]bool{
	parse.NotALength: true, parse.ZeroLength: true, parse.NegativeLength: true, parse.LengthTooShort: true, parse.LengthTooLong: true,
	parse.SeveralLengths: true, parse.BareLength: true, parse.PlainDigits: true, parse.OtherDigits: true, parse.NotANumber: true, parse.ClocksAtEnd: true,
}

// inZones returns the part that is wrong with each of the zones that may be meant.
func inZones(e *parse.Error) (out []string) {
	before := e.Part[:strings.LastIndexByte(e.Part, ' ')+1]
	for _, c := range e.Choices {
		out = append(out, before+c.Zone)
	}
	return out
}

// readsWords tells whether words are understood, and in one way alone: as that verb, or as any.
func (m mender) readsWords(words string, as parse.Verb) bool {
	in := m.in
	in.Text = words
	r, err := parse.Parse(in)
	return err == nil && (as == "" || r.Verb == as) && r.AsMeeting == nil && r.MeetingErr == nil
}

func (m mender) readsForm(f parse.Form) bool {
	_, err := parse.Fill(m.in, f)
	return err == nil
}

// mostOf is how long a meeting may be, where a refusal says so.
func mostOf(e *core.Error) (time.Duration, bool) {
	if e.Reason != core.TooLong || len(e.Args) < 2 {
		return 0, false
	}
	most, ok := e.Args[1].(time.Duration)
	return most, ok
}

var saidLength = regexp.MustCompile(`(?i)\bfor \d[\d.,]* ?\pL*`)

// shorter returns a request that asks for as long a meeting as there may be, in the words in which it was asked for where
// that can be.
func (b *Bot) shorter(ctx context.Context, c Command, r parse.Request, most time.Duration) Typed {
	q, _ := b.heard(ctx, c.Said) // what is kept no longer has no words
	length := parse.TypedDuration(most)
	in := parse.Input{Now: b.service.Now(), Zone: cmp.Or(location(r.Zone), time.UTC)}
	r.Duration = most
	right := func(again parse.Request, err error) bool {
		return err == nil && again.Duration == most && again.Start.Equal(r.Start) && again.Title == r.Title
	}
	if q.Form != nil {
		f := parse.Form{Verb: q.Form.Verb, Fields: map[string]string{}}
		maps.Copy(f.Fields, q.Form.Fields)
		f.Fields["duration"] = length
		if !right(parse.Fill(in, f)) { // the length stands where the time does
			f = r.Form()
		}
		return Typed{Command: b.command, Form: f}
	}
	in.Text = saidLength.ReplaceAllString(core.CleanText(q.Words), "for "+length)
	words := in.Text
	if !right(parse.Parse(in)) {
		words = ""
	}
	return Typed{Command: b.command, Form: r.Form(), Words: words}
}
