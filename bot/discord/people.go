package discord

import (
	"strconv"
	"sync"
	"time"

	"meetbot/core"
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
	told, admin bool // their rights came with it, and whether they are an admin's
	at          time.Time
}

const (
	// seenFor is how long somebody who was seen in a server counts as a member of it. What they were seen by may have been
	// known for memberLife before: together that is no more than a minute.
	seenFor  = time.Minute - memberLife
	rightFor = 10 * time.Second // how long the rights hold that came with what they do just now
)

func newPeople() *people { return &people{met: map[string]sighting{}} }

// meet remembers where somebody was seen.
func (p *people) meet(user string, s sighting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.met) >= maxKnown {
		clear(p.met)
	}
	p.met[user] = s
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

// seen returns the sighting of somebody in a server, if it is no older than that.
func (p *people) seen(user, guild string, now time.Time, most time.Duration) (sighting, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.met[user]
	return m, m.guild == guild && now.Sub(m.at) < most
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
	User        user     `json:"user"`
	Nick        string   `json:"nick"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // in the channel of an interaction
}

type user struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
}

// name is what a member is called in the server, cleaned as all names from outside are.
func (m member) name() string { return core.NameFrom(m.Nick, m.User.GlobalName, m.User.Username) }

func (u user) name() string { return core.NameFrom(u.GlobalName, u.Username) }

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

// IsID tells whether text can be an ID of Discord's: a number of 64 bits, written in one way only.
func IsID(text string) bool {
	n, err := strconv.ParseUint(text, 10, 64)
	return err == nil && strconv.FormatUint(n, 10) == text
}
