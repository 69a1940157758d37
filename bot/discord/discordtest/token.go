package discordtest

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// A tokenRefusal is an error answer of the token endpoint, see RFC 6749, section 5.2.
type tokenRefusal struct {
	status          int
	code, described string
	quiet           bool // not the client's fault
}

// serveToken exchanges a code for an access token. It takes forms only, with the client's ID and secret in them or by
// HTTP Basic, see https://docs.discord.com/developers/topics/oauth2#authorization-code-grant.
func (d *Discord) serveToken(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "request entity too large", http.StatusRequestEntityTooLarge)
		return
	}
	d.mu.Lock()
	fault := d.orderedFor(r, "POST /oauth2/token")
	if fault != nil {
		d.mu.Unlock()
		d.reply(w, r, faultAnswer(fault))
		return
	}
	out, bad := d.trade(r, body)
	if bad != nil {
		out = object{"error": bad.code, "error_description": bad.described}
		if !bad.quiet {
			d.refused = append(d.refused, "POST /oauth2/token: "+bad.code+": "+bad.described)
		}
	}
	d.mu.Unlock()
	status := http.StatusOK
	if bad != nil {
		status = bad.status
	}
	d.reply(w, r, errorAnswer(status, out))
}

// trade exchanges a code, once.
func (d *Discord) trade(r *http.Request, body []byte) (object, *tokenRefusal) {
	invalid := func(what string) *tokenRefusal {
		return &tokenRefusal{status: 400, code: "invalid_request", described: what}
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
		return nil, invalid("the content type is " + kind)
	}
	form, err := url.ParseQuery(string(body))
	if r.Method != http.MethodPost || r.URL.RawQuery != "" || err != nil {
		return nil, invalid("not a form that is posted")
	}
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = form.Get("client_id"), form.Get("client_secret")
	}
	if id != d.opts.Application || secret != d.opts.ClientSecret {
		return nil, &tokenRefusal{status: 401, code: "invalid_client", described: "unknown client or wrong secret"}
	}
	if form.Get("grant_type") != "authorization_code" {
		return nil, &tokenRefusal{status: 400, code: "unsupported_grant_type", described: form.Get("grant_type")}
	}
	g, bad := d.grantOf(form)
	if bad != nil {
		return nil, bad
	}
	g.used = true
	token := rand.Text()
	g.goodUntil = d.opts.Now().Add(accessLife)
	d.signIns.tokens[token] = g
	return object{
		"access_token": token, "token_type": "Bearer", "expires_in": int(accessLife.Seconds()), "refresh_token": rand.Text(), "scope": g.scope,
	}, nil
}

// grantOf finds the grant of a code that is still good.
func (d *Discord) grantOf(form url.Values) (*grant, *tokenRefusal) {
	bad := &tokenRefusal{status: 400, code: "invalid_grant", described: `Invalid "code" in request.`}
	g := d.signIns.grants[form.Get("code")]
	switch {
	case g == nil || !d.opts.Now().Before(g.until):
		bad.quiet = true // a browser may bring any, and take its time
	case g.used:
		bad.described = "the code was used already"
	case form.Get("redirect_uri") != g.redirect:
		bad.described = `Invalid "redirect_uri" in request.`
	case g.challenge != challengeOf(form.Get("code_verifier")):
		bad.described = "the code verifier does not fit"
	default:
		return g, nil
	}
	return nil, bad
}

// challengeOf is S256 of RFC 7636, section 4.2; of nothing it is nothing.
func challengeOf(verifier string) string {
	if verifier == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// serveOwner tells whose an access token is.
func (d *Discord) serveOwner(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	q := &request{route: &route{name: "GET /users/@me"}, method: r.Method, path: "/users/@me", query: r.URL.Query(), host: r.Host}
	var a answer
	g := d.signIns.tokens[token]
	switch fault := d.ordered(q); {
	case fault != nil:
		a = faultAnswer(fault)
	case !agent.MatchString(r.UserAgent()):
		a = d.answered(q, nil, refuse(40333))
	case g == nil || !d.opts.Now().Before(g.goodUntil) || !strings.Contains(" "+g.scope+" ", " identify "):
		a = d.answered(q, nil, unauthorized())
	default:
		me := object{"mfa_enabled": false, "locale": "en-US", "premium_type": 0}
		maps.Copy(me, userObject(g.person))
		a = d.answered(q, me, nil)
	}
	d.record(q, r, a, false)
	d.mu.Unlock()
	d.reply(w, r, a)
}
