package discordtest

import (
	"regexp"
	"slices"
	"strings"
)

// allowedMentions says whom a message may ring.
type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

func (a *allowedMentions) check(f *form) {
	for _, kind := range a.Parse {
		f.require(slices.Contains([]string{"users", "roles", "everyone"}, kind), "allowed_mentions.parse", "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').")
	}
	for kind, ids := range map[string][]string{"users": a.Users, "roles": a.Roles} {
		path := "allowed_mentions." + kind
		f.count(path, len(ids), 0, 100)
		f.require(len(ids) == 0 || !slices.Contains(a.Parse, kind), path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", `parse:["`+kind+`"] and `+kind+`: [ids...] are mutually exclusive.`)
		for _, id := range ids {
			f.require(isSnowflake(id), path, "NUMBER_TYPE_COERCE", `Value "`+id+`" is not snowflake.`)
		}
	}
}

var (
	userMention = regexp.MustCompile(`<@!?(\d+)>`)
	roleMention = regexp.MustCompile(`<@&(\d+)>`)
)

func userMentions(s string) []string { return firsts(userMention, s) }

func roleMentions(s string) []string { return firsts(roleMention, s) }

func firsts(re *regexp.Regexp, s string) []string {
	var all []string
	for _, m := range re.FindAllStringSubmatch(s, -1) {
		if !slices.Contains(all, m[1]) {
			all = append(all, m[1])
		}
	}
	return all
}

// ringing returns whom a new message rings: only its content does, an embed never. An escaped mention, or one within
// code, counts as well, so that a bot which relies on escaping alone is found out. Where the bot said nothing, the
// kinds in defaults are rung.
func (d *Discord) ringing(m *message, defaults []string) []string {
	allowed := allowedMentions{Parse: defaults}
	if m.allowed != nil {
		allowed = *m.allowed
	}
	if m.flags&flagSilent != 0 {
		return nil
	}
	var rings []string
	all := d.botRights(m.place)&MentionEveryone != 0
	for _, word := range []string{"@everyone", "@here"} {
		if all && slices.Contains(allowed.Parse, "everyone") && strings.Contains(m.content, word) {
			rings = append(rings, word)
		}
	}
	for _, id := range userMentions(m.content) {
		if slices.Contains(allowed.Parse, "users") || slices.Contains(allowed.Users, id) {
			rings = d.ring(rings, m, func(p *person) bool { return p.ID == id })
		}
	}
	for _, id := range roleMentions(m.content) {
		if all && id == adminRole && (slices.Contains(allowed.Parse, "roles") || slices.Contains(allowed.Roles, id)) {
			rings = d.ring(rings, m, func(p *person) bool { return p.Admin })
		}
	}
	return rings
}

// ring adds the people meant who see the message.
func (d *Discord) ring(rings []string, m *message, meant func(*person) bool) []string {
	for _, p := range d.people {
		if meant(p) && m.visibleTo(d, p) && !slices.Contains(rings, p.ID) {
			rings = append(rings, p.ID)
		}
	}
	return rings
}
