package parse

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

// The words and shapes of each language, a file for each; common.txt is what they share. A line is
//
//	KIND MEANING NUMBERS… = pattern | pattern | …
//
// It says that what a pattern matches is a KIND, and which of the meanings in meaning.go makes its value; the meaning may be
// left away where the value is the number alone. In a pattern stand words, signs, and {KIND} for what other lines make. Signs
// that stand together in the pattern have to stand together in the text. (x|y) may be there, [x|y] has to be. A question mark
// at the end is for words that mostly say something else.
//
//go:embed lexicon/*.txt
var lexicons embed.FS

// A rule is one pattern.
type rule struct {
	out       kind
	mean      meaning
	n         []int
	text      string // names of zones, with commas between them
	items     []item
	lang      langs
	ambiguous bool
	proper    string // the first that the line has for it, where that is one word
}

// An item of a rule is a word or sign, or a kind of span.
type item struct {
	word  string
	kind  kind
	glued bool
}

// langs is a set of languages.
type langs uint16

const every langs = 1<<16 - 1

// A grammar is all rules, by what they begin with.
type grammar struct {
	byWord map[string][]rule
	byKind [kinds][]rule
	names  []string         // of the languages, in the order of their bits
	words  map[string]langs // all words that patterns hold, and in which languages
	near   [][]nearWord     // those that people mistype, by length
}

// grammarOf returns the grammar of all languages that there are.
var grammarOf = sync.OnceValue(func() *grammar {
	g, err := load(lexicons, "lexicon")
	if err != nil {
		panic(err)
	}
	return g
})

// load reads every file of a folder.
func load(files fs.FS, folder string) (*grammar, error) {
	g := &grammar{byWord: map[string][]rule{}, words: map[string]langs{}}
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		data, err := fs.ReadFile(files, folder+"/"+e.Name())
		if err != nil {
			return nil, err
		}
		name, lang := strings.TrimSuffix(e.Name(), ".txt"), every
		if name != "common" {
			lang = 1 << len(g.names)
			g.names = append(g.names, name)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if err := g.line(strings.TrimSpace(line), lang); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", e.Name(), i+1, err)
			}
		}
	}
	return g, nil
}

// line adds the rules of one line.
func (g *grammar) line(line string, lang langs) error {
	if line == "" || strings.HasPrefix(line, "# ") || line == "#" {
		return nil
	}
	head, patterns, found := strings.Cut(line, " = ")
	fields := strings.Fields(head)
	if !found || len(fields) == 0 {
		return fmt.Errorf("%q has no =", line)
	}
	r := rule{lang: lang, out: kindOf(fields[0]), mean: meanings[""]}
	if r.out == noKind {
		return fmt.Errorf("there is no kind %q", fields[0])
	}
	for _, f := range fields[1:] {
		if n, err := strconv.Atoi(f); err == nil {
			r.n = append(r.n, n)
		} else if strings.Contains(f, "/") || f == "UTC" {
			r.text = f
		} else if r.mean = meanings[f]; r.mean == nil {
			return fmt.Errorf("there is no meaning %q", f)
		}
	}
	if first := expand(strings.TrimSpace(splitTop(patterns, '|')[0]))[0]; !strings.ContainsAny(first, " {") {
		r.proper = strings.TrimSuffix(first, "?")
	}
	for _, p := range splitTop(patterns, '|') {
		if strings.TrimSpace(p) == "" {
			continue
		}
		for _, one := range expand(strings.TrimSpace(p)) {
			if err := g.add(r, one); err != nil {
				return err
			}
		}
	}
	return nil
}

// add compiles one pattern.
func (g *grammar) add(r rule, pattern string) error {
	if p, ok := strings.CutSuffix(pattern, "?"); ok {
		pattern, r.ambiguous = p, true
	}
	for _, field := range strings.Fields(pattern) {
		for s := field; s != ""; {
			it := item{glued: len(s) < len(field)}
			n := span1(s)
			if s[0] == '{' && strings.IndexByte(s, '}') > 0 {
				n = strings.IndexByte(s, '}') + 1
				if it.kind = kindOf(s[1 : n-1]); it.kind == noKind {
					return fmt.Errorf("there is no kind %q", s[:n])
				}
			} else {
				it.word = fold(strings.ToLower(s[:n]))
				g.words[it.word] |= r.lang
			}
			r.items = append(r.items, it)
			s = s[n:]
		}
	}
	if len(r.items) == 0 {
		return fmt.Errorf("an empty pattern")
	}
	if first := r.items[0]; first.word != "" {
		g.byWord[first.word] = append(g.byWord[first.word], r)
		g.mayBeMistyped(r)
	} else {
		g.byKind[first.kind] = append(g.byKind[first.kind], r)
	}
	return nil
}

// splitTop splits at a sign that stands in no brackets.
func splitTop(s string, sep byte) (out []string) {
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case sep:
			if depth == 0 {
				out = append(out, s[from:i])
				from = i + 1
			}
		}
	}
	return append(out, s[from:])
}

// expand writes a pattern with brackets as all that it stands for.
func expand(p string) (out []string) {
	open := strings.IndexAny(p, "([")
	if open < 0 {
		return []string{p}
	}
	end := open + 1
	for depth := 1; depth > 0; end++ {
		switch p[end] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
	}
	choices := splitTop(p[open+1:end-1], '|')
	if p[open] == '(' {
		choices = append(choices, "")
	}
	for _, c := range choices {
		out = append(out, expand(p[:open]+c+p[end:])...)
	}
	return out
}
