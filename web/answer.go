package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// answerPage answers with a page that scripts ask for again and again. Where the one that they have shows the same, they are
// told only that. Nobody else keeps it: Cache-Control is no-store, and so no browser asks so by itself.
func (s *server) answerPage(w http.ResponseWriter, r *http.Request, signedIn bool, html []byte) {
	now := s.Service.Now()
	tag := tagOf(html, now)
	w.Header().Set("Etag", tag)
	w.Header().Set("Meetbot-Now", stamp(now))
	if has(r.Header.Values("If-None-Match"), tag) {
		vary(w)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if !s.mayCompress(r, signedIn) {
		send(w, http.StatusOK, html)
		return
	}
	out, done := buffer()
	defer done()
	compress(out, html)
	w.Header().Set("Content-Encoding", "gzip")
	send(w, http.StatusOK, out.Bytes())
}

// vary names everything that an answer goes by.
func vary(w http.ResponseWriter) {
	w.Header().Set("Vary", "Accept-Language, Accept-Encoding, Cookie, Sec-Fetch-Site")
}

func send(w http.ResponseWriter, code int, html []byte) {
	vary(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(code)
	_, _ = w.Write(html)
}

// tagOf names what a page shows. It is made of the whole page, so that nothing is forgotten, be it a role, an account or the
// language, but for the clock and what runs with it, which scripts write themselves; of those it has the minute.
func tagOf(html []byte, now time.Time) string {
	sum := sha256.New()
	before, rest := cutOut(html, clockMark, quote)
	sum.Write(before)
	for len(rest) > 0 {
		before, rest = cutOut(rest, countMark, countEnd)
		sum.Write(before)
	}
	_, _ = io.WriteString(sum, now.Truncate(time.Minute).String())
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:15]) + `"`
}

// What runs with the clock: the value of data-now, and a time with data-count. People write neither into a page, for quotes
// and < are escaped.
var (
	clockMark, quote    = []byte(` data-now="`), []byte(`"`)
	countMark, countEnd = []byte(` data-count="`), []byte("</time>")
)

// cutOut returns what stands before the first mark, and what comes after its end; all where there is none. What a count is
// of stands in its element too, and so it keeps that.
func cutOut(html, mark, end []byte) (before, after []byte) {
	at := bytes.Index(html, mark)
	if at < 0 {
		return html, nil
	}
	begin := at + len(mark)
	if &mark[0] == &countMark[0] {
		begin += bytes.IndexByte(html[begin:], '>') + 1
	}
	if length := bytes.Index(html[begin:], end); length >= 0 {
		return html[:begin], html[begin+length:]
	}
	return html, nil
}

// has tells whether one of the values of a header, which may be lists, is tag.
func has(values []string, tag string) bool {
	for _, v := range values {
		for one := range strings.SplitSeq(v, ",") {
			if strings.TrimSpace(one) == tag {
				return true
			}
		}
	}
	return false
}

// mayCompress tells whether a page may be compressed. From the length of one that is, somebody who listens on the way learns
// whether what they got into it stands in it already, once for each request that they bring about (the attack is called
// BREACH). What somebody who is signed out gets holds nothing that not everybody can ask for. What somebody who is signed in
// gets holds their account and the links of their meetings, and titles of others: so it is compressed only where the
// browser says that no other site has brought the request about, and its length is blurred besides. Without https
// whoever listens reads everything anyway. Pages with a secret, of tickets and of a consent, never come here, nor does the
// token that lets somebody in, whose answer has in it what they call themselves.
func (s *server) mayCompress(r *http.Request, signedIn bool) bool {
	if !accepts(r, "gzip") {
		return false
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return !signedIn || !s.secure || site == "same-origin" || site == "none"
}

// accepts tells whether the browser takes an encoding.
func accepts(r *http.Request, encoding string) bool {
	for one := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, weight, _ := strings.Cut(one, ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
			return weight == "" || err == nil && q > 0
		}
	}
	return false
}

// Pages are mostly the same few words again: more than BestSpeed takes several times as long for some bytes less.
var compressors = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // a level that there is
	return z
}}

// padding is what the length of a compressed page is blurred with, as a comment that nobody reads.
const padding = "................................................................"

func compress(out io.Writer, html []byte) {
	z := compressors.Get().(*gzip.Writer) //nolint:errcheck,forcetypeassert // nothing else is in it
	defer compressors.Put(z)
	z.Reset(out)
	z.Comment = padding[:rand.N(len(padding))]
	_, _ = z.Write(html) // into a buffer
	_ = z.Close()
}
