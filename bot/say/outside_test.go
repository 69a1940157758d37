package say

import (
	"go/ast"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// apart are the files whose sentences no user of a chat or a page reads, and who does.
var apart = map[string]string{
	"core/store/trouble.go":  "the operator, in the log and at the start",
	"core/store/schema.go":   "the operator, before the schema is changed",
	"bot/discord/connect.go": "the operator, in the log",
	"bot/discord/examine.go": "the operator, whom doctor tells",
	"bot/discord/gateway.go": "the operator, in the log and at /readyz",
	"bot/slack/status.go":    "the operator, at /readyz",
}

// TestNoSentenceStandsOutsideOfTheCatalogue in Go: what has a capital letter and a second word is one, unless it goes to
// the log or into an error; and what is shown as it stands is one even if it is a single word.
func TestNoSentenceStandsOutsideOfTheCatalogue(t *testing.T) {
	found := map[string]bool{}
	for _, s := range sources(t, ".go", "core", "bot", "web") {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			for _, text := range shown(n) {
				if found[s.name] = true; apart[s.name] == "" {
					t.Errorf("%s: %q belongs into the catalogue", s.set.Position(n.Pos()), text)
				}
			}
			return !unread(n)
		})
	}
	for file := range apart {
		require.True(t, found[file], "%s says nothing by itself any more: take it from the list", file)
	}
}

// unread tells whether a piece of code makes an error or writes into the log, which people do not see, or into the database.
func unread(n ast.Node) bool {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, _ := f.X.(*ast.Ident)
	return of != nil && (of.Name == "errors" && f.Sel.Name == "New" || of.Name == "fmt" && f.Sel.Name == "Errorf") || logs[f.Sel.Name]
}

// logs are the methods of a logger.
var logs = map[string]bool{"DebugContext": true, "InfoContext": true, "WarnContext": true, "ErrorContext": true}

var (
	sentenceForm = regexp.MustCompile(`^[^\pL]*\p{Lu}[\pL'’]* +\pL+`)
	capitals     = regexp.MustCompile(`^[^\pL]*\p{Lu}{2,}\b`) // a piece of SQL, or the name of a format
	wordForm     = regexp.MustCompile(`\pL{2}`)
)

// shown are the texts in a piece of code that look as if people were to read them.
func shown(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := literal(n); ok && sentenceForm.MatchString(text) && !capitals.MatchString(text) {
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
