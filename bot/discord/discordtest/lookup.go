package discordtest

import (
	"cmp"
	"slices"

	"meetbot/bot/emulator"
)

func (d *Discord) getMe(*request) (any, *refusal) {
	me := d.botObject()
	me["mfa_enabled"], me["locale"], me["verified"] = false, "en-US", true
	return me, nil
}

func (d *Discord) getApplication(*request) (any, *refusal) {
	a := object{
		"id": d.opts.Application, "name": "meetbot", "description": "", "icon": nil, "verify_key": d.PublicKey(), "flags": 0,
		"bot_public": true, "bot_require_code_grant": false, "summary": "", "interactions_endpoint_url": nil,
		"bot": d.botObject(), "type": nil, "flags_new": "0", "redirect_uris": []any{}, "owner": d.ownerObject(), "team": nil,
		"role_connections_verification_url": nil, "approximate_guild_count": 1, "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "eligible_oauth2_scopes": []any{},
	}
	if d.opts.HTTP {
		a["interactions_endpoint_url"] = d.opts.Service + interactionsPath
	}
	return a, nil
}

// ownerObject is whoever made the application; nobody in the server.
func (d *Discord) ownerObject() object {
	return userObject(&person{Person: emulator.Person{ID: "1", Name: "owner"}})
}

// getMyGuilds lists the servers of the bot in the order of their IDs: the one there is, and what Elsewhere named.
func (d *Discord) getMyGuilds(q *request) (any, *refusal) {
	most, r := upTo(q, 200, 200)
	if r != nil {
		return nil, r
	}
	ids := slices.DeleteFunc(append(slices.Clone(d.elsewhere), d.opts.Guild), func(id string) bool { return !within(q, id) })
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	found := []any{}
	for _, id := range ids[:min(most, len(ids))] {
		found = append(found, object{
			"id": id, "name": d.opts.GuildName, "icon": nil, "banner": nil, "owner": false,
			"permissions": (d.granted | everybody).String(), "features": []any{},
		})
	}
	return found, nil
}

// Elsewhere has the bot be in further servers, in which is nobody else.
func (d *Discord) Elsewhere(guilds ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.elsewhere = append(d.elsewhere, guilds...)
}

func (d *Discord) getUser(q *request) (any, *refusal) {
	if p := d.person(q.vars["user"]); p != nil {
		return userObject(p), nil
	}
	return nil, tell(10013)
}

func (d *Discord) getMember(q *request) (any, *refusal) {
	if slices.Contains(d.elsewhere, q.vars["guild"]) {
		return nil, tell(10007) // nobody is there
	}
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	if p := d.person(q.vars["user"]); p != nil {
		return d.memberObject(p), nil
	}
	return nil, tell(10007)
}

func (d *Discord) getGuild(q *request) (any, *refusal) {
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	return d.guildObject(), nil
}

func (d *Discord) getRoles(q *request) (any, *refusal) {
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	return d.roleObjects(), nil
}

func (d *Discord) getGuildChannels(q *request) (any, *refusal) {
	if r := d.knowGuild(q); r != nil {
		return nil, r
	}
	return d.channelObjects(), nil
}

func (d *Discord) getChannel(q *request) (any, *refusal) {
	pl, r := d.enter(q.vars["channel"])
	if r != nil {
		return nil, r
	}
	return d.channelObject(pl), nil
}

// knowGuild refuses any server but the one: a bot has no business elsewhere.
func (d *Discord) knowGuild(q *request) *refusal {
	if q.vars["guild"] != d.opts.Guild {
		return refuse(10004)
	}
	return nil
}

// enter returns a channel that the bot sees.
func (d *Discord) enter(id string) (*place, *refusal) {
	pl := d.place(id)
	switch {
	case pl == nil || !pl.opened && pl.owner != nil:
		return nil, refuse(10003)
	case pl.gone:
		return nil, tell(10003)
	case d.botRights(pl)&ViewChannel == 0:
		return nil, tell(50001)
	}
	return pl, nil
}

func (d *Discord) postDirect(q *request) (any, *refusal) {
	var body struct {
		Recipient string `json:"recipient_id"`
	}
	if r := q.read(&body); r != nil {
		return nil, r
	}
	p := d.person(body.Recipient)
	if p == nil {
		return nil, refuse(50278)
	}
	p.direct.opened = true
	return d.channelObject(p.direct), nil
}
