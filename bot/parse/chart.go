package parse

import "strings"

// A span is a stretch of tokens that may say something.
type span struct {
	kind      kind
	from, to  int // tokens[from:to]
	lang      langs
	ambiguous bool // the words mostly say something else
	value
}

// bounds of the work that one text may cause
const (
	maxSpans = 1500
	maxHere  = 60 // that begin at one token
)

// A chart holds all that the tokens of a text may say, whether it fits together or not. Rules are tried from the right to
// the left, so that whatever may follow the first item of a rule is there already.
type chart struct {
	*grammar
	words  text
	tokens []token
	spans  []span
	lo, hi []int // spans[lo[i]:hi[i]] begin at token i
	buf    [16]int
}

func (g *grammar) read(words text) *chart {
	c := &chart{grammar: g, words: words, tokens: words.tokens()}
	n := len(c.tokens)
	c.spans = make([]span, 0, 16+4*n)
	at := make([]int, 2*n)
	c.lo, c.hi = at[:n], at[n:]
	for i := n - 1; i >= 0; i-- {
		c.lo[i], c.hi[i] = len(c.spans), len(c.spans)
		c.terminals(i)
		for k := range c.byWord[c.tokens[i].text] {
			c.match(&c.byWord[c.tokens[i].text][k], i, i+1, append(c.buf[:0], -1))
		}
		for k := c.lo[i]; k < len(c.spans); k++ {
			rules := c.byKind[c.spans[k].kind]
			for r := range rules {
				c.match(&rules[r], i, c.spans[k].to, append(c.buf[:0], k))
			}
		}
		c.hi[i] = len(c.spans)
	}
	return c
}

// match tries the rest of a rule from token at on.
func (c *chart) match(r *rule, from, at int, parts []int) {
	if len(parts) == len(r.items) {
		c.build(r, from, at, parts)
		return
	}
	if at >= len(c.tokens) {
		return
	}
	it := &r.items[len(parts)]
	if t := &c.tokens[at]; it.glued && !t.glued || !it.glued && t.glued && t.n >= 0 && letter(c.tokens[at-1].text) {
		return // "at5" is no "at 5"
	}
	if it.word != "" {
		if c.tokens[at].text == it.word {
			c.match(r, from, at+1, append(parts, -1))
		}
		return
	}
	for k := c.lo[at]; k < c.hi[at]; k++ {
		if c.spans[k].kind == it.kind {
			c.match(r, from, c.spans[k].to, append(parts, k))
		}
	}
}

// build adds what a rule makes of its parts.
func (c *chart) build(r *rule, from, to int, parts []int) {
	b := building{chart: c, rule: r, from: from, to: to, parts: parts}
	b.out = span{kind: r.out, from: from, to: to, lang: r.lang, ambiguous: r.ambiguous}
	for _, k := range parts {
		if k >= 0 {
			b.out.lang &= c.spans[k].lang
			b.out.ambiguous = b.out.ambiguous || len(parts) == 1 && c.spans[k].ambiguous
		}
	}
	if b.out.lang != 0 && r.mean(&b) { // no words of two languages
		c.put(b.out)
	}
}

// put adds a span that is not there yet.
func (c *chart) put(s span) {
	if len(c.spans) >= maxSpans || len(c.spans)-c.lo[s.from] >= maxHere {
		return
	}
	for k := c.lo[s.from]; k < len(c.spans); k++ {
		o := &c.spans[k]
		if o.kind == s.kind && o.to == s.to && o.value == s.value {
			o.lang |= s.lang
			o.ambiguous = o.ambiguous && s.ambiguous
			return
		}
	}
	c.spans = append(c.spans, s)
}

// terminals adds what is no matter of language: numbers, names of zones, people and channels.
func (c *chart) terminals(i int) {
	t := &c.tokens[i]
	if t.n >= 0 {
		c.put(span{kind: intKind, from: i, to: i + 1, lang: every, value: value{n: t.n, width: t.width}})
	}
	if t.start && t.text == "" {
		raw := c.words[t.word].raw
		switch {
		case person(raw):
			c.put(span{kind: personKind, from: i, to: i + 1, lang: every})
		case channel(raw):
			c.put(span{kind: channelKind, from: i, to: i + 1, lang: every})
		}
		return
	}
	c.zones(i)
}

// offsetBegins tells whether token i begins an offset from UTC: utc+2, or +02:00 behind a time of day.
func (c *chart) offsetBegins(i int) bool {
	if c.tokens[i].text != "+" {
		return i+2 < len(c.tokens) && c.tokens[i+1].glued && (c.tokens[i+1].text == "+" || c.tokens[i+1].text == "-") && c.tokens[i+2].glued
	}
	return i+1 < len(c.tokens) && c.tokens[i+1].glued && c.tokens[i+1].n >= 0 && i > 0 && (c.tokens[i].glued && c.tokens[i-1].n >= 0 || c.tokens[i].start)
}

func letter(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }

// wordEnd returns the token after the word that token i begins.
func (c *chart) wordEnd(i int) int {
	for c.tokens[i].word == c.tokens[min(i+1, len(c.tokens)-1)].word && i+1 < len(c.tokens) {
		i++
	}
	return i + 1
}

// typed is the words of a span as typed.
func (c *chart) typed(s *span) string { return c.raw(s).raw() }

func (c *chart) raw(s *span) text {
	first, last := c.extent(s)
	return c.words[first:last]
}

// extent tells which words a span covers: words[first:last].
func (c *chart) extent(s *span) (first, last int) {
	return c.tokens[s.from].word, c.tokens[s.to-1].word + 1
}

// whole tells whether a span covers whole words.
func (c *chart) whole(s *span) bool { return c.tokens[s.from].start && c.tokens[s.to-1].end }

// zones adds what names a zone at token i: Europe/Paris, +02:00, and the city in "Paris time".
func (c *chart) zones(i int) {
	t := &c.tokens[i]
	add := func(to int, v value) { c.put(span{kind: zoneKind, from: i, to: to, lang: every, value: v}) }
	if t.text == "-" && i+1 < len(c.tokens) && c.tokens[i+1].n >= 0 {
		for to := i + 2; to <= min(i+4, len(c.tokens)); to++ {
			if loc, ok := offset(c.join(i, to)); ok && (to > i+2 || c.tokens[i+1].width == 4) && (to == len(c.tokens) || !c.tokens[to].glued || c.tokens[to].text == "/") {
				add(to, value{loc: loc})
			}
		}
	}
	if (t.text == "+" || t.text == "utc" || t.text == "gmt") && i+2 < len(c.tokens)+1 && c.offsetBegins(i) {
		end, good := c.wordEnd(i), false
		for to := i + 2; to <= end; to++ {
			if loc, ok := offset(c.join(i, to)); ok && (to == end || c.tokens[to].text == "/") {
				add(to, value{loc: loc})
				good = true
			}
		}
		if !good {
			add(end, value{fault: because(NoSuchOffset)})
		}
		if t.text == "+" {
			return
		}
	}
	if !t.start {
		return
	}
	end := c.wordEnd(i)
	low := c.words[t.word].low
	if slash := strings.IndexByte(low, '/'); slash > 2 && t.n < 0 {
		if loc := loadZone(low); loc != nil {
			add(end, value{loc: loc})
		} else if region(low[:slash]) {
			add(end, value{fault: because(NoSuchZone)})
		}
	}
	if t.n < 0 && c.beforeCity(i) {
		for n := 1; n <= 3 && end <= len(c.tokens); n++ {
			if zone := city(c.join(i, end)); zone != "" {
				c.put(span{kind: cityKind, from: i, to: end, lang: every, value: value{zones: zone}})
			}
			if end == len(c.tokens) {
				break
			}
			end = c.wordEnd(end)
		}
	}
}

// beforeCity tells whether a city at token i could name a zone, so that titles are not looked up.
func (c *chart) beforeCity(i int) bool {
	for k := i + 1; k <= min(i+6, len(c.tokens)-1); k++ {
		if w := c.tokens[k].text; w == "time" || w == "zeit" {
			return true
		}
	}
	if i == 0 {
		return false
	}
	switch c.tokens[i-1].text {
	case "de", "d'", "von", "in", "a", "nach", "of", "timezone":
		return i > 1 && (c.tokens[i-2].text == "heure" || c.tokens[i-2].text == "hora" || c.tokens[i-2].text == "zeit" || c.tokens[i-2].text == "time")
	}
	return false
}

// join writes tokens with the spaces that were between them.
func (c *chart) join(from, to int) string {
	var b strings.Builder
	for k := from; k < to; k++ {
		if k > from && !c.tokens[k].glued {
			b.WriteByte(' ')
		}
		b.WriteString(c.tokens[k].text)
	}
	return b.String()
}
