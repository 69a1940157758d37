package slacktest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// quoteMark stands for the bar beside a quotation.
const quoteMark = "| "

var (
	tokenForm = regexp.MustCompile(`<([^<>\n]+)>`)
	codeForm  = regexp.MustCompile("(?s)```(.+?)```|`([^`\n]+)`")
	heldForm  = regexp.MustCompile("\x00([0-9]+)\x00")
	entities  = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// mrkdwn renders Slack's markup: mentions, links and dates by name, formatting marks gone, entities decoded. Text that
// was not neutralised therefore shows otherwise than it was typed.
func (r reader) mrkdwn(text string) string {
	text = strings.ReplaceAll(text, "\x00", "")
	var held []string
	hold := func(shown string) string {
		held = append(held, shown)
		return "\x00" + strconv.Itoa(len(held)-1) + "\x00"
	}
	text = tokenForm.ReplaceAllStringFunc(text, func(t string) string { return hold(r.token(t[1 : len(t)-1])) })
	text = codeForm.ReplaceAllStringFunc(text, func(c string) string {
		return hold(entities.Replace(strings.Trim(c, "`")))
	})
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = unstyle(line)
	}
	text = entities.Replace(emojis(strings.Join(lines, "\n")))
	for heldForm.MatchString(text) { // code may hold tokens
		text = heldForm.ReplaceAllStringFunc(text, func(h string) string {
			n, _ := strconv.Atoi(strings.Trim(h, "\x00"))
			return held[n]
		})
	}
	return text
}

// token renders what stands between < and >.
func (r reader) token(t string) string {
	body, label, labels := strings.Cut(t, "|")
	label = entities.Replace(label)
	switch {
	case strings.HasPrefix(body, "@"):
		return "@" + r.person(body[1:])
	case strings.HasPrefix(body, "#"):
		return "#" + r.channel(body[1:])
	case strings.HasPrefix(body, "!date^"):
		return r.dateToken(t)
	case strings.HasPrefix(body, "!subteam^"):
		if labels {
			return label
		}
		return "@" + strings.TrimPrefix(body, "!subteam^")
	case strings.HasPrefix(body, "!"):
		return "@" + body[1:]
	}
	return labelled(label, entities.Replace(body))
}

// dateToken renders !date^unix^format^link|fallback.
func (r reader) dateToken(t string) string {
	body, fallback, _ := strings.Cut(t, "|")
	parts := strings.Split(body, "^")
	if len(parts) < 3 {
		return fallback
	}
	unix, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || formatFault(parts[2]) != "" {
		return fallback
	}
	shown := r.moment(unix, entities.Replace(parts[2]))
	if len(parts) > 3 {
		return labelled(shown, entities.Replace(parts[3]))
	}
	return shown
}

// tokenFaults finds date tokens that Slack would not show as a date in the reader's zone.
func tokenFaults(text, at string) []string {
	var faults []string
	for _, m := range tokenForm.FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[1], "!date^") {
			continue
		}
		body, fallback, _ := strings.Cut(m[1], "|")
		parts := strings.Split(body, "^")
		problem := ""
		switch {
		case len(parts) < 3 || len(parts) > 4:
			problem = "date without a format"
		case fallback == "":
			problem = "date without a fallback"
		default:
			if _, err := strconv.ParseInt(parts[1], 10, 64); err != nil {
				problem = "date without a number"
			} else {
				problem = formatFault(parts[2])
			}
		}
		if problem != "" {
			faults = append(faults, problem+" [json-pointer:"+at+"]")
		}
	}
	return faults
}

// unstyle takes the formatting marks out of one line: quotation, bold, italics, strike-through.
func unstyle(line string) string {
	quote := ""
	for _, mark := range []string{"&gt;", ">"} {
		if rest, quoted := strings.CutPrefix(line, mark); quoted {
			quote, line = quoteMark, strings.TrimPrefix(rest, " ")
			break
		}
	}
	for _, mark := range "*_~" {
		line = unmark([]rune(line), mark)
	}
	return quote + line
}

// unmark removes pairs of one mark around words.
func unmark(line []rune, mark rune) string {
	var out []rune
	for i := 0; i < len(line); i++ {
		if line[i] == mark && opens(line, i) {
			if end := closing(line, i, mark); end > 0 {
				out = append(out, line[i+1:end]...)
				i = end
				continue
			}
		}
		out = append(out, line[i])
	}
	return string(out)
}

func opens(line []rune, i int) bool {
	return (i == 0 || !wordly(line[i-1])) && i+1 < len(line) && !unicode.IsSpace(line[i+1]) && line[i+1] != line[i]
}

// closing finds the mark that ends what begins at i, or 0.
func closing(line []rune, i int, mark rune) int {
	for j := i + 2; j < len(line); j++ {
		if line[j] == mark && !unicode.IsSpace(line[j-1]) && (j+1 == len(line) || !wordly(line[j+1])) {
			return j
		}
	}
	return 0
}

func wordly(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
