package say

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A source is a file of ours that speaks to people: Go, a page's template or a page's script.
type source struct {
	name string // from the root of the repository
	text string
	tree *ast.File // of Go
	set  *token.FileSet
}

// sources are what is below the given folders, without tests and what only they use.
func sources(t *testing.T, ending string, folders ...string) []source {
	t.Helper()
	var out []source
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && strings.HasSuffix(d.Name(), "test") || d.Name() == "emulator" || d.Name() == "testdata" {
				return firstError(err, fs.SkipDir)
			}
			if d.IsDir() || !strings.HasSuffix(file, ending) || strings.HasSuffix(file, "_test.go") {
				return nil
			}
			out = append(out, read(t, file, ending))
			return nil
		})
		require.NoError(t, err)
	}
	require.NotEmpty(t, out)
	return out
}

func firstError(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func read(t *testing.T, file, ending string) source {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	s := source{name: filepath.ToSlash(strings.TrimPrefix(file, filepath.Join("..", "..")+string(filepath.Separator))), text: string(raw)}
	if ending == ".go" {
		s.set = token.NewFileSet()
		s.tree, err = parser.ParseFile(s.set, file, raw, 0)
		require.NoError(t, err)
	}
	return s
}

// literal returns the text of a string literal.
func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}
