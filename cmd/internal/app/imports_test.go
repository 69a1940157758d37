package app_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// imports says which of our own packages, and which of others, a package may import. The first entry whose path fits
// counts; a path stands for what is below it too. Tests are free, except where of says so.
var imports = []struct {
	path   string
	ours   string // space-separated
	others string
}{
	{"core/coretest", "core", "github.com/stretchr/testify"},
	{"core/store/pgtest", "", "github.com/jackc/pgx"},
	{"core/joint", "", ""},
	{"core/store", "core core/joint migrations", "github.com/uptrace/bun github.com/jackc/pgx modernc.org/sqlite"},
	{"core/jitsi/jitsitest", "", ""},
	{"core/jitsi/prosodytest", "", ""},
	{"core/jitsi/probe", "", "github.com/gorilla/websocket"},
	{"core/jitsi", "core", "github.com/golang-jwt/jwt"},
	{"core", "core/joint", "github.com/teambition/rrule-go"},
	{"bot/emulator", "", ""},
	{"bot/say", "core", "github.com/nicksnyder/go-i18n golang.org/x/text go.yaml.in/yaml"},
	{"bot/bottest", "bot bot/emulator bot/parse core bot/say", "github.com/stretchr/testify"},
	{"bot/slack/slacktest", "bot/emulator", "github.com/santhosh-tekuri/jsonschema github.com/gorilla/websocket"},
	{"bot/discord/discordtest", "bot/emulator", "github.com/gorilla/websocket"},
	{"bot/parlour/parlourtest", "bot/emulator", ""},
	{"bot/parlour", "core bot/say bot bot/carrier", ""},
	{"bot/carrier", "core", "golang.org/x/time"},
	{"bot/slack", "core bot/say bot bot/carrier bot/parse", "github.com/slack-go/slack github.com/cenkalti/backoff github.com/gorilla/websocket"},
	{"bot/discord", "core bot/say bot bot/carrier bot/parse", "github.com/bwmarrin/discordgo golang.org/x/time github.com/cenkalti/backoff github.com/gorilla/websocket"},
	{"bot/parse", "core", ""},
	{"bot", "core bot/say bot/parse", ""},
	{"web/webtest", "", "github.com/chromedp/cdproto github.com/chromedp/chromedp"},
	{"web", "core bot/say", "github.com/arran4/golang-ical github.com/coreos/go-oidc golang.org/x/oauth2 golang.org/x/time"},
	{"migrations", "", ""},
	{"cmd/internal/app", "core core/store core/jitsi core/jitsi/probe bot bot/carrier bot/slack bot/discord bot/parse bot/say web", "*"},
	{"cmd", "cmd/internal/app core core/store core/jitsi/jitsitest bot/emulator bot/slack/slacktest bot/discord/discordtest", "*"},
}

// TestImports holds the direction in which packages know each other: core knows nobody, adapters never each other, and
// emulators nothing of what they test.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if d.IsDir() && strings.HasPrefix(rel, ".") && rel != "." || d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		seen++
		checkImports(t, file, filepath.ToSlash(rel))
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, seen, 50, "the sources were not found")
}

func checkImports(t *testing.T, file, rel string) {
	dir := filepath.ToSlash(filepath.Dir(rel))
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	require.NoError(t, err)
	for _, rule := range imports {
		if dir != rule.path && !strings.HasPrefix(dir, rule.path+"/") {
			continue
		}
		for _, i := range parsed.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			require.NoError(t, err)
			if !allowed(path, dir, rule.ours, rule.others) {
				t.Errorf("%s imports %s, which %s may not", rel, path, rule.path)
			}
		}
		return
	}
	t.Errorf("%s: no rule says what it may import", rel)
}

func allowed(path, dir, ours, others string) bool {
	if own, ok := strings.CutPrefix(path, "meetbot/"); ok {
		for _, o := range strings.Fields(ours) {
			if own == o {
				return true
			}
		}
		return own == dir
	}
	if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
		return true // the standard library
	}
	for _, o := range strings.Fields(others) {
		if o == "*" || path == o || strings.HasPrefix(path, o+"/") {
			return true
		}
	}
	return false
}
