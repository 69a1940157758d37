package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// file reads a configuration file. What it says of a fault never quotes the file: any line may hold a secret.
func (l *loader) file(name string) {
	raw, err := os.ReadFile(name)
	if err != nil {
		l.fault("The configuration file cannot be read: %v.", err)
		return
	}
	plain, err := plainText(raw)
	if err != nil {
		l.fault("%s %v.", name, err)
		return
	}
	d := yaml.NewDecoder(bytes.NewReader(plain))
	var doc, more yaml.Node
	err = d.Decode(&doc)
	if err == nil && d.Decode(&more) != io.EOF { //nolint:errorlint // the decoder returns it as it is
		l.fault("%s holds more than one YAML document, or something after its end; leave one.", name)
		return
	}
	switch {
	case errors.Is(err, io.EOF): // nothing in it
	case err != nil:
		l.fault("%s is not YAML: %s.", name, withoutQuotes(err))
	default:
		t := &tree{loader: l, name: name, used: map[*yaml.Node]bool{}}
		t.uses(&doc)
		t.section(doc.Content[0], "")
	}
}

// plainText returns text as UTF-8 without a byte order mark.
func plainText(raw []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}), bytes.HasPrefix(raw, []byte{0xff, 0xfe}), len(raw) > 1 && (raw[0] == 0) != (raw[1] == 0):
		return nil, errors.New("is UTF-16; save it as UTF-8")
	case bytes.IndexByte(raw, 0) >= 0:
		return nil, errors.New("holds a NUL character; save it as plain text in UTF-8")
	case !utf8.Valid(raw):
		return nil, errors.New("is not UTF-8; save it as UTF-8")
	}
	return bytes.TrimPrefix(raw, []byte("\ufeff")), nil
}

var quoted = regexp.MustCompile("'[^']*'|`[^`]*`|\"[^\"]*\"")

// withoutQuotes returns what the parser says, without what it quotes.
func withoutQuotes(err error) string {
	said := strings.TrimPrefix(err.Error(), "yaml: ")
	if strings.Contains(said, "anchor") {
		said = "a value begins with *, which refers to an anchor that is not there; put the value into quotes"
	}
	return quoted.ReplaceAllString(said, "(…)")
}

// A tree reads the nodes of a YAML file into settings, each as it is written there: what looks like a number, a date or a
// truth value stays the text that it is.
type tree struct {
	*loader
	name string
	used map[*yaml.Node]bool // what aliases refer to
}

func (t *tree) uses(n *yaml.Node) {
	if n.Alias != nil {
		t.used[n.Alias] = true
		return
	}
	for _, c := range n.Content {
		t.uses(c)
	}
}

// section reads a mapping of settings, or of sections.
func (t *tree) section(n *yaml.Node, prefix string) {
	if n.Alias != nil {
		n = n.Alias
	}
	switch {
	case n.Kind == yaml.ScalarNode && (n.Value == "" || n.Tag == "!!null"):
		return // everything under it is commented out, or ~ says so
	case n.Kind != yaml.MappingNode:
		t.fault("%s: %s must hold settings, each on a line of its own, with a colon and a space after its name.", t.at(n), part(prefix))
		return
	}
	seen := map[string]int{}
	for _, p := range t.pairs(n, 0) {
		key := prefix + p.key.Value
		if !wellNamed.MatchString(p.key.Value) || p.key.Kind != yaml.ScalarNode {
			t.fault("%s: this is no setting's name; write each setting on a line of its own, with a colon and a space after its name.", t.at(p.key))
			continue
		}
		if line, twice := seen[key]; twice {
			if !p.merged {
				t.fault("%s is given twice in %s, in lines %d and %d; leave one out.", key, t.name, line, p.key.Line)
			}
			continue
		}
		seen[key] = p.key.Line
		if !t.leaf(key) && t.loader.section(key) {
			t.section(p.value, key+".")
			continue
		}
		t.setting(key, p.value)
	}
}

// wellNamed is how the name of a setting looks. Anything else may be a secret that went astray, and is not shown.
var wellNamed = regexp.MustCompile(`^[A-Za-z_]{1,32}$`)

func (t *tree) at(n *yaml.Node) string { return fmt.Sprintf("%s, line %d", t.name, n.Line) }

func part(prefix string) string {
	if prefix == "" {
		return "the file"
	}
	return strings.TrimSuffix(prefix, ".")
}

type pair struct {
	key, value *yaml.Node
	merged     bool // it comes from elsewhere, and what stands here counts
}

// pairs returns what is in a mapping, and after it what is merged into it (<<).
func (t *tree) pairs(n *yaml.Node, depth int) (out []pair) {
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Alias != nil {
			key = key.Alias
		}
		if key.Tag == "!!merge" {
			merged = append(merged, value)
			continue
		}
		out = append(out, pair{key, value, depth > 0})
	}
	for _, m := range merged {
		if m.Alias != nil {
			m = m.Alias
		}
		from := []*yaml.Node{m}
		if m.Kind == yaml.SequenceNode {
			from = m.Content
		}
		for _, f := range from {
			if f.Alias != nil {
				f = f.Alias
			}
			if f.Kind != yaml.MappingNode || depth > 8 {
				t.fault("%s: what is merged with << must be settings, and not itself.", t.at(m))
				continue
			}
			out = append(out, t.pairs(f, depth+1)...)
		}
	}
	return out
}

// setting reads one setting.
func (t *tree) setting(key string, n *yaml.Node) {
	if n.Alias != nil {
		n = n.Alias
	}
	field, known := t.fields[key]
	list := known && field.Kind() == reflect.Slice
	switch {
	case known && n.Kind == yaml.MappingNode:
		t.fault("%s (%s) holds settings of its own, where a single value is wanted; put the value into quotes.", key, t.at(n))
		t.set[key] = t.name
		return
	case known && !list && n.Kind == yaml.SequenceNode:
		t.fault("%s (%s) is a list, where a single value is wanted; put the value into quotes.", key, t.at(n))
		t.set[key] = t.name
		return
	case n.Kind == yaml.ScalarNode:
		if text, ok := t.text(key, n); ok {
			t.give(key, text, t.name)
		}
		return
	case !list:
		t.give(key, "", t.name) // which says that there is no such setting
		return
	}
	items := make([]string, 0, len(n.Content))
	for _, item := range n.Content {
		if item.Alias != nil {
			item = item.Alias
		}
		text, ok := t.text(key, item)
		if !ok {
			return
		}
		items = append(items, text)
	}
	t.give(key, strings.Join(items, ","), t.name)
}

// text returns a scalar as it is written.
func (t *tree) text(key string, n *yaml.Node) (string, bool) {
	switch {
	case n.Kind != yaml.ScalarNode:
		t.fault("%s (%s) holds something else than single values.", key, t.at(n))
		return "", false
	case n.Style&yaml.TaggedStyle != 0 && n.Tag != "!!str":
		t.fault("%s (%s) begins with !, which means something else in YAML; put the value into quotes.", key, t.at(n))
		return "", false
	case n.Anchor != "" && !t.used[n]:
		t.fault("%s (%s) begins with &, which means something else in YAML; put the value into quotes.", key, t.at(n))
		return "", false
	case n.Tag == "!!null" && n.Value == "~":
		return "", true
	case n.Tag == "!!null" && n.Value != "" && t.textual(key):
		t.warn("%s (%s) is the word %s; leave it empty where nothing is meant.", key, t.at(n), n.Value)
	}
	return n.Value, true
}

// textual tells whether a setting is any text.
func (l *loader) textual(key string) bool {
	field, ok := l.fields[key]
	return ok && field.Kind() == reflect.String
}
