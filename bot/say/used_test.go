package say

import (
	"go/ast"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"github.com/stretchr/testify/require"
)

// A user notes which sentences are named where, and whether what is filled in is what they have room for.
type user struct {
	t       *testing.T
	catalog map[string]sentence
	used    map[string]bool
}

// TestEverySentenceIsNamedRightly in Go, in templates and in scripts: it is there, its arguments are what it has
// placeholders for, and no sentence is left over. A key with a variable end stands for all that begin with it.
func TestEverySentenceIsNamedRightly(t *testing.T) {
	u := &user{t, messages(t, Default), map[string]bool{}}
	reasons := u.reasons("core", "refusal.")
	maps.Copy(reasons, u.reasons("bot/parse", "misread.why."))
	for _, s := range sources(t, ".go", "bot", "core", "web", "cmd/internal/app") {
		ast.Inspect(s.tree, func(n ast.Node) bool { u.visit(s, n, reasons); return true })
	}
	for _, s := range sources(t, ".html", "web/page") {
		u.template(s)
	}
	for _, s := range sources(t, ".js", "web/static") {
		u.script(s)
	}
	for _, key := range slices.Sorted(maps.Keys(u.catalog)) {
		if !u.used[key] {
			t.Errorf("nobody says %s", key)
		}
	}
}

// family are the sentences that a key stands for: itself, or those that begin with it.
func (u *user) family(key string) []string {
	if _, ok := u.catalog[key]; ok {
		return []string{key}
	}
	var out []string
	for k := range u.catalog {
		if strings.HasPrefix(k, key+".") {
			out = append(out, k)
		}
	}
	return out
}

// takes are the placeholders of a family.
func (u *user) takes(key string) []string {
	var all []string
	for _, k := range u.family(key) {
		all = append(all, placeholders(u.catalog[k]["other"])...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (u *user) note(where, key string) {
	family := u.family(key)
	if len(family) == 0 {
		u.t.Errorf("%s: there is no sentence %s", where, key)
	}
	for _, k := range family {
		u.used[k] = true
	}
}

// noteWith also holds the names of what is filled in against the placeholders.
func (u *user) noteWith(where, key string, names []string) {
	u.note(where, key)
	slices.Sort(names)
	if want := u.takes(key); !slices.Equal(names, want) {
		u.t.Errorf("%s: %s has room for %v and gets %v", where, key, want, names)
	}
}

var keyForm = regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)+$`)

// isKey tells whether a text names a sentence: its first part is a part of the catalogue.
func (u *user) isKey(text string) bool {
	first, _, _ := strings.Cut(text, ".")
	return keyForm.MatchString(text) && slices.ContainsFunc(slices.Collect(maps.Keys(u.catalog)), func(k string) bool { return strings.HasPrefix(k, first+".") })
}

// reasons are the keys of what a folder refuses with, by the names of the constants.
func (u *user) reasons(folder, part string) map[string]string {
	out := map[string]string{}
	for _, s := range sources(u.t, ".go", folder) {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			kind, _ := spec.Type.(*ast.Ident)
			if value, ok := literal(spec.Values[0]); ok && kind != nil && (kind.Name == "Reason" || kind.Name == "Code") {
				out[spec.Names[0].Name] = part + value
				if kind.Name == "Reason" {
					u.note(s.name, part+value)
				}
			}
			return true
		})
	}
	require.NotEmpty(u.t, out)
	return out
}

func (u *user) visit(s source, n ast.Node, reasons map[string]string) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := literal(n); ok && u.isKey(text) {
			u.note(s.set.Position(n.Pos()).String(), text)
		}
	case *ast.CallExpr:
		u.call(s, n, reasons)
	case *ast.CompositeLit:
		u.composite(s, n)
	}
}

// call looks at a sentence and what is filled in, which follows the key: names and values by turns.
func (u *user) call(s source, n *ast.CallExpr, reasons map[string]string) {
	where := s.set.Position(n.Pos()).String()
	if name, ok := n.Fun.(*ast.Ident); ok && name.Name == "refuse" && len(n.Args) >= 2 {
		u.refusal(where, n, reasons)
		return
	}
	if name, ok := n.Fun.(*ast.Ident); ok && name.Name == "because" {
		if reason, ok := n.Args[0].(*ast.Ident); ok {
			u.noteWith(where, reasons[reason.Name], u.names(where, n.Args[1:]))
		}
		return
	}
	if n.Ellipsis.IsValid() {
		return
	}
	for i, arg := range n.Args {
		if key := u.keyIn(arg); key != "" && !isKeyCall(n) {
			u.noteWith(where, key, u.names(where, n.Args[i+1:]))
		}
	}
}

func (u *user) refusal(where string, n *ast.CallExpr, reasons map[string]string) {
	code, _ := n.Args[0].(*ast.Ident)
	reason, named := n.Args[1].(*ast.Ident)
	switch {
	case code == nil || n.Ellipsis.IsValid():
	case named:
		u.noteWith(where, reasons[reason.Name], u.names(where, n.Args[2:]))
	default:
		u.noteWith(where, reasons[code.Name], nil)
	}
}

// keyIn returns the key that an expression names: "a.b", or say.Key("a.b").Of(variant).
func (u *user) keyIn(e ast.Expr) string {
	if text, ok := literal(e); ok && u.isKey(text) {
		return text
	}
	of, ok := e.(*ast.CallExpr)
	if !ok {
		return ""
	}
	method, ok := of.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "Of" {
		return ""
	}
	key, ok := method.X.(*ast.CallExpr)
	if !ok || !isKeyCall(key) {
		return ""
	}
	text, _ := literal(key.Args[0])
	return text
}

// isKeyCall tells whether a call is say.Key("a.b"), or one that only names what is below it.
func isKeyCall(n *ast.CallExpr) bool {
	switch f := n.Fun.(type) {
	case *ast.Ident:
		return f.Name == "Key"
	case *ast.SelectorExpr:
		return f.Sel.Name == "Key"
	}
	return false
}

func (u *user) names(where string, args []ast.Expr) []string {
	var out []string
	for i := 0; i < len(args); i += 2 {
		name, ok := literal(args[i])
		if !ok {
			u.t.Errorf("%s: the name of what is filled in does not stand there", where)
		}
		out = append(out, name)
	}
	return out
}

// composite looks at values with a key and args, as stops are.
func (u *user) composite(s source, n *ast.CompositeLit) {
	key, names := "", []string(nil)
	for _, e := range n.Elts {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return
		}
		field, _ := pair.Key.(*ast.Ident)
		switch {
		case field == nil:
			return
		case field.Name == "key":
			key = u.keyIn(pair.Value)
		case field.Name == "args":
			if list, ok := pair.Value.(*ast.CompositeLit); ok {
				names = u.names(s.set.Position(n.Pos()).String(), list.Elts)
			}
		}
	}
	if key != "" {
		u.noteWith(s.set.Position(n.Pos()).String(), key, names)
	}
}

// template looks at every {{say "a.b" "Name" value}}.
func (u *user) template(s source) {
	tree := parse.New(s.name)
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	_, err := tree.Parse(s.text, "{{", "}}", trees)
	require.NoError(u.t, err)
	for _, t := range trees {
		u.node(s.name, t.Root)
	}
	u.node(s.name, tree.Root)
}

func (u *user) node(where string, n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, c := range n.Nodes {
				u.node(where, c)
			}
		}
	case *parse.IfNode:
		u.branch(where, &n.BranchNode)
	case *parse.RangeNode:
		u.branch(where, &n.BranchNode)
	case *parse.WithNode:
		u.branch(where, &n.BranchNode)
	case *parse.ActionNode:
		u.node(where, n.Pipe)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			u.node(where, c)
		}
	case *parse.CommandNode:
		u.command(where, n)
	}
}

func (u *user) branch(where string, n *parse.BranchNode) {
	u.node(where, n.Pipe)
	u.node(where, n.List)
	u.node(where, n.ElseList)
}

func (u *user) command(where string, n *parse.CommandNode) {
	for _, arg := range n.Args {
		u.node(where, arg)
	}
	if f, ok := n.Args[0].(*parse.IdentifierNode); !ok || f.Ident != "say" {
		return
	}
	var names []string
	for i := 2; i < len(n.Args); i += 2 {
		names = append(names, n.Args[i].(*parse.StringNode).Text)
	}
	u.noteWith(where, n.Args[1].(*parse.StringNode).Text, names)
}

var (
	quotedKey  = regexp.MustCompile(`'((?:script|unit)\.[a-z_.]+)'`)
	wordsCall  = regexp.MustCompile(`words\('([a-z_.]+)'(?:, \{ ?([^}]*)\})?`)
	nameInCall = regexp.MustCompile(`(\w+):`)
)

// script looks at every words('a.b', { Name: value }), and at keys that stand elsewhere.
func (u *user) script(s source) {
	for _, m := range quotedKey.FindAllStringSubmatch(s.text, -1) {
		u.note(s.name, m[1])
	}
	for _, m := range wordsCall.FindAllStringSubmatch(s.text, -1) {
		var names []string
		for _, name := range nameInCall.FindAllStringSubmatch(m[2], -1) {
			names = append(names, name[1])
		}
		u.noteWith(s.name, m[1], names)
	}
}
