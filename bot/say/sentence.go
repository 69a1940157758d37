package say

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
)

// A Key names a sentence, as the files do: "card.ended". A test knows every Key that stands in the code.
type Key string

// Of names one of several sentences that differ by what they speak of: Key("list.title").Of("mine") is "list.title.mine".
func (k Key) Of(variant string) Key { return k + Key("."+variant) }

// A Part is a piece of a sentence: words of its own, or one of its arguments.
type Part struct {
	Text   string // the words; empty where Value is set
	Value  any    // the argument, as it was handed over
	Strong bool   // it stands out: between ** in the files
}

// Say returns a sentence. The arguments are names and values by turns: "Title", m.Title. A time.Duration is written in
// words, and the number N chooses between singular and plural.
func (l *Language) Say(key Key, args ...any) string {
	pieces := l.form(key, args)
	if len(pieces) == 1 && pieces[0].place == "" {
		return pieces[0].text
	}
	var b strings.Builder
	for _, p := range pieces {
		value, given := l.argument(p.place, args)
		switch v := value.(type) {
		case nil:
			if !given {
				b.WriteString(p.text)
			}
		case string:
			b.WriteString(v)
		case int:
			b.WriteString(strconv.Itoa(v))
		default:
			fmt.Fprint(&b, v)
		}
	}
	return b.String()
}

// argument returns what is filled in at a place.
func (l *Language) argument(place string, args []any) (value any, given bool) {
	if place == "" {
		return nil, false
	}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != place {
			continue
		}
		if d, ok := args[i+1].(time.Duration); ok {
			return l.Duration(d), true
		}
		return args[i+1], true
	}
	return nil, false
}

// Parts returns a sentence in pieces, so that whoever shows it can show each argument in its own way.
func (l *Language) Parts(key Key, args ...any) []Part {
	pieces := l.form(key, args)
	parts := make([]Part, len(pieces))
	for i, p := range pieces {
		parts[i] = Part{Text: p.text, Strong: p.strong}
		if value, given := l.argument(p.place, args); given {
			parts[i].Text, parts[i].Value = "", value
		}
	}
	return parts
}

// form returns the sentence of a key in the form that the number N asks for. Where there is none in this language it is the
// one of the default language, and where nobody knows the key, the key.
func (l *Language) form(key Key, args []any) []piece {
	s, known := l.sentences[key]
	if !known && l.otherwise != nil {
		return l.otherwise.form(key, args)
	}
	if !known {
		return []piece{{text: string(key)}}
	}
	if len(s) > 1 {
		for i := 0; i+1 < len(args); i += 2 {
			if n, ok := args[i+1].(int); ok && args[i] == "N" {
				if form, there := s[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]; there {
					return form
				}
			}
		}
	}
	return s[plural.Other]
}

// inForms is a sentence, taken apart in each of its forms.
type inForms map[plural.Form][]piece

// A piece is words of a sentence, or the place of an argument. Arguments come in when it is taken apart already, so that
// nothing in them can pass for words of ours.
type piece struct {
	text   string
	place  string // the argument's name; empty: there is none
	strong bool
}

func formsOf(m *i18n.Message) inForms {
	out := inForms{}
	for form, text := range map[plural.Form]string{
		plural.Zero: m.Zero, plural.One: m.One, plural.Two: m.Two, plural.Few: m.Few, plural.Many: m.Many, plural.Other: m.Other,
	} {
		if text != "" {
			out[form] = cut(text)
		}
	}
	return out
}

var place = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// cut takes a text apart.
func cut(text string) []piece {
	var out []piece
	strong := false
	words := func(text string) {
		for i, words := range strings.Split(text, "**") {
			if i > 0 {
				strong = !strong
			}
			if words != "" {
				out = append(out, piece{text: words, strong: strong})
			}
		}
	}
	for {
		at := place.FindStringSubmatchIndex(text)
		if at == nil {
			words(text)
			return out
		}
		words(text[:at[0]])
		out = append(out, piece{text: text[at[0]:at[1]], place: text[at[2]:at[3]], strong: strong})
		text = text[at[1]:]
	}
}
