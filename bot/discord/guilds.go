package discord

import "sync"

// guilds are the servers that we are in, as far as the gateway told.
type guilds struct {
	mu   sync.Mutex
	ours []string
}

func (g *guilds) setOurs(ids []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ours = ids
}

// onlyGuild is the one server that we are in; empty where there are more, or none is known.
func (d *Discord) onlyGuild() string {
	if d.guild != "" {
		return d.guild
	}
	d.guilds.mu.Lock()
	defer d.guilds.mu.Unlock()
	if len(d.guilds.ours) == 1 {
		return d.guilds.ours[0]
	}
	return ""
}
