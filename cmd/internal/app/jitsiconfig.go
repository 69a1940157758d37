package app

import (
	"crypto/rsa"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"meetbot/core"
	"meetbot/core/jitsi"
)

// JitsiConfig is about the Jitsi server.
type JitsiConfig struct {
	Mode              string
	Domain            string
	ScriptURL         string `key:"script_url"`
	XMPPDomain        string `key:"xmpp_domain"`
	MUCDomain         string `key:"muc_domain"`
	AppID             string `key:"app_id"`
	Audience          string
	Subject           string
	Secret            Secret
	KeyFile           string `key:"key_file"`
	KeyID             string `key:"key_id"`
	EndURL            string `key:"end_url"`
	ReservationSecret Secret `key:"reservation_secret"`
	EventSecret       Secret `key:"event_secret"`
}

// server returns the Jitsi server as it is set up.
func (j JitsiConfig) server(clock core.Clock, policy core.Policy) (*jitsi.Jitsi, error) {
	key, err := j.key()
	if err != nil {
		return nil, err
	}
	return jitsi.New(jitsi.Options{
		Mode: jitsi.Mode(j.Mode), Domain: j.Domain, XMPPDomain: j.XMPPDomain, MUCDomain: j.MUCDomain, AppID: j.AppID,
		Audience: j.Audience, Subject: j.Subject, Secret: []byte(j.Secret.Reveal()), Key: key, KeyID: j.KeyID, EndURL: j.EndURL,
	}, clock, policy.Closes), nil
}

// key reads the private key; nil: none is set.
func (j JitsiConfig) key() (*rsa.PrivateKey, error) {
	if j.KeyFile == "" {
		return nil, nil //nolint:nilnil // documented
	}
	text, err := os.ReadFile(j.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("jitsi.key_file cannot be read: %w", unreadable(j.KeyFile, err))
	}
	key, err := jitsi.ParseKey(text)
	if err != nil {
		return nil, fmt.Errorf("jitsi.key_file %s: %w", j.KeyFile, err)
	}
	return key, nil
}

// keys are the routes at which Prosody gets the public key. Whoever asks for another gets a 404.
func (j JitsiConfig) keys() (map[string]http.Handler, error) {
	key, err := j.key()
	if err != nil || j.Mode != string(jitsi.JWT) {
		return nil, err
	}
	public, err := jitsi.PublicKeys(key, j.KeyID)
	if err != nil {
		return nil, err
	}
	out := map[string]http.Handler{"GET /jitsi/keys.json": served("application/jwk-set+json", public.JWKS)}
	for name, text := range public.PEM {
		out["GET /jitsi/keys/"+name] = served("application/x-pem-file", text)
	}
	return out, nil
}

func served(kind string, text []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "public, max-age=300")
		_, _ = w.Write(text)
	})
}

func (v *validator) jitsi(j JitsiConfig) {
	v.oneOf("jitsi.mode", j.Mode, "open", "jwt", "jaas")
	if j.Domain == "" {
		v.fault("jitsi.domain is missing: the host name of your Jitsi server, such as meet.example.org.")
	} else {
		v.jitsiDomain(j.Domain)
	}
	switch j.Mode {
	case "open":
		v.check(j.KeyFile == "" && j.KeyID == "", "jitsi.key_file and jitsi.key_id need jitsi.mode jwt or jaas: with mode open nothing is signed.")
	case "jwt":
		v.jitsiTokens(j)
	case "jaas":
		v.jaas(j)
	}
	if j.ScriptURL != "" {
		v.address("jitsi.script_url", j.ScriptURL)
	}
	if j.EndURL != "" {
		u, err := url.Parse(j.EndURL)
		v.check(err == nil && u.Host != "", "jitsi.end_url is no address.")
		v.check(j.Mode == "jwt", "jitsi.end_url needs jitsi.mode jwt: Prosody asks for a token there.")
	}
	// They would have no effect.
	v.check(j.ReservationSecret == "", "jitsi.reservation_secret is not supported yet; leave it empty.")
	v.check(j.EventSecret == "", "jitsi.event_secret is not supported yet; leave it empty.")
}

func (v *validator) jitsiTokens(j JitsiConfig) {
	if j.KeyFile == "" {
		v.check(j.KeyID == "", "jitsi.key_file is missing: the RSA private key that jitsi.key_id names.")
		v.jitsiSecret([]byte(j.Secret.Reveal()))
		return
	}
	if j.Secret != "" {
		v.jitsiSecret([]byte(j.Secret.Reveal()))
	}
	v.check(j.KeyID != "", "jitsi.key_id is missing: a name of your own for the key, such as meetbot-1; with another key it must be another name.")
	v.jitsiKey(j)
}

// jaas wants what the console of JaaS shows, see https://developer.8x8.com/jaas/docs/jaas-console-api-keys.
func (v *validator) jaas(j JitsiConfig) {
	v.check(strings.HasPrefix(j.AppID, "vpaas-magic-cookie-"), "jitsi.app_id must be the AppID of your JaaS console, which begins with vpaas-magic-cookie-.")
	v.check(j.Secret == "", "jitsi.secret has no use with jitsi.mode jaas, which takes jitsi.key_file; leave it empty.")
	v.check(strings.HasPrefix(j.KeyID, j.AppID+"/"), "jitsi.key_id must be the key's ID as your JaaS console shows it: the AppID, a slash, and the rest.")
	if j.KeyFile == "" {
		v.fault("jitsi.key_file is missing: the private key whose public half you gave to JaaS.")
		return
	}
	v.jitsiKey(j)
}

func (v *validator) jitsiKey(j JitsiConfig) {
	if _, err := j.key(); err != nil {
		v.fault("%v", err)
	}
}

// jitsiSecret refuses what can be found by trying: whoever has a single token can try as fast as they like.
func (v *validator) jitsiSecret(secret []byte) {
	switch {
	case len(secret) == 0:
		v.fault("jitsi.secret is missing: with jitsi.mode jwt it signs the tokens, and the Jitsi server has the same one. (Or give jitsi.key_file, for RS256.)")
	case len(secret) < shortestSecret:
		v.fault("jitsi.secret has %d characters, and can be found by trying; make one with: openssl rand -hex 32, and give the Jitsi server the same.", len(secret))
	case guessable(secret):
		v.fault("jitsi.secret follows a pattern, or is of words or of digits alone, and can be guessed; make one with: openssl rand -hex 32, and give the Jitsi server the same.")
	}
}

func (v *validator) jitsiDomain(domain string) {
	u, err := url.Parse(jitsi.Origin(domain))
	plain := err == nil && u.Host != "" && u.Path == "" && u.RawQuery == "" && !strings.ContainsAny(domain, " '\";,")
	v.check(plain, "jitsi.domain is %q; it must be a host name, such as meet.example.org.", domain)
	v.check(!plain || u.Scheme == "https" || u.Scheme == "http" && isLocal(u.Hostname()),
		"jitsi.domain is %q; http is only for a server on this machine.", domain)
}
