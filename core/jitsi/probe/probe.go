// Package probe enters rooms of a Jitsi server as a browser does, without sound and picture, to see what the server makes of a
// token. It knows XMPP as far as that takes, and neither how tokens are made nor chats.
package probe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/websocket"
)

// A Server is the Jitsi server that is looked at.
type Server struct {
	Origin     string // "https://meet.example.org"
	XMPPDomain string // of its Prosody
	MUCDomain  string // of the rooms
	SignIn     string // the host to sign in at, where that is another; empty: XMPPDomain
	Client     *http.Client
}

// Stage is how far somebody came.
type Stage string

// The stages at which a server can refuse somebody.
const (
	AtSignIn Stage = "sign-in"
	AtFocus  Stage = "conference" // jicofo
	AtRoom   Stage = "room"
)

// A Refusal is the server's own no.
type Refusal struct {
	Stage     Stage
	Condition string // of XMPP, "not-allowed"
	Text      string // the server's words, if any
}

// Error implements error.
func (r *Refusal) Error() string {
	if r.Text == "" {
		return "refused at the " + string(r.Stage) + ": " + r.Condition
	}
	return "refused at the " + string(r.Stage) + ": " + r.Condition + ", " + strings.TrimSpace(r.Text)
}

// Enter signs in with a token, none where it is empty, and enters a room. Its error is a *Refusal where the server said no.
// Whoever is in has to leave again.
func (s Server) Enter(ctx context.Context, room, token string) (*Seat, error) {
	st, err := open(ctx, s.Client, s.address("/http-bind", room, token), cmp.Or(s.SignIn, s.XMPPDomain))
	if err != nil {
		return nil, err
	}
	seat := &Seat{stream: st, room: room + "@" + s.MUCDomain, focus: "focus." + s.XMPPDomain}
	for _, step := range []func(context.Context) error{seat.signIn, seat.bind, seat.call, seat.join} {
		if err := step(ctx); err != nil {
			seat.Leave(ctx)
			return nil, err
		}
	}
	return seat, nil
}

// BOSH tells whether XMPP is spoken over HTTP, as browsers do.
func (s Server) BOSH(ctx context.Context) error {
	st, err := open(ctx, s.Client, s.address("/http-bind", "", ""), s.XMPPDomain)
	if err != nil {
		return err
	}
	_ = st.end(ctx) // it ends by itself
	return nil
}

// WebSocket tells whether XMPP is spoken over WebSocket (RFC 7395).
func (s Server) WebSocket(ctx context.Context) error {
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, Subprotocols: []string{"xmpp"}}
	ws, res, err := dialer.DialContext(ctx, "ws"+strings.TrimPrefix(s.address("/xmpp-websocket", "", ""), "http"), http.Header{"Origin": {s.Origin}})
	if res != nil {
		_ = res.Body.Close()
	}
	if err != nil {
		if res != nil {
			return fmt.Errorf("the answer has the status %d", res.StatusCode)
		}
		return plain(err)
	}
	defer ws.Close()
	if until, bounded := ctx.Deadline(); bounded {
		_ = ws.SetReadDeadline(until)
	}
	hello := `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="` + escape(s.XMPPDomain) + `" version="1.0"/>`
	if err := ws.WriteMessage(websocket.TextMessage, []byte(hello)); err != nil {
		return errors.New("the connection breaks off")
	}
	_, answer, err := ws.ReadMessage()
	if err != nil || !strings.HasPrefix(string(answer), "<open") {
		return errors.New("the answer is none of XMPP over WebSocket")
	}
	return nil
}

// address has the room and the token in it, as a browser's own has.
func (s Server) address(path, room, token string) string {
	q := url.Values{}
	if room != "" {
		q.Set("room", room)
	}
	if token != "" {
		q.Set("token", token)
	}
	return strings.TrimSuffix(s.Origin+path+"?"+q.Encode(), "?")
}
