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
	out := parse.NewForm(r.Form.Verb)
	e, _ := parse.EntryOf(r.Form.Verb)
	for _, o := range e.Options {
		if v := core.CleanText(f.Values[o.Name]); v != "" {
			out = out.With(o.Name, v)
		}
	}
	return out, true
}

// onSheets are the verbs that have sheets.
var onSheets = []parse.Verb{parse.New}

// sheet opens the form for a new meeting. Where the chat has none, the answer says how it is typed.
func (b *Bot) sheet(_ context.Context, c Command, q request, _ *time.Location) (Card, error) {
	t, filled := b.to(c), parse.NewForm(parse.New)
	if q.Form != nil && slices.Contains(onSheets, q.Form.Verb) {
		filled = *q.Form
	}
	return Card{
		Title:   t.Say("sheet.title"),
		Lines:   []Line{t.line("sheet.instead", "Command", b.example(t, usual(parse.New)))},
		Buttons: []Button{{Label: t.Say("button.sheet"), Press: q.press()}},
		Sheet:   t.sheetOf(filled),
	}, nil
}

// sheetOf is the sheet for a form, with what is filled in already.
func (t tongue) sheetOf(f parse.Form) *Sheet {
	out := &Sheet{
		Title: t.Say("sheet.title"), Send: t.Say("sheet.send"),
		Press: request{Form: &parse.Form{Verb: f.Verb}}.press(),
	}
	e, _ := parse.EntryOf(f.Verb)
	for _, o := range e.Options {
		if o.People {
			continue // a field of text lets nobody be picked
		}
		field := Field{
			Name: o.Name, Label: t.Say(say.Key("sheet.label").Of(o.Name)), Value: f.Fields[o.Name], Required: o.Required, YesNo: o.YesNo, Max: o.Max,
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
