package discordtest

import (
	"strings"
	"time"
)

type object = map[string]any

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

func userObject(p *person) object {
	return object{
		"id": p.ID, "username": handle(p.Name), "global_name": p.Name, "discriminator": "0", "avatar": nil,
		"public_flags": 0, "flags": 0, "primary_guild": nil,
	}
}

// handle makes a user name of a display name: Discord's are in lower case without spaces.
func handle(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "_") }

func (d *Discord) botObject() object {
	return object{
		"id": d.opts.Application, "username": "meetbot", "global_name": nil, "discriminator": "0001", "avatar": nil,
		"public_flags": 0, "flags": 0, "bot": true, "primary_guild": nil,
	}
}

func (d *Discord) memberObject(p *person) object {
	roles := []string{}
	if p.Admin {
		roles = append(roles, adminRole)
	}
	return object{
		"user": userObject(p), "nick": nil, "avatar": nil, "banner": nil, "roles": roles, "flags": 0, "pending": false,
		"joined_at": "2020-01-01T00:00:00.000000+00:00", "premium_since": nil, "communication_disabled_until": nil,
		"mute": false, "deaf": false,
	}
}

func (d *Discord) roleObjects() []any {
	role := func(id, name string, p Permissions, position int) object {
		return object{
			"id": id, "name": name, "permissions": p.String(), "position": position, "color": 0, "hoist": false,
			"managed": id == userRole, "mentionable": false, "description": nil, "icon": nil, "unicode_emoji": nil, "flags": 0,
			"colors": object{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
		}
	}
	return []any{
		role(d.opts.Guild, "@everyone", members, 0), role(userRole, "meetbot", d.granted, 1), role(adminRole, "Admins", admins, 2),
	}
}

func (d *Discord) channelObject(pl *place) object {
	if pl.owner != nil {
		return object{"id": pl.ID, "type": 1, "recipients": []any{userObject(pl.owner)}, "last_message_id": nil, "flags": 0}
	}
	if pl.thread != nil {
		return d.threadObject(pl)
	}
	return object{
		"id": pl.ID, "type": 0, "name": pl.Name, "guild_id": d.opts.Guild, "position": 0, "flags": 0, "topic": nil,
		"parent_id": nil, "nsfw": false, "last_message_id": nil, "rate_limit_per_user": 0,
		"permission_overwrites": d.overwrites(pl),
	}
}
