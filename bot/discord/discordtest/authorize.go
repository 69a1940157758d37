package discordtest

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// signInScopes are those that only tell who somebody is, and where.
var signInScopes = []string{"identify", "email", "guilds", "guilds.members.read"}

// serveAuthorize is the page on which a person allows an app to know who they are. What is wrong with a request is told
// on a page of Discord's own: a browser must not be led to an address that nobody has vouched for.
func (d *Discord) serveAuthorize(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := r.URL.Query()
	if why := d.unsound(q); why != "" {
		d.refused = append(d.refused, "GET /oauth2/authorize: "+why)
		http.Error(w, why, http.StatusBadRequest)
		return
	}
	who := q.Get("as")
	if who == "" {
		who = d.signIns.as
	}
	p := d.anyone(who)
	switch {
	case q.Has("deny") || d.signIns.deny:
		d.signIns.deny = false
		back(w, r, q, url.Values{
			"error": {"access_denied"}, "error_description": {"The resource owner or authorization server denied the request"},
		})
	case p == nil:
		d.askWho(w, r)
	default:
		code := d.allow(p, q.Get("redirect_uri"), q.Get("scope"), q.Get("code_challenge"))
		back(w, r, q, url.Values{"code": {code}})
	}
}

// unsound says what is wrong with a request to sign in.
func (d *Discord) unsound(q url.Values) string {
	scopes := strings.Fields(q.Get("scope"))
	foreign := slices.ContainsFunc(scopes, func(one string) bool { return !slices.Contains(signInScopes, one) })
	switch {
	case q.Get("client_id") != d.opts.Application:
		return "Unknown Application"
	case q.Get("response_type") != "code":
		return "Invalid response_type"
	case len(scopes) == 0 || foreign:
		return "Invalid scope"
	case !strings.HasPrefix(q.Get("redirect_uri"), d.opts.Service+"/"):
		return "Invalid OAuth2 redirect_uri"
	case q.Has("code_challenge") && q.Get("code_challenge_method") != "S256":
		return "Invalid code_challenge_method"
	case q.Has("prompt") && q.Get("prompt") != "none" && q.Get("prompt") != "consent":
		return "Invalid prompt"
	case len(q.Get("state")) < 22:
		return "no state that nobody could guess" // Discord lets it pass; a sound bot has one
	}
	return ""
}

// back leads the browser back with an answer.
func back(w http.ResponseWriter, r *http.Request, q, answer url.Values) {
	to, err := url.Parse(q.Get("redirect_uri"))
	if err != nil {
		http.Error(w, "Invalid OAuth2 redirect_uri", http.StatusBadRequest)
		return
	}
	answer.Set("state", q.Get("state"))
	to.RawQuery = answer.Encode()
	http.Redirect(w, r, to.String(), http.StatusFound)
}

// askWho shows a page to choose a person on.
func (d *Discord) askWho(w http.ResponseWriter, r *http.Request) {
	at := func(key, value string) string {
		q := r.URL.Query()
		q.Set(key, value)
		return "?" + q.Encode()
	}
	type choice struct{ Name, Address string }
	var people []choice
	for _, p := range slices.Concat(d.people, d.signIns.strangers) {
		people = append(people, choice{p.Name, at("as", p.ID)})
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = whoPage.Execute(w, map[string]any{"Where": d.opts.GuildName, "People": people, "No": at("deny", "1")})
}

var whoPage = template.Must(template.New("who").Parse(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in with Discord (emulated)</title>
<style>
:root { color-scheme: light dark; }
main { max-width: 24rem; margin: 10vh auto; padding: 0 1.5rem; font: 1.0625rem/1.5 system-ui, sans-serif; }
ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
a { display: block; padding: .7rem 1rem; border: 1px solid; border-radius: .6rem; color: inherit; overflow-wrap: anywhere; }
</style>
<main>
<h1>Who are you?</h1>
<p>The emulated Discord of {{.Where}} tells the app who you are.</p>
<ul>
{{range .People}}<li><a href="{{.Address}}">{{.Name}}</a></li>
{{end}}</ul>
<p><a href="{{.No}}">Do not allow it</a></p>
</main>
</html>
`))
