package discordtest

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// A route is one REST endpoint. Its name is the method and the path with placeholders; faults are ordered by it.
type route struct {
	name  string
	serve func(*Discord, *request) (any, *refusal)
	limit limit
	open  bool // needs no bot token: the token in the path is enough, and the global limit does not count it
}

// A request is one call of the bot.
type request struct {
	route  *route
	method string
	path   string
	vars   map[string]string
	query  url.Values
	host   string
	body   []byte
	notes  []string // what Discord lets pass but a sound bot does not do
}

// routes are matched in their order. The limits are what Discord was seen to use where it is known, and otherwise wide:
// the real ones are not documented and a bot has to read them from the headers.
func routes() []*route {
	wide, narrow := limit{50, 10 * time.Second}, limit{5, 5 * time.Second}
	hook := limit{5, 2 * time.Second}
	return []*route{
		{name: "GET /gateway", serve: (*Discord).getGateway, limit: wide},
		{name: "GET /gateway/bot", serve: (*Discord).getGatewayBot, limit: wide},
		{name: "GET /users/@me", serve: (*Discord).getMe, limit: wide},
		{name: "GET /users/@me/guilds", serve: (*Discord).getMyGuilds, limit: wide},
		{name: "POST /users/@me/channels", serve: (*Discord).postDirect, limit: wide},
		{name: "GET /users/{user}", serve: (*Discord).getUser, limit: wide},
		{name: "GET /applications/@me", serve: (*Discord).getApplication, limit: wide},
		{name: "GET /oauth2/applications/@me", serve: (*Discord).getApplication, limit: wide},
		{name: "GET /applications/{application}/commands", serve: (*Discord).getCommands, limit: wide},
		{name: "PUT /applications/{application}/commands", serve: (*Discord).putCommands, limit: wide},
		{name: "GET /applications/{application}/guilds/{guild}/commands", serve: (*Discord).getCommands, limit: wide},
		{name: "PUT /applications/{application}/guilds/{guild}/commands", serve: (*Discord).putCommands, limit: wide},
		{name: "GET /guilds/{guild}", serve: (*Discord).getGuild, limit: wide},
		{name: "GET /guilds/{guild}/channels", serve: (*Discord).getGuildChannels, limit: wide},
		{name: "GET /guilds/{guild}/roles", serve: (*Discord).getRoles, limit: wide},
		{name: "GET /guilds/{guild}/members/{user}", serve: (*Discord).getMember, limit: wide},
		{name: "GET /guilds/{guild}/scheduled-events", serve: (*Discord).getEvents, limit: wide},
		{name: "POST /guilds/{guild}/scheduled-events", serve: (*Discord).postEvent, limit: wide},
		{name: "GET /guilds/{guild}/scheduled-events/{event}", serve: (*Discord).getEvent, limit: wide},
		{name: "PATCH /guilds/{guild}/scheduled-events/{event}", serve: (*Discord).patchEvent, limit: wide},
		{name: "DELETE /guilds/{guild}/scheduled-events/{event}", serve: (*Discord).deleteEvent, limit: wide},
		{name: "GET /channels/{channel}", serve: (*Discord).getChannel, limit: wide},
		{name: "PATCH /channels/{channel}", serve: (*Discord).patchChannel, limit: narrow},
		{name: "GET /channels/{channel}/thread-members/{user}", serve: (*Discord).getThreadMember, limit: wide},
		{name: "GET /channels/{channel}/messages", serve: (*Discord).getMessages, limit: wide},
		{name: "POST /channels/{channel}/messages", serve: (*Discord).postMessage, limit: narrow},
		{name: "GET /channels/{channel}/messages/{message}", serve: (*Discord).getMessage, limit: wide},
		{name: "PATCH /channels/{channel}/messages/{message}", serve: (*Discord).patchMessage, limit: narrow},
		{name: "DELETE /channels/{channel}/messages/{message}", serve: (*Discord).deleteMessage, limit: narrow},
		{name: "POST /interactions/{interaction}/{token}/callback", serve: (*Discord).postCallback, limit: wide, open: true},
		{name: "POST /webhooks/{application}/{token}", serve: (*Discord).postFollowup, limit: hook, open: true},
		{name: "GET /webhooks/{application}/{token}/messages/{message}", serve: (*Discord).getAnswer, limit: hook, open: true},
		{name: "PATCH /webhooks/{application}/{token}/messages/{message}", serve: (*Discord).patchAnswer, limit: hook, open: true},
		{name: "DELETE /webhooks/{application}/{token}/messages/{message}", serve: (*Discord).deleteAnswer, limit: hook, open: true},
	}
}

// match returns the placeholders' values, and whether method and path are this route's.
func (r *route) match(method, path string) (map[string]string, bool) {
	verb, pattern, _ := strings.Cut(r.name, " ")
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if verb != method || len(want) != len(got) {
		return nil, false
	}
	vars := map[string]string{}
	for i, w := range want {
		if strings.HasPrefix(w, "{") {
			vars[strings.Trim(w, "{}")] = got[i]
		} else if w != got[i] {
			return nil, false
		}
	}
	return vars, true
}

// major is what a rate limit is kept apart by, besides the route.
func (r *request) major() string {
	for _, name := range []string{"channel", "guild", "token"} {
		if v := r.vars[name]; v != "" {
			return v
		}
	}
	return ""
}

func (r *request) note(notes ...string) { r.notes = append(r.notes, notes...) }

// read decodes the request's body into dst.
func (r *request) read(dst any) *refusal {
	if !json.Valid(r.body) {
		return refuse(50109)
	}
	notes, refused := read(r.body, dst)
	r.note(notes...)
	return refused
}
