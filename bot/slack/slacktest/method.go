package slacktest

import (
	"net/http"
	"slices"
	"strings"
)

// A method is one method of the Web API.
type method struct {
	scope string // any of these, separated by "|"
	rate  rate
	args  string // the arguments that it knows
	run   func(*Slack, args) (map[string]any, *refusal)
}

const contentArgs = " text blocks attachments metadata parse link_names mrkdwn "

var methods = map[string]method{
	"auth.test":             {"", tier4, "", (*Slack).authTest},
	"apps.connections.open": {"", tier1, "", (*Slack).openConnection},
	"chat.postMessage": {
		"chat:write", tier4, "channel thread_ts reply_broadcast unfurl_links unfurl_media client_msg_id" + contentArgs,
		(*Slack).postMessage,
	},
	"chat.update":        {"chat:write", tier3, "channel ts reply_broadcast" + contentArgs, (*Slack).update},
	"chat.postEphemeral": {"chat:write", tier4, "channel user thread_ts" + contentArgs, (*Slack).postEphemeral},
	"chat.delete":        {"chat:write", tier3, "channel ts", (*Slack).deleteMessage},
	"chat.getPermalink":  {"", tier4, "channel message_ts", (*Slack).permalink},
	"users.info":         {"users:read", tier4, "user include_locale", (*Slack).userInfo},
	"conversations.info": {"", tier3, "channel include_locale include_num_members", (*Slack).conversationInfo},
	"conversations.open": {"im:write", tier3, "users channel return_im prevent_creation", (*Slack).openConversation},
	"views.open":         {"", tier4, "trigger_id view", (*Slack).openView},
	"views.push":         {"", tier4, "trigger_id view", (*Slack).pushView},
	"views.update":       {"", tier4, "view_id external_id hash view", (*Slack).updateView},
	"views.publish":      {"", tier4, "user_id hash view", (*Slack).publishView},
	"conversations.history": {
		"channels:history|groups:history|im:history", tier3,
		"channel oldest latest inclusive limit cursor include_all_metadata", (*Slack).history,
	},
	"conversations.replies": {
		"channels:history|groups:history|im:history", tier3,
		"channel ts oldest latest inclusive limit cursor include_all_metadata", (*Slack).replies,
	},
}

// run checks what every method checks, then runs the method.
func (s *Slack) run(r *http.Request, name string, a args) (map[string]any, *refusal) {
	m, known := methods[name]
	if !known {
		return nil, refuse("unknown_method")
	}
	if bad := s.authorize(r, name, a); bad != nil {
		return nil, bad
	}
	if bad := s.scope(m.scope); bad != nil {
		return nil, bad
	}
	if bad := s.within(name, m, a); bad != nil {
		return nil, bad
	}
	for key := range a {
		if key != "token" && !slices.Contains(strings.Fields(m.args), key) {
			s.blame(name, "there is no argument "+key)
		}
	}
	return m.run(s, a)
}

// authorize wants the token in the Authorization header or in the form, never in the address. Of the app's two tokens one
// opens connections, and the other is for everything else.
func (s *Slack) authorize(r *http.Request, name string, a args) *refusal {
	if r.URL.Query().Has("token") {
		return refuse("not_authed", "the token stands in the address")
	}
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		token = a.str("token")
	}
	right, wrong := s.o.BotToken, s.o.AppToken
	if name == "apps.connections.open" {
		right, wrong = wrong, right
	}
	switch token {
	case "":
		return refuse("not_authed")
	case right:
		return nil
	case wrong:
		return refuse("not_allowed_token_type")
	}
	return refuse("invalid_auth")
}

func (s *Slack) scope(needed string) *refusal {
	if needed == "" {
		return nil
	}
	for one := range strings.SplitSeq(needed, "|") {
		if slices.Contains(s.scopes, one) {
			return nil
		}
	}
	return &refusal{code: "missing_scope", state: s.ordered, more: map[string]any{
		"needed": strings.ReplaceAll(needed, "|", ","), "provided": strings.Join(s.scopes, ","),
	}}
}

// within keeps to the rate limits: posts are counted by channel, anything else by method.
func (s *Slack) within(name string, m method, a args) *refusal {
	if s.o.NoLimits {
		return nil
	}
	key, r := name, m.rate
	if name == "chat.postMessage" {
		key, r = name+" "+s.target(a.str("channel")), posting
	}
	if wait := s.limited(key, r); wait > 0 {
		return &refusal{code: "ratelimited", why: []string{key}, wait: wait}
	}
	return nil
}

// target turns a person's ID into that of the direct channel.
func (s *Slack) target(channel string) string {
	if s.person(channel) != nil {
		return directID(channel)
	}
	return channel
}

func (s *Slack) authTest(args) (map[string]any, *refusal) {
	who := map[string]any{
		"url": "https://" + s.domain() + ".slack.com/", "team": s.o.TeamName, "user": s.o.BotName,
		"team_id": s.o.Team, "user_id": BotUser, "bot_id": botID, "is_enterprise_install": s.o.OrgWide,
	}
	if s.o.Enterprise != "" {
		who["enterprise_id"] = s.o.Enterprise
	}
	return who, nil
}

// domain is the workspace's name as it stands in addresses.
func (s *Slack) domain() string {
	return strings.ToLower(strings.ReplaceAll(s.o.TeamName, " ", "-"))
}
