package slacktest

import (
	"crypto/rand"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"meetbot/bot/emulator"
)

// signInScopes are those of Sign in with Slack; others cannot be mixed with them.
var signInScopes = []string{"openid", "profile", "email"}

// serveAuthorize is the page on which a person allows an app to know who they are. What is wrong with a request is told
// on a page of Slack's own: a browser must not be led to an address that nobody has vouched for.
func (s *Slack) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := r.URL.Query()
	if why := s.unsound(q); why != "" {
		s.blame("openid.connect.authorize", why)
		http.Error(w, "Something went wrong: "+why, http.StatusBadRequest)
		return
	}
	who := q.Get("as")
	if who == "" {
		who = s.signIns.as
	}
	p := s.person(who)
	switch {
	case q.Has("deny") || s.spoiled(Denied) != "":
		back(w, r, q, "error", "access_denied")
	case p == nil:
		s.askWho(w, r)
	default:
		back(w, r, q, "code", s.allow(p, q))
	}
}

// unsound says what is wrong with a request to sign in.
func (s *Slack) unsound(q url.Values) string {
	scopes := strings.Fields(q.Get("scope"))
	foreign := slices.ContainsFunc(scopes, func(one string) bool { return !slices.Contains(signInScopes, one) })
	switch {
	case q.Get("client_id") != s.o.ClientID:
		return "invalid_client_id"
	case q.Get("response_type") != "code":
		return "invalid_response_type"
	case !slices.Contains(scopes, "openid") || foreign:
		return "invalid_scope"
	case !strings.HasPrefix(q.Get("redirect_uri"), s.service+"/"):
		return "bad_redirect_uri"
	case len(q.Get("state")) < 22 || len(q.Get("nonce")) < 22:
		return "no state or nonce that nobody could guess" // Slack lets it pass; a sound bot has both
	}
	return ""
}

func (s *Slack) allow(p *emulator.Person, q url.Values) string {
	code := "code-" + rand.Text()
	s.signIns.grants[code] = &grant{
		person: p, redirect: q.Get("redirect_uri"), scope: q.Get("scope"), nonce: q.Get("nonce"), until: s.o.Now().Add(codeLife),
	}
	return code
}

// back leads the browser back with an answer.
func back(w http.ResponseWriter, r *http.Request, q url.Values, key, value string) {
	to, err := url.Parse(q.Get("redirect_uri"))
	if err != nil {
		http.Error(w, "bad_redirect_uri", http.StatusBadRequest)
		return
	}
	answer := to.Query()
	answer.Set(key, value)
	answer.Set("state", q.Get("state"))
	to.RawQuery = answer.Encode()
	http.Redirect(w, r, to.String(), http.StatusFound)
}

// askWho shows a page to choose a person on.
func (s *Slack) askWho(w http.ResponseWriter, r *http.Request) {
	at := func(key, value string) string {
		q := r.URL.Query()
		q.Set(key, value)
		return "?" + q.Encode()
	}
	type choice struct{ Name, Address string }
	var people []choice
	for _, p := range s.people {
		people = append(people, choice{p.Name, at("as", p.ID)})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = whoPage.Execute(w, map[string]any{"Where": s.o.TeamName, "People": people, "No": at("deny", "1")})
}

var whoPage = template.Must(template.New("who").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in with Slack (emulated)</title>
<style>
:root { color-scheme: light dark; }
main { max-width: 24rem; margin: 10vh auto; padding: 0 1.5rem; font: 1.0625rem/1.5 system-ui, sans-serif; }
ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
a { display: block; padding: .7rem 1rem; border: 1px solid; border-radius: .6rem; color: inherit; overflow-wrap: anywhere; }
</style>
<main>
<h1>Who are you?</h1>
<p>The emulated Slack workspace {{.Where}} tells the app who you are.</p>
<ul>
{{range .People}}<li><a href="{{.Address}}">{{.Name}}</a></li>
{{end}}</ul>
<p><a href="{{.No}}">Do not allow it</a></p>
</main>
</html>
`))
