package discordtest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	timeMark    = regexp.MustCompile(`^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>`)
	someone     = regexp.MustCompile(`^<@!?(\d+)>`)
	someRole    = regexp.MustCompile(`^<@&(\d+)>`)
	somewhere   = regexp.MustCompile(`^<#(\d+)>`)
	someCommand = regexp.MustCompile(`^<(/[^:<>]+):\d+>`)
	someEmoji   = regexp.MustCompile(`^<a?(:\w+:)\d+>`)
	bareLink    = regexp.MustCompile(`^<(https?://[^\s>]+)>`)
	webAddress  = regexp.MustCompile(`^https?://[^\s<]+[^<.,:;"'\]\s]`)
	maskedLink  = regexp.MustCompile(`^\[((?:\\.|[^\[\]\\]|\[[^\]]*\])+)\]\(\s*<?(https?://[^\s()<>]+(?:\([^)\s]*\))?[^\s()<>]*)>?(?:\s+["'][^"']*["'])?\s*\)`)
)

// angle decodes what stands in angle brackets: moments, mentions, commands, emoji, bare links.
func angle(sc scanner, s string) (string, int) {
	if s[0] != '<' {
		return "", 0
	}
	if m := timeMark.FindStringSubmatch(s); m != nil {
		return sc.timeMark(m), len(m[0])
	}
	for _, kind := range []struct {
		re   *regexp.Regexp
		show func(string) string
	}{
		{someone, sc.d.nameOf},
		{someRole, sc.d.roleName},
		{somewhere, sc.d.channelName},
		{someCommand, same},
		{someEmoji, same},
		{bareLink, same},
	} {
		if m := kind.re.FindStringSubmatch(s); m != nil {
			return kind.show(m[1]), len(m[0])
		}
	}
	return "", 0
}

func same(s string) string { return s }

func (sc scanner) timeMark(m []string) string {
	unix, _ := strconv.ParseInt(m[1], 10, 64) // the pattern leaves digits only
	style := m[2]
	if style == "" {
		style = "f"
	}
	return sc.moment(time.Unix(unix, 0), style)
}

func (d *Discord) nameOf(id string) string {
	if id == d.opts.Application {
		return "@meetbot"
	}
	if p := d.person(id); p != nil {
		return "@" + p.Name
	}
	return "@unknown-user"
}

func (d *Discord) roleName(id string) string {
	name := map[string]string{d.opts.Guild: "@everyone", adminRole: "@Admins", userRole: "@meetbot"}[id]
	if name == "" {
		return "@deleted-role"
	}
	return name
}

func (d *Discord) channelName(id string) string {
	if pl := d.place(id); pl != nil && !pl.gone {
		return "#" + pl.Name
	}
	return "#unknown"
}

// masked shows the words of a masked link: where it leads is what a reader does not see.
func masked(sc scanner, s string) (string, int) {
	m := maskedLink.FindStringSubmatch(s)
	if m == nil {
		return "", 0
	}
	sc.full = false
	return sc.inline(m[1]), len(m[0])
}

// address keeps an address as it is, underscores and all.
func address(_ scanner, s string) (string, int) {
	if !strings.HasPrefix(s, "http") {
		return "", 0
	}
	m := webAddress.FindString(s)
	return m, len(m)
}
