package probe

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const (
	// wait is how many seconds the server keeps a request that it has nothing to say to.
	wait = "1"
	// maxAnswer bounds what is read of an answer.
	maxAnswer = 1 << 20
)

// A stream is one of XMPP over BOSH (XEP-0124, XEP-0206), with one request on its way at a time. Its errors hold no address,
// since that has the token in it.
type stream struct {
	client  *http.Client
	address string
	domain  string
	request int64
	session string
	unread  []element
	over    error // why the server has ended it
}

// open opens a stream, and returns what the server has to offer.
func open(ctx context.Context, client *http.Client, address, domain string) (*stream, error) {
	s := &stream{client: client, address: address, domain: domain, request: rand.Int64N(1 << 40)}
	err := s.exchange(ctx, `to="`+escape(domain)+`" xml:lang="en" wait="`+wait+`" hold="1" content="text/xml; charset=utf-8" ver="1.6" `+
		`xmpp:version="1.0" xmlns:xmpp="urn:xmpp:xbosh"`, "")
	if err != nil {
		return nil, err
	}
	switch {
	case s.over != nil:
		return nil, s.over
	case s.session == "":
		return nil, errors.New("the answer is none of XMPP over HTTP")
	}
	return s, nil
}

// restart begins the stream anew, as is done after signing in.
func (s *stream) restart(ctx context.Context) error {
	return s.exchange(ctx, `to="`+escape(s.domain)+`" xml:lang="en" xmpp:restart="true" xmlns:xmpp="urn:xmpp:xbosh"`, "")
}

// send sends a stanza.
func (s *stream) send(ctx context.Context, stanza string) error { return s.exchange(ctx, "", stanza) }

// end ends the stream; whoever is in a room leaves it.
func (s *stream) end(ctx context.Context) error {
	return s.exchange(ctx, `type="terminate"`, `<presence xmlns="jabber:client" type="unavailable"/>`)
}

// await returns the first element that is wanted. What comes before it, only see gets to see.
func (s *stream) await(ctx context.Context, see func(element), wanted func(element) bool) (element, error) {
	for {
		for len(s.unread) > 0 {
			e := s.unread[0]
			s.unread = s.unread[1:]
			see(e)
			if wanted(e) {
				return e, nil
			}
		}
		if s.over != nil {
			return element{}, s.over
		}
		if err := s.send(ctx, ""); err != nil {
			return element{}, err
		}
	}
}

// named wants an element of one of those names.
func named(names ...string) func(element) bool {
	return func(e element) bool {
		for _, n := range names {
			if e.XMLName.Local == n {
				return true
			}
		}
		return false
	}
}

// exchange sends a request, and keeps what comes back.
func (s *stream) exchange(ctx context.Context, attrs, stanza string) error {
	s.request++
	body := `<body xmlns="http://jabber.org/protocol/httpbind" rid="` + strconv.FormatInt(s.request, 10) + `" `
	if s.session != "" {
		body += `sid="` + escape(s.session) + `" `
	}
	answer, err := s.post(ctx, body+attrs+">"+stanza+"</body>")
	if err != nil {
		return err
	}
	if id := answer.attr("sid"); id != "" {
		s.session = id
	}
	s.unread = append(s.unread, answer.Children...)
	if answer.attr("type") == "terminate" {
		s.over = fmt.Errorf("the server ends the session (%s)", answer.attr("condition"))
	}
	return nil
}

func (s *stream) post(ctx context.Context, body string) (element, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address, strings.NewReader(body))
	if err != nil {
		return element{}, errors.New("the address is none")
	}
	req.Header.Set("Content-Type", "text/xml; charset=utf-8")
	res, err := s.client.Do(req)
	if err != nil {
		return element{}, plain(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	switch {
	case err != nil:
		return element{}, errors.New("the answer breaks off")
	case res.StatusCode != http.StatusOK:
		return element{}, fmt.Errorf("the answer has the status %d", res.StatusCode)
	}
	var answer element
	if err := xml.Unmarshal(text, &answer); err != nil || answer.XMLName.Local != "body" {
		return element{}, errors.New("the answer is none of XMPP over HTTP")
	}
	return answer, nil
}

// plain takes the address out of an error.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
