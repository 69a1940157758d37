package say

import (
	"go/ast"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// apart are the folders and files whose own words still stand in them: the reader of what people type, and what the
// adapters say by themselves; and the store, which has SQL and what the operator is to do, and nothing for people. What is
// mended leaves this list: the test below sees to it.
var apart = []string{"bot/slack/", "bot/discord/", "core/store/"}

// exempt is how errors for the log begin where that is with a capital letter.
const exempt = "ID token: "

// TestNoSentenceStandsOutsideOfTheCatalogue in Go: what has a capital letter and a second word is one, unless it goes to
// the log or into an error, which begin small; and what is shown as it stands is one even if it is a single word.
func TestNoSentenceStandsOutsideOfTheCatalogue(t *testing.T) {
	found := map[string]bool{}
	for _, s := range sources(t, ".go", "core", "bot", "web") {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			for _, text := range shown(n) {
				if file := stillApart(s.name); file != "" {
					found[file] = true
				} else {
					t.Errorf("%s: %q belongs into the catalogue", s.set.Position(n.Pos()), text)
				}
			}
			return true
		})
	}
	for _, file := range apart {
		if !found[file] {
			t.Errorf("%s says nothing by itself any more: take it from the list", file)
		}
	}
}

func stillApart(name string) string {
	for _, file := range apart {
		if strings.HasPrefix(name, file) {
			return file
		}
	}
	return ""
}

var (
	sentenceForm = regexp.MustCompile(`^[^\pL]*\p{Lu}[\pL'’]* +\pL+`)
	wordForm     = regexp.MustCompile(`\pL{2}`)
)

// shown are the texts in a piece of code that look as if people were to read them.
func shown(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := literal(n); ok && sentenceForm.MatchString(text) && !strings.HasPrefix(text, exempt) {
			return []string{text}
		}
	case *ast.CallExpr: // what becomes a Span
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "Text" || f.Name == "Strong") {
			return wordsIn(n.Args[0])
		}
	case *ast.KeyValueExpr:
		if f, ok := n.Key.(*ast.Ident); ok && (f.Name == "Label" || f.Name == "Title" || f.Name == "Description") {
			return wordsIn(n.Value)
		}
	}
	return nil
}

// wordsIn are the literals with words that an expression is put together of, but for those that are handed to a function.
func wordsIn(e ast.Expr) []string {
	var out []string
	ast.Inspect(e, func(n ast.Node) bool {
		if _, ok := n.(*ast.CallExpr); ok {
			return false
		}
		if l, ok := n.(*ast.BasicLit); ok {
			if text, ok := literal(l); ok && wordForm.MatchString(text) && text != "UTC" {
				out = append(out, text)
			}
		}
		return true
	})
	return out
}

var (
	action    = regexp.MustCompile(`\{\{[^}]*\}\}`)
	attribute = regexp.MustCompile(`(?:aria-label|title|alt|placeholder)="([^"]*)"`)
	tag       = regexp.MustCompile(`<[^>]*>`)
)

// TestNoSentenceStandsInATemplate: between its elements, and in what their attributes show, are the product's name and that
// of whom the picture shows, and nothing else with letters.
func TestNoSentenceStandsInATemplate(t *testing.T) {
	for _, s := range sources(t, ".html", "web/page") {
		text := action.ReplaceAllString(s.text, "")
		for _, m := range attribute.FindAllStringSubmatch(text, -1) {
			require.NotRegexp(t, wordForm, m[1], s.name)
		}
		for _, word := range strings.Fields(tag.ReplaceAllString(text, " ")) {
			if word != "meetbot" && word != "alice" {
				require.NotRegexp(t, wordForm, word, s.name)
			}
		}
	}
}

var (
	comment    = regexp.MustCompile(`(?m)(?:^|\s)//.*$`)
	inserted   = regexp.MustCompile(`\$\{(?:[^{}]|\{[^{}]*\})*\}`)
	scriptText = regexp.MustCompile("'((?:[^'\\\\\n]|\\\\.)*)'|`([^`]*)`")
	twoWords   = regexp.MustCompile(`\pL{2,}[,.!?]? \pL{2,}`)
	selector   = regexp.MustCompile(`^[a-z#.]+ [a-z0-9#.\[=\]-]+$`)
)

// TestNoSentenceStandsInAScript: its texts have no two words in a row, nor one with a capital letter.
func TestNoSentenceStandsInAScript(t *testing.T) {
	for _, s := range sources(t, ".js", "web/static") {
		for _, m := range scriptText.FindAllStringSubmatch(comment.ReplaceAllString(s.text, ""), -1) {
			text := inserted.ReplaceAllString(m[1]+m[2], "")
			if twoWords.MatchString(text) && !selector.MatchString(text) || capital.MatchString(text) {
				t.Errorf("%s: %q belongs into the catalogue", s.name, text)
			}
		}
	}
}

var capital = regexp.MustCompile(`^\p{Lu}\p{Ll}+[ .…]`)
