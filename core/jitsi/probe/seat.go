package probe

import (
	"context"
	"strings"
	"time"
)

// A Seat is somebody's place in a room.
type Seat struct {
	*stream
	room        string // with its domain
	focus       string // jicofo
	self        string // the room and our name in it
	affiliation string
	closed      bool // the room is gone
}

// Owner tells whether the server has made us a moderator.
func (s *Seat) Owner() bool { return s.affiliation == "owner" }

// Closed tells whether the server has said that the room is gone.
func (s *Seat) Closed() bool { return s.closed }

// Watch hears what the server says until enough is, or some time is over.
func (s *Seat) Watch(ctx context.Context, d time.Duration, enough func() bool) error {
	over := time.After(d)
	for !enough() {
		select {
		case <-over:
			return nil
		default:
		}
		if s.over != nil {
			return s.over
		}
		if err := s.send(ctx, ""); err != nil {
			return err
		}
		for _, e := range s.unread {
			s.see(e)
		}
		s.unread = nil
	}
	return nil
}

// Leave leaves the room and ends the session, also where the time for all else is over.
func (s *Seat) Leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	_ = s.end(ctx) // it ends by itself
}

func (s *Seat) signIn(ctx context.Context) error {
	if _, err := s.await(ctx, s.see, named("features")); err != nil {
		return err
	}
	if err := s.send(ctx, `<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>`); err != nil {
		return err
	}
	answer, err := s.await(ctx, s.see, named("success", "failure"))
	switch {
	case err != nil:
		return err
	case answer.XMLName.Local == "failure":
		return answer.refusal(AtSignIn)
	}
	return nil
}

// bind gets us an address. Our name in the room is how it begins: Jitsi's servers may insist on that.
func (s *Seat) bind(ctx context.Context) error {
	if err := s.restart(ctx); err != nil {
		return err
	}
	if _, err := s.await(ctx, s.see, named("features")); err != nil {
		return err
	}
	answer, err := s.ask(ctx, `<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>`, "bind")
	switch {
	case err != nil:
		return err
	case answer.attr("type") == "error":
		return answer.child("error").refusal(AtSignIn)
	}
	name, _, _ := strings.Cut(answer.child("bind").child("jid").Text, "@")
	s.self = s.room + "/" + name[:min(len(name), 8)]
	return nil
}

// call asks jicofo for the room: nobody else may make one. A server without jicofo does not know whom we ask.
func (s *Seat) call(ctx context.Context) error {
	answer, err := s.ask(ctx, `<iq xmlns="jabber:client" type="set" id="call" to="`+escape(s.focus)+`">`+
		`<conference xmlns="http://jitsi.org/protocol/focus" room="`+escape(s.room)+`" machine-uid="meetbot"/></iq>`, "call")
	if err != nil || answer.attr("type") != "error" {
		return err
	}
	switch r := answer.child("error").refusal(AtFocus); r.Condition {
	case "item-not-found", "service-unavailable", "remote-server-not-found":
		return nil
	default:
		return r
	}
}

func (s *Seat) join(ctx context.Context) error {
	err := s.send(ctx, `<presence xmlns="jabber:client" to="`+escape(s.self)+`"><x xmlns="http://jabber.org/protocol/muc"/></presence>`)
	if err != nil {
		return err
	}
	answer, err := s.await(ctx, s.see, func(e element) bool {
		return e.XMLName.Local == "presence" && (e.attr("from") == s.self || e.attr("type") == "error")
	})
	switch {
	case err != nil:
		return err
	case answer.attr("type") == "error":
		return answer.child("error").refusal(AtRoom)
	}
	return nil
}

func (s *Seat) ask(ctx context.Context, question, id string) (element, error) {
	if err := s.send(ctx, question); err != nil {
		return element{}, err
	}
	return s.await(ctx, s.see, func(e element) bool { return e.XMLName.Local == "iq" && e.attr("id") == id })
}

// see takes over what an element says of us.
func (s *Seat) see(e element) {
	if e.XMLName.Local != "presence" || e.attr("from") != s.self || e.attr("type") == "error" {
		return
	}
	x := e.child("x")
	for _, c := range e.Children {
		if c.XMLName.Space == "http://jabber.org/protocol/muc#user" {
			x = c
		}
	}
	if e.attr("type") == "unavailable" {
		s.closed = s.closed || x.has("destroy")
		return
	}
	s.affiliation = x.child("item").attr("affiliation")
}
