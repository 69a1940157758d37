package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// A Sheet is a form that opens before somebody, in chats that have such. What they fill in comes back as Filled.
type Sheet struct {
	Title  string
	Send   string // on the button that sends it
	Press  string // comes back with what was filled in, as that of a button does
	Fields []Field
}

// A Field is one that is filled in, or left as it stands.
type Field struct {
	Name     string // of a parse.Option
	Label    string
	Hint     string // what may stand there; empty: nothing is said
	Value    string
	Required bool
	YesNo    bool // it is "true" or "false"
	Long     bool // it may have several lines
	Max      int  // of characters
}

// Filled is a Sheet that was filled in. It is data from outside like any other.
type Filled struct {
	Press  string
	Values map[string]string // by the names of the fields; those that are not there are empty
}

func (Filled) said() {}

// form is what was filled in, as the form that it asks for; false where it is none of ours.
func (f Filled) form() (parse.Form, bool) {
	r, ok := unpress(f.Press)
	if !ok || r.Form == nil || r.Verb != "" || !slices.Contains(onSheets, r.Form.Verb) {
		return parse.Form{}, false
	}
	out := *r.Form // which names the meeting, where there is one
	e, _ := parse.EntryOf(r.Form.Verb)
	for _, o := range e.Options {
		clean := core.CleanText
		if o.Long {
			clean = core.CleanLines
		}
		if v := clean(f.Values[o.Name]); v != "" && o.Name != "meeting" {
			out = out.With(o.Name, v)
		}
	}
	if out.Verb == parse.Agenda && out.Fields["text"] == "" { // it was taken out
		out = out.With("text", parse.Off)
	}
	return out, true
}

// onSheets are the verbs that have sheets.
var onSheets = []parse.Verb{parse.New, parse.Agenda}

// sheet opens the form that is asked for, or else that for a new meeting. Where the chat has none, the answer says how it is typed.
func (b *Bot) sheet(_ context.Context, c Command, q request, _ *time.Location) (Card, error) {
	t, filled := b.to(c), parse.NewForm(parse.New)
	if q.Form != nil && slices.Contains(onSheets, q.Form.Verb) {
		filled = *q.Form
	}
	return b.opening(t, filled), nil
}

// opening is the card that opens a sheet.
func (b *Bot) opening(t tongue, filled parse.Form) Card {
	again := request{Request: parse.Request{Verb: parse.Schedule}, Form: &filled}
	return Card{
		Title:   t.Say(say.Key("sheet.title").Of(string(filled.Verb))),
		Lines:   []Line{t.line("sheet.instead", "Command", b.example(t, usual(filled.Verb)))},
		Buttons: []Button{{Label: t.Say("button.sheet"), Press: again.press()}},
		Sheet:   t.sheetOf(filled),
	}
}

// sheetOf is the sheet for a form, with what is filled in already.
func (t tongue) sheetOf(f parse.Form) *Sheet {
	carried := parse.NewForm(f.Verb, "meeting", f.Fields["meeting"])
	out := &Sheet{
		Title: t.Say(say.Key("sheet.title").Of(string(f.Verb))), Send: t.Say(say.Key("sheet.send").Of(string(f.Verb))),
		Press: request{Form: &carried}.press(),
	}
	e, _ := parse.EntryOf(f.Verb)
	for _, o := range e.Options {
		if o.People || o.Name == "meeting" {
			continue // a field of text lets nobody be picked, and which meeting it is stands fast
		}
		field := Field{
			Name: o.Name, Label: t.Say(say.Key("sheet.label").Of(o.Name)), Value: f.Fields[o.Name], Required: o.Required, YesNo: o.YesNo, Long: o.Long, Max: o.Max,
		}
		if !o.YesNo {
			field.Hint = t.Say(say.Key("sheet.hint").Of(o.Name))
		}
		out.Fields = append(out.Fields, field)
	}
	return out
}

// onSheet says of a refusal in which field of a sheet it belongs, and how the sheet is opened again with all that stands there.
func (b *Bot) onSheet(ctx context.Context, c Command, refusal Card, err error) Card {
	s, ok := c.Said.(Filled)
	if !ok {
		return refusal
	}
	f, ok := s.form()
	if !ok {
		return refusal
	}
	refusal.Field = b.faulty(ctx, c, f, err)
	again := request{Request: parse.Request{Verb: parse.Schedule}, Form: &f}
	refusal.Buttons = append(refusal.Buttons, Button{Label: b.to(c).Say("button.sheet_again"), Press: again.press()})
	return refusal
}

// faulty is the field that a refusal is about: where the words stand that it names, or the one without which the form is not
// refused for that, which is found by trying.
func (b *Bot) faulty(ctx context.Context, c Command, f parse.Form, err error) string {
	if f.Verb == parse.Agenda {
		return "text"
	}
	var e *parse.Error
	if !errors.As(err, &e) {
		return "when"
	}
	names := slices.Sorted(maps.Keys(f.Fields))
	holds := func(name string) bool { return e.Part != "" && strings.Contains(f.Fields[name], e.Part) }
	if i := slices.IndexFunc(names, holds); i >= 0 {
		return names[i]
	}
	in := parse.Input{Now: b.service.Now(), Zone: b.zoneFor(ctx, c, request{}, e), Locale: b.locale(c)}
	for _, name := range names {
		rest := parse.Form{Verb: f.Verb, Fields: maps.Clone(f.Fields)}
		delete(rest.Fields, name)
		var other *parse.Error
		_, err := parse.Fill(in, rest)
		if name != "when" && (err == nil || errors.As(err, &other) && (other.Reason != e.Reason || other.Part != e.Part)) {
			return name
		}
	}
	return "when"
}
