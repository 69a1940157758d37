package web

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"sync"
)

// A mould renders what html/template does, at a small part of the cost. A page has a shape, which is all of it but some
// texts: the template runs once for each shape, with a mark in place of each text, and the texts are put in for the marks
// each time, escaped as the template would. Whatever is not taken out as a text is a part of the shape, so that nothing a
// page goes by can be forgotten.
type mould[P shaped[P]] struct {
	template *template.Template

	mu    sync.RWMutex
	casts map[P]cast
}

// A shaped page returns itself with marks in place of its texts, and these.
type shaped[P any] interface {
	comparable
	shape() (P, texts)
}

// mostCasts is more than there are shapes of any page. Those beyond would be made anew each time.
const mostCasts = 800

// A cast is a shape, cut at the marks: each piece is followed by the text of a number, and none follows the last.
type cast []castPiece

type castPiece struct {
	html string
	text int
}

// texts are what differs from page to page. The first is an ID of a-z and 0-9, which may stand in an address too.
type texts struct {
	id  string
	all []string
}

const (
	firstMark = '\uE000' // a mark is a character that nobody uses; in any other place than a text or a quoted attribute the template would change it
	mostTexts = 60
	idMark    = "qqqqqqqqqqqqqqqqqqqqqqqqqq"
	none      = -1
	theID     = -2
)

// take puts a mark in place of a text. One that is empty stays so: templates ask whether there is one.
func (t *texts) take(fields ...*string) {
	for _, f := range fields {
		if *f != "" {
			t.all = append(t.all, *f)
			*f = string(firstMark + rune(len(t.all)-1))
		}
	}
}

// render writes a page to out.
func (m *mould[P]) render(out *bytes.Buffer, page P) error {
	shape, texts := page.shape()
	m.mu.RLock()
	c, ok := m.casts[shape]
	m.mu.RUnlock()
	if !ok {
		var err error
		if c, err = m.cast(shape, len(texts.all)); err != nil {
			return err
		}
	}
	for _, p := range c {
		out.WriteString(p.html)
		switch p.text {
		case none:
		case theID:
			escape(out, texts.id)
		default:
			escape(out, texts.all[p.text])
		}
	}
	return nil
}

func (m *mould[P]) cast(shape P, n int) (cast, error) {
	var out bytes.Buffer
	if err := m.template.Execute(&out, shape); err != nil {
		return nil, err
	}
	c, err := cutAtMarks(out.String(), n)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.template.Name(), err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.casts) < mostCasts {
		m.casts[shape] = c
	}
	return c, nil
}

var errMark = errors.New("a text stands where it cannot be put in afterwards")

func cutAtMarks(html string, n int) (cast, error) {
	if n > mostTexts || strings.Contains(strings.ToUpper(html), "%EE%80") || strings.Contains(strings.ToUpper(html), `\UE0`) {
		return nil, errMark
	}
	var c cast
	begun := 0
	add := func(at, length, text int) {
		c = append(c, castPiece{html[begun:at], text})
		begun = at + length
	}
	for i, r := range html {
		switch {
		case r >= firstMark && r < firstMark+rune(n):
			add(i, len(string(firstMark)), int(r-firstMark))
		case r == rune(idMark[0]) && i >= begun && strings.HasPrefix(html[i:], idMark):
			add(i, len(idMark), theID)
		}
	}
	return append(c, castPiece{html[begun:], none}), nil
}

// escape writes a text as html/template writes it between elements and into quoted attributes.
func escape(out *bytes.Buffer, text string) {
	begun := 0
	for i := range len(text) {
		var instead string
		switch text[i] {
		case 0:
			instead = "\uFFFD"
		case '"':
			instead = "&#34;"
		case '&':
			instead = "&amp;"
		case '\'':
			instead = "&#39;"
		case '+':
			instead = "&#43;"
		case '<':
			instead = "&lt;"
		case '>':
			instead = "&gt;"
		default:
			continue
		}
		out.WriteString(text[begun:i])
		out.WriteString(instead)
		begun = i + 1
	}
	out.WriteString(text[begun:])
}
