package discordtest

import (
	"fmt"
	"strings"
)

// pick finds a person by ID, mention, or name with or without an @.
func (d *Discord) pick(text string) *person {
	text = strings.TrimPrefix(text, "@")
	for _, p := range d.people {
		if text == p.ID || text == "<@"+p.ID+">" || strings.EqualFold(text, p.Name) {
			return p
		}
	}
	return nil
}

func (d *Discord) resolveUser(text string, resolved object) (any, error) {
	p := d.pick(text)
	if p == nil {
		return nil, fmt.Errorf("%q is nobody in this server", text)
	}
	member := d.memberObject(p)
	delete(member, "user") // Discord tells the user beside, not within
	member["permissions"] = d.rightsOf(p, nil).String()
	into(resolved, "users")[p.ID] = userObject(p)
	into(resolved, "members")[p.ID] = member
	return p.ID, nil
}

func (d *Discord) resolveChannel(text string, resolved object) (any, error) {
	for _, pl := range d.places {
		if pl.owner != nil || pl.gone || strings.TrimPrefix(text, "#") != pl.Name && text != pl.ID {
			continue
		}
		into(resolved, "channels")[pl.ID] = object{"id": pl.ID, "name": pl.Name, "type": 0, "permissions": members.String()}
		return pl.ID, nil
	}
	return nil, fmt.Errorf("%q is no channel", text)
}

func (d *Discord) resolveRole(text string, resolved object) (any, error) {
	for _, r := range d.roleObjects() {
		role := r.(object)
		id := role["id"].(string)
		if strings.EqualFold(d.roleName(id), "@"+strings.TrimPrefix(text, "@")) || id == text {
			into(resolved, "roles")[id] = role
			return id, nil
		}
	}
	return nil, fmt.Errorf("%q is no role", text)
}

func into(o object, key string) object {
	if o[key] == nil {
		o[key] = object{}
	}
	return o[key].(object)
}
