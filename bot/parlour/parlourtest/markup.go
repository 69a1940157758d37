package parlourtest

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A piece of a line is text, or a mark of some kind.
type piece struct {
	kind string // empty: text
	what string
	bare []string // the names in it that stand behind an @ without a backslash
}

var (
	kinds   = strings.Fields("strong day clock person room link")
	numeric = strings.Fields("day clock")
	name    = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]*`)

	errUnclosed = errors.New("a mark that is not closed")
	errBrace    = errors.New("a brace that closes nothing")
	errSlash    = errors.New("a backslash before nothing")
)

// parse reads the markup of a line: {kind:what}, and a backslash before whatever is not meant.
func parse(line string) ([]piece, error) {
	var out []piece
	for line != "" {
		if line[0] == '}' {
			return nil, errBrace
		}
		p, rest, err := next(line)
		if err = cmp.Or(err, p.check()); err != nil {
			return nil, err
		}
		out, line = append(out, p), rest
	}
	return out, nil
}

// next reads a mark, or the text before the next one.
func next(line string) (p piece, rest string, err error) {
	inside := line[0] == '{'
	if inside {
		kind, after, ok := strings.Cut(line[1:], ":")
		if !ok || !slices.Contains(kinds, kind) {
			return piece{}, "", fmt.Errorf("there is no mark %q", kind)
		}
		p.kind, line = kind, after
	}
	var text strings.Builder
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '}' && inside:
			p.what = text.String()
			return p, line[i+1:], nil
		case (c == '{' || c == '}') && !inside:
			p.what = text.String()
			return p, line[i:], nil
		case c == '{':
			return piece{}, "", errUnclosed
		case c == '@':
			if called := name.FindString(line[i+1:]); called != "" {
				p.bare = append(p.bare, called)
			}
		case c == '\\':
			if i++; i == len(line) {
				return piece{}, "", errSlash
			}
		}
		text.WriteByte(line[i])
	}
	if p.what = text.String(); inside {
		return piece{}, "", errUnclosed
	}
	return p, "", nil
}

// check wants a number where there must be one, and an address and a label of a link.
func (p piece) check() error {
	_, err := strconv.ParseInt(p.what, 10, 64)
	address, label, _ := strings.Cut(p.what, " ")
	switch {
	case slices.Contains(numeric, p.kind) && err != nil:
		return fmt.Errorf("%q is no time", p.what)
	case p.kind == "link" && (address == "" || label == ""):
		return fmt.Errorf("%q is no address and a label", p.what)
	}
	return nil
}

// calls returns the names that a content calls without meaning to: with an @ that has no backslash before it.
func calls(c content) []string {
	var out []string
	for _, line := range c.Lines {
		pieces, _ := parse(line) // what cannot be read is refused
		for _, p := range pieces {
			out = append(out, p.bare...)
		}
	}
	return out
}
