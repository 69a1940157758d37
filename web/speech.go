package web

import (
	"html/template"
	"net/http"
	"strings"

	"meetbot/bot/say"
)

// in is the language of whoever asks for a page.
func (s *server) in(r *http.Request) *say.Language {
	return s.Words.In(r.Header.Get("Accept-Language"))
}

// sentence is a sentence for a page. Where something of it is more than text, all of it is HTML, in which what people typed
// is escaped.
func sentence(l *say.Language, key say.Key, args ...any) any {
	parts := l.Parts(key, args...)
	plain := true
	var b strings.Builder
	for _, p := range parts {
		if p.Strong {
			plain = false
			b.WriteString("<strong>")
		}
		switch v := p.Value.(type) {
		case nil:
			b.WriteString(template.HTMLEscaper(p.Text))
		case template.HTML:
			plain = false
			b.WriteString(string(v))
		default:
			b.WriteString(template.HTMLEscaper(v))
		}
		if p.Strong {
			b.WriteString("</strong>")
		}
	}
	if plain {
		return l.Say(key, args...)
	}
	return template.HTML(b.String())
}

// The elements that stand inside of sentences.

func element(name, attributes, text string) template.HTML {
	return template.HTML("<" + name + attributes + ">" + template.HTMLEscapeString(text) + "</" + name + ">")
}

// isolated keeps the direction of a name to itself.
func isolated(name string) template.HTML { return element("bdi", "", name) }

// code is a command as one types it.
func code(command string) template.HTML { return element("code", "", command) }

// moment is an instant whose words scripts bring up to date: kind is what clock.js or count.js call it.
func moment(attribute, kind, instant, words string) template.HTML {
	return element("time", ` data-`+attribute+`="`+kind+`" datetime="`+template.HTMLEscapeString(instant)+`"`, words)
}

func clockTime(instant, words string) template.HTML { return moment("local", "clock", instant, words) }

func countTime(kind, instant, words string) template.HTML {
	return moment("count", kind, instant, words)
}

// commands are the ways to type something where each chat has its own command: "/meet link or /m link".
func alternatives(l *say.Language, commands []string, words string) template.HTML {
	var all []string
	for _, c := range commands {
		all = append(all, string(code(c+" "+words)))
	}
	return template.HTML(strings.Join(all, " "+template.HTMLEscapeString(l.Say("page.or"))+" "))
}
