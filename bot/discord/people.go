package discord

import (
	"strconv"
	"sync"
	"time"
)

// maxKnown bounds what is remembered of people and places; when it is full, all is learned anew.
const maxKnown = 10_000

// people remembers what interactions tell of those who sent them: it is newer than any look-up, and costs none.
type people struct {
	mu  sync.Mutex
	met map[string]sighting
	bot string // the user that the bot itself is; empty: not told yet
}

// A sighting is where somebody was seen last.
type sighting struct {
	guild, name string
	at          time.Time
}

// seenFor is how long somebody who was seen in a server counts as a member of it.
const seenFor = time.Minute

func newPeople() *people { return &people{met: map[string]sighting{}} }

// meet remembers that somebody is in a server; an empty name is not known.
func (p *people) meet(user, guild, name string, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.met) >= maxKnown {
		clear(p.met)
	}
	if before := p.met[user]; name == "" && before.guild == guild {
		name = before.name
	}
	p.met[user] = sighting{guild, name, now}
}

// name returns what somebody is called in a server, if they were seen there last.
func (p *people) name(user, guild string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m := p.met[user]; m.guild == guild {
		return m.name
	}
	return ""
}

// seen tells whether somebody was seen in a server just now.
func (p *people) seen(user, guild string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.met[user]
	return m.guild == guild && now.Sub(m.at) < seenFor
}

// know remembers which user the bot itself is.
func (p *people) know(bot string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bot = bot
}

// isBot tells whether a user is the bot itself, as far as that was told.
func (p *people) isBot(user string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bot == "" || p.bot == user
}

// home returns the server in which somebody was seen last; empty: none.
func (p *people) home(user string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.met[user].guild
}

// A member is somebody in a server, see https://docs.discord.com/developers/resources/guild#guild-member-object.
type member struct {
	User  user     `json:"user"`
	Nick  string   `json:"nick"`
	Roles []string `json:"roles"`
}

type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
}

func (m member) name() string {
	if m.Nick != "" {
		return m.Nick
	}
	return m.User.name()
}

func (u user) name() string {
	if u.GlobalName != "" {
		return u.GlobalName
	}
	return u.Username
}

// adminRights are the permissions of which any one makes an admin: ADMINISTRATOR, MANAGE_GUILD and MANAGE_EVENTS, see
// https://docs.discord.com/developers/topics/permissions.
const adminRights = 1<<3 | 1<<5 | 1<<33

// admin tells whether permissions, in decimal, hold one of an admin's.
func admin(permissions string) bool { return holds(permissions, adminRights) }

// holds tells whether permissions, in decimal, hold one of those that are meant.
func holds(permissions string, meant uint64) bool {
	bits, err := strconv.ParseUint(permissions, 10, 64)
	return err == nil && bits&meant != 0
}

// made returns when Discord made what has this ID, see https://docs.discord.com/developers/reference#snowflakes.
func made(id string) time.Time {
	n, _ := strconv.ParseInt(id, 10, 64) // what is no ID was made long ago
	return time.UnixMilli(n>>22 + 1_420_070_400_000)
}

// isID tells whether text can be an ID of Discord's, so that nothing else gets into an address.
func isID(text string) bool {
	_, err := strconv.ParseUint(text, 10, 64)
	return err == nil
}
