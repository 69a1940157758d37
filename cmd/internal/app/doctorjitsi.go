package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"time"

	"meetbot/core"
	"meetbot/core/jitsi"
	"meetbot/core/jitsi/probe"
)

// examineJitsi looks at the server as browsers find it, and then in a room of its own at what it makes of our tokens.
func (d Doctor) examineJitsi(ctx context.Context, c Config, client *http.Client) (f findings) {
	j := c.Jitsi
	provider, err := j.server(systemClock{}, core.Policy{}) // without grace, so that tokens are short
	if err != nil {
		f.fail("Jitsi", "Give jitsi.key_file a key that can be read.", "%v", err)
		return f
	}
	examineScript(ctx, client, cmp.Or(j.ScriptURL, provider.Script()), &f)
	if j.Mode == string(jitsi.JaaS) {
		examineEnd(ctx, provider, "JaaS interface", &f)
		f.warn("Jitsi roles", "Hold a meeting with a guest, and see who may moderate.", "JaaS lets nobody try its roles from here")
		return f
	}
	xmpp, muc := provider.Hosts()
	server := probe.Server{Origin: jitsi.Origin(j.Domain), XMPPDomain: xmpp, MUCDomain: muc, Client: elsewhereNever(client)}
	guests := examineHosts(ctx, client, server, &f)
	if !examineXMPP(ctx, server, &f) {
		return f
	}
	if j.Mode == string(jitsi.Open) {
		examineOpen(ctx, server, &f)
		return f
	}
	if j.EndURL != "" {
		examineEnd(ctx, provider, "jitsi.end_url", &f)
	}
	t := tryout{server: server, guests: guests, provider: provider, room: doctorsRoom(), ends: j.EndURL != "", settle: cmp.Or(d.Settle, settle)}
	t.run(ctx, &f)
	return f
}

// doctorsRoom draws the name of a room that nobody else has.
func doctorsRoom() string { return "meetbot-doctor-" + strings.ToLower(rand.Text()) }

// elsewhereNever returns a client that follows nobody: tokens are for this server alone.
func elsewhereNever(client *http.Client) *http.Client {
	here := *client
	here.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &here
}

// maxScript bounds what is read of a script; Jitsi's has some hundred kilobytes.
const maxScript = 4 << 20

// read returns the text at an address.
func read(ctx context.Context, client *http.Client, address string) (text, kind string, err error) {
	res, err := get(ctx, client, address)
	if err != nil {
		return "", "", err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return "", "", fmt.Errorf("the answer has the status %d", res.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxScript))
	if err != nil {
		return "", "", errors.New("the answer breaks off")
	}
	return string(raw), res.Header.Get("Content-Type"), nil
}

func examineScript(ctx context.Context, client *http.Client, address string, f *findings) {
	const about = "Jitsi script"
	const mend = "See that jitsi.domain is the Jitsi server, and jitsi.script_url, if set, its external_api.js."
	text, kind, err := read(ctx, client, address)
	switch {
	case err != nil:
		f.fail(about, mend, "%s: %v", address, err)
	case !strings.Contains(kind, "javascript"):
		f.fail(about, mend, "%s is not sent as JavaScript but as %q, which no browser runs", address, kind)
	case !strings.Contains(text, "JitsiMeetExternalAPI"):
		f.fail(about, mend, "%s does not define JitsiMeetExternalAPI", address)
	default:
		f.ok(about, "%s defines JitsiMeetExternalAPI", address)
	}
}

// What config.js says, where it is not commented out.
var (
	domainInConfig = regexp.MustCompile(`(?m)^(?:[^/\n]|/[^/\n])*\bdomain['"]?\s*[:=]\s*['"]([^'"]+)['"]`)
	guestsInConfig = regexp.MustCompile(`(?m)^(?:[^/\n]|/[^/\n])*\banonymousdomain['"]?\s*[:=]\s*['"]([^'"]+)['"]`)
)

// examineHosts holds what the server tells browsers against what we were told, and returns the host where people come in
// without a token; empty: there is none.
func examineHosts(ctx context.Context, client *http.Client, s probe.Server, f *findings) (guests string) {
	const about = "Jitsi config.js"
	text, _, err := read(ctx, client, s.Origin+"/config.js")
	if err != nil {
		f.warn(about, "See that jitsi.domain is the Jitsi server.", "it cannot be read: %v", err)
		return ""
	}
	if m := guestsInConfig.FindStringSubmatch(text); m != nil {
		guests = m[1]
	}
	switch m := domainInConfig.FindStringSubmatch(text); {
	case m == nil:
		f.warn(about, "Compare jitsi.xmpp_domain and jitsi.muc_domain with Prosody's configuration.", "it does not say which host is Prosody's")
	case !strings.EqualFold(m[1], s.XMPPDomain):
		f.fail(about, fmt.Sprintf("Set jitsi.xmpp_domain to %s, and jitsi.muc_domain to the host of the rooms there.", m[1]), "Prosody's host is %s, and we take it for %s", m[1], s.XMPPDomain)
	default:
		f.ok(about, "Prosody's host is %s", m[1])
	}
	return guests
}

// examineXMPP looks at the two ways to Prosody that browsers have. The first one is ours.
func examineXMPP(ctx context.Context, s probe.Server, f *findings) bool {
	err := s.BOSH(ctx)
	if err != nil {
		f.fail("Jitsi BOSH", "Have the Jitsi server's nginx pass /http-bind on to Prosody, and set jitsi.xmpp_domain to Prosody's host.", "%s/http-bind: %v", s.Origin, err)
	} else {
		f.ok("Jitsi BOSH", "%s/http-bind answers for %s", s.Origin, s.XMPPDomain)
	}
	if err := s.WebSocket(ctx); err != nil {
		f.warn("Jitsi WebSocket", "Have the Jitsi server's nginx pass /xmpp-websocket on to Prosody, and load its module websocket.", "%s/xmpp-websocket: %v", s.Origin, err)
	} else {
		f.ok("Jitsi WebSocket", "%s/xmpp-websocket answers", s.Origin)
	}
	return err == nil
}

// examineOpen tries to get in without a token, as everybody does there.
func examineOpen(ctx context.Context, s probe.Server, f *findings) {
	const about = "Jitsi roles"
	seat, err := s.Enter(ctx, doctorsRoom(), "")
	if err != nil {
		f.fail(about, "Set jitsi.mode to jwt where the server wants tokens; a server with sign-ins of its own cannot be used.", "jitsi.mode is open, and the server lets nobody in (%v)", err)
		return
	}
	seat.Leave(ctx)
	f.warn(about, "For roles that hold, have the Jitsi server read our tokens and set jitsi.mode to jwt (README, Connect Jitsi).", "jitsi.mode is open: whoever comes first moderates")
}

// examineEnd has a room closed that is not there: whoever says that it is gone can close rooms.
func examineEnd(ctx context.Context, p *jitsi.Jitsi, about string, f *findings) {
	err := p.Close(ctx, meetingIn(doctorsRoom(), time.Now()))
	if err != nil {
		f.fail(about, "Until that is mended, rooms stay open until the last one has left.", "%v", err)
		return
	}
	f.ok(about, "it takes our token, and knows no room that is not there")
}

// meetingIn is a meeting that is held only to have tokens for a room.
func meetingIn(room string, start time.Time) core.Meeting {
	return core.Meeting{Title: "meetbot doctor", Occurrence: core.Occurrence{Room: room, Start: start, Duration: time.Minute}}
}
