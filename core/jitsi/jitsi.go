// Package jitsi runs the rooms of meetings on a Jitsi server: who gets which token and options, and how a room is
// closed. It knows Jitsi and nothing of chats. Roles are real only where the server reads our tokens; see Enforces.
package jitsi

import (
	"context"
	"crypto/rsa"
	"fmt"
	"net/http"
	"strings"
	"time"

	"meetbot/core"
)

// Mode says how much the server relies on us.
type Mode string

// The modes: Open is a server without sign-in, where whoever comes first moderates; JWT one that takes our tokens; JaaS the
// one that 8x8 runs for its customers.
const (
	Open Mode = "open"
	JWT  Mode = "jwt"
	JaaS Mode = "jaas"
)

// Options are what the operator says of the Jitsi server.
type Options struct {
	Mode       Mode
	Domain     string // host[:port], or http://host:port on this machine
	XMPPDomain string // empty: the host of Domain
	MUCDomain  string // empty: "conference." and XMPPDomain
	AppID      string // iss of the tokens; JaaS: the customer's AppID
	Audience   string
	Subject    string          // sub of the tokens; empty: XMPPDomain
	Secret     []byte          // HS256; empty: people's tokens are signed with Key too
	Key        *rsa.PrivateKey // RS256, with which we speak to the server ourselves; nil: with Secret
	KeyID      string          // kid; JaaS: with the AppID before it
	EndURL     string          // Prosody's end-meeting endpoint; empty: there is none
	Client     *http.Client
}

// A Jitsi implements core.Provider.
type Jitsi struct {
	o      Options
	clock  core.Clock
	closes func(core.Occurrence) time.Time
}

var _ core.Provider = (*Jitsi)(nil)

// New returns a Jitsi. It asks closes when the room of an occurrence is closed, which is when its tokens run out.
func New(o Options, clock core.Clock, closes func(core.Occurrence) time.Time) *Jitsi {
	if o.XMPPDomain == "" {
		o.XMPPDomain = hostname(o.Domain)
	}
	if o.MUCDomain == "" {
		o.MUCDomain = "conference." + o.XMPPDomain
	}
	switch {
	case o.Mode == JaaS:
		o.Subject = o.AppID
	case o.Subject == "":
		o.Subject = o.XMPPDomain
	}
	if o.Client == nil {
		// A redirect leads to somebody else, who knows nothing of closing a room.
		elsewhere := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		o.Client = &http.Client{Timeout: 8 * time.Second, CheckRedirect: elsewhere}
	}
	return &Jitsi{o, clock, closes}
}

// hostname returns the name alone of a domain that may have a scheme and a port.
func hostname(domain string) string {
	_, host, found := strings.Cut(domain, "://")
	if !found {
		host = domain
	}
	host, _, _ = strings.Cut(host, ":")
	return host
}

// Admit implements core.Provider.
func (j *Jitsi) Admit(_ context.Context, m core.Meeting, p core.Participant) (core.Admission, error) {
	a := core.Admission{Domain: j.o.Domain, Room: m.Room, Options: options(m, p)}
	switch j.o.Mode {
	case Open:
		return a, nil
	case JaaS:
		a.Room = j.o.AppID + "/" + m.Room
	}
	token, err := j.token(m, p)
	if err != nil {
		return core.Admission{}, fmt.Errorf("sign token: %w", err)
	}
	a.Token = token
	return a, nil
}

// Enforces implements core.Provider.
func (j *Jitsi) Enforces() core.Enforcement {
	tokens := j.o.Mode != Open
	return core.Enforcement{Roles: tokens, Window: tokens, Close: j.o.EndURL != "" || j.o.Mode == JaaS}
}

// Script returns where browsers get Jitsi's external_api.js.
func (j *Jitsi) Script() string {
	if j.o.Mode == JaaS {
		return j.origin() + "/" + j.o.AppID + "/external_api.js"
	}
	return j.origin() + "/external_api.js"
}

// origin returns the address of the Jitsi server as browsers name it.
func (j *Jitsi) origin() string { return Origin(j.o.Domain) }

// Origin returns the address of a Jitsi server, whose domain may have a scheme and a port.
func Origin(domain string) string {
	if strings.Contains(domain, "://") {
		return domain
	}
	return "https://" + domain
}

// Hosts returns the names of Prosody's hosts: of people, and of rooms.
func (j *Jitsi) Hosts() (xmpp, muc string) { return j.o.XMPPDomain, j.o.MUCDomain }
