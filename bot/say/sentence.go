package say

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
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

// mark stands around the place of an argument while a sentence is chosen and filled in. No file holds it, and arguments
// come in afterwards, so that nothing in them can pass for words of ours.
const mark = "\x00"

// Say returns a sentence. The arguments are names and values by turns: "Title", m.Title. A time.Duration is written in
// words, and the number N chooses between singular and plural.
func (l *Language) Say(key Key, args ...any) string {
	var b strings.Builder
	for _, p := range l.Parts(key, args...) {
		if p.Value == nil {
			b.WriteString(p.Text)
			continue
		}
		fmt.Fprint(&b, p.Value)
	}
	return b.String()
}

// Parts returns a sentence in pieces, so that whoever shows it can show each argument in its own way.
func (l *Language) Parts(key Key, args ...any) []Part {
	places, values, count := map[string]any{}, []any(nil), any(nil)
	for i := 0; i+1 < len(args); i += 2 {
		name, value := fmt.Sprint(args[i]), args[i+1]
		if d, ok := value.(time.Duration); ok {
			value = l.Duration(d)
		}
		if n, ok := value.(int); ok && name == "N" {
			count = n
		}
		places[name] = mark + strconv.Itoa(len(values)) + mark
		values = append(values, value)
	}
	// With an error there still is a text, of another form or language, unless nobody knows the key.
	text, _ := l.words.Localize(&i18n.LocalizeConfig{MessageID: string(key), TemplateData: places, PluralCount: count})
	if text == "" {
		text = string(key)
	}
	return cut(text, values)
}

// cut takes a filled-in sentence apart.
func cut(text string, values []any) []Part {
	var parts []Part
	strong := false
	for i, piece := range strings.Split(text, mark) {
		if i%2 == 1 {
			at, _ := strconv.Atoi(piece) // we have written it
			parts = append(parts, Part{Value: values[at], Strong: strong})
			continue
		}
		for j, words := range strings.Split(piece, "**") {
			if j > 0 {
				strong = !strong
			}
			if words != "" {
				parts = append(parts, Part{Text: words, Strong: strong})
			}
		}
	}
	return parts
}
