package slacktest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

func (s *Slack) userInfo(a args) (map[string]any, *refusal) {
	p := s.person(a.str("user"))
	if p == nil {
		return nil, refuse("user_not_found")
	}
	user := s.user(p)
	if on, _ := a.flag("include_locale"); on {
		user["locale"] = cmp.Or(p.Locale, "en-US")
	}
	return map[string]any{"user": user}, nil
}

// user is a person as users.info shows one.
func (s *Slack) user(p *emulator.Person) map[string]any {
	u := map[string]any{
		"id": p.ID, "team_id": s.teamOf(p.ID), "name": handle(p.Name), "real_name": p.Name, "deleted": slices.Contains(s.deactivated, p.ID), "is_bot": false,
		"is_admin": p.Admin, "is_owner": false, "is_primary_owner": false, "is_restricted": s.guests[p.ID],
		"is_ultra_restricted": false, "is_app_user": false,
		"profile": map[string]any{"real_name": p.Name, "display_name": p.Name, "team": s.teamOf(p.ID)},
	}
	if zone, err := time.LoadLocation(p.Zone); err == nil && p.Zone != "" {
		name, offset := s.o.Now().In(zone).Zone()
		u["tz"], u["tz_label"], u["tz_offset"] = p.Zone, name, offset
	}
	s.originInfo(p.ID, u)
	return u
}

// handle is the user_name that Slack makes of a name.
func handle(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", ".")) }

func (s *Slack) conversationInfo(a args) (map[string]any, *refusal) {
	p := s.place(a.str("channel"))
	if p == nil || p.deleted || p.Private && !p.Bot {
		return nil, state("channel_not_found")
	}
	needed := "channels:read"
	switch {
	case strings.HasPrefix(p.ID, "D"):
		needed = "im:read"
	case p.group():
		needed = "mpim:read"
	case p.Private:
		needed = "groups:read"
	}
	if bad := s.scope(needed); bad != nil {
		return nil, bad
	}
	return map[string]any{"channel": s.conversation(p)}, nil
}

// conversation is a place as conversations.info shows it.
func (s *Slack) conversation(p *place) map[string]any {
	direct := strings.HasPrefix(p.ID, "D")
	shared := slices.ContainsFunc(p.Members, s.foreign)
	c := map[string]any{
		"id": p.ID, "is_im": direct, "is_mpim": p.group(), "is_archived": p.archived, "is_private": p.Private,
		"is_channel": !direct, "is_group": false, "is_shared": shared, "is_ext_shared": shared, "is_org_shared": false,
		"context_team_id": s.o.Team,
	}
	if direct {
		c["user"] = p.direct
	} else {
		c["name"], c["name_normalized"], c["is_member"] = p.Name, p.Name, p.Bot
	}
	return c
}

func (s *Slack) openConversation(a args) (map[string]any, *refusal) {
	user := a.str("users")
	if user == "" || strings.Contains(user, ",") {
		return nil, refuse("invalid_arguments", "only conversations with one person are emulated")
	}
	p := s.place(directID(user))
	if p == nil {
		return nil, refuse("user_not_found")
	}
	return map[string]any{"channel": map[string]any{"id": p.ID}, "already_open": true}, nil
}
