package discordtest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner decodes Discord's markdown to what a reader sees. Rules are tried in the order in which the client tries
// them; what no rule takes is shown as it stands.
type scanner struct {
	view
	full bool // mentions, moments and links too
	deep int  // how deep within other formatting
	word bool // the character before is part of a word
}

// A rule takes something from the front of s, or nothing: n is 0 then.
type rule func(sc scanner, s string) (shown string, n int)

func (v view) decode(s string, full bool) string {
	var lines []string
	if full {
		return v.blocks(s)
	}
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, scanner{view: v}.inline(line))
	}
	return strings.Join(lines, "\n")
}

// blocks takes the marks off the beginnings of lines, then decodes the rest as one text, since formatting may run over
// line breaks. Code blocks are kept out of the former.
func (v view) blocks(s string) string {
	var lines []string
	code := false
	for line := range strings.SplitSeq(s, "\n") {
		if !code {
			line = unmark(line)
		}
		if strings.Count(line, "```")%2 == 1 {
			code = !code
		}
		lines = append(lines, line)
	}
	return scanner{view: v, full: true}.inline(strings.Join(lines, "\n"))
}

// unmark shows headings, small print, quotes and lists as a reader sees them.
func unmark(line string) string {
	for _, mark := range []string{"# ", "## ", "### ", "-# ", "> ", ">>> "} {
		if rest, ok := strings.CutPrefix(line, mark); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimLeft(rest, " ")
		}
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	for _, mark := range []string{"- ", "* "} {
		if rest, ok := strings.CutPrefix(line[indent:], mark); ok && strings.TrimSpace(rest) != "" {
			return line[:indent] + "• " + strings.TrimLeft(rest, " ")
		}
	}
	return line
}

func (sc scanner) inline(s string) string {
	var out strings.Builder
	for s != "" {
		shown, n := sc.next(s)
		out.WriteString(shown)
		last, _ := utf8.DecodeLastRuneInString(s[:n])
		sc.word = last == '_' || unicode.IsLetter(last) || unicode.IsDigit(last)
		s = s[n:]
	}
	return out.String()
}

// next takes one piece from the front.
func (sc scanner) next(s string) (string, int) {
	if sc.deep < 20 { // nobody nests deeper, and a hostile text shall not overflow the stack
		sc.deep++
		for _, r := range rules(sc.full) {
			if shown, n := r(sc, s); n > 0 {
				return shown, n
			}
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

func rules(full bool) []rule {
	formatting := []rule{face, escape, codeBlock, codeSpan, marked("***"), marked("**"), marked("__"), star, underscore, marked("~~"), marked("||"), shortcode}
	if !full {
		return formatting
	}
	return append([]rule{face, escape, codeBlock, codeSpan, angle, masked, address}, formatting...)
}

// face is the one text that keeps its escape.
func face(_ scanner, s string) (string, int) {
	const shrug = `¯\_(ツ)_/¯`
	if strings.HasPrefix(s, shrug) {
		return shrug, len(shrug)
	}
	return "", 0
}

// escape shows the character after a backslash, unless that is a letter, a digit or a space.
func escape(_ scanner, s string) (string, int) {
	if s[0] != '\\' || len(s) == 1 {
		return "", 0
	}
	r, n := utf8.DecodeRuneInString(s[1:])
	if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || unicode.IsSpace(r) {
		return "", 0
	}
	return s[1 : 1+n], 1 + n
}

func codeBlock(_ scanner, s string) (string, int) {
	rest, ok := strings.CutPrefix(s, "```")
	end := strings.Index(rest, "```")
	if !ok || end <= 0 || strings.Trim(rest[:end], "\n") == "" {
		return "", 0
	}
	body := rest[:end]
	if language, after, ok := strings.Cut(body, "\n"); ok && language != "" && !strings.ContainsAny(language, " `") {
		body = after
	}
	return strings.Trim(body, "\n"), end + 6
}

// codeSpan shows what stands between equal runs of backticks.
func codeSpan(_ scanner, s string) (string, int) {
	run := len(s) - len(strings.TrimLeft(s, "`"))
	if run == 0 {
		return "", 0
	}
	for at := run; at < len(s); {
		open := strings.IndexByte(s[at:], '`')
		if open < 0 {
			return "", 0
		}
		at += open
		end := len(s[at:]) - len(strings.TrimLeft(s[at:], "`"))
		if end == run && at > run {
			return strings.TrimSpace(s[run:at]), at + end
		}
		at += end
	}
	return "", 0
}
