package discordtest

import (
	"slices"
	"strconv"
)

// Permissions is a set of rights in Discord's bits.
type Permissions int64

// The rights that matter here, and Installed, what the documented install link grants the bot.
const (
	ManageGuild         Permissions = 1 << 5
	ViewChannel         Permissions = 1 << 10
	SendMessages        Permissions = 1 << 11
	ManageMessages      Permissions = 1 << 13
	EmbedLinks          Permissions = 1 << 14
	ReadHistory         Permissions = 1 << 16
	MentionEveryone     Permissions = 1 << 17
	UseCommands         Permissions = 1 << 31
	ManageEvents        Permissions = 1 << 33
	SendInThreads       Permissions = 1 << 38
	CreateEvents        Permissions = 1 << 44
	Installed                       = ViewChannel | SendMessages | EmbedLinks | ReadHistory | SendInThreads | CreateEvents
	everybody                       = UseCommands
	members                         = ViewChannel | SendMessages | EmbedLinks | ReadHistory | everybody
	admins                          = ManageGuild | ManageEvents | ManageMessages
	allRights           Permissions = 1<<52 - 1
	directRights                    = ViewChannel | SendMessages | EmbedLinks | ReadHistory
	adminRole, userRole             = "9001", "9002"
)

// SetPermissions sets what the bot may do in a channel, or, with an empty channel, what its role in the server grants
// wherever a channel says nothing else.
func (d *Discord) SetPermissions(channel string, p Permissions) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if channel == "" {
		d.granted = p
		return
	}
	if pl := d.place(channel); pl != nil {
		pl.rights = &p
	}
}

// botRights is what the bot may do in a place. Who does not see a channel may do nothing there.
func (d *Discord) botRights(pl *place) Permissions {
	if pl.owner != nil {
		return directRights
	}
	if pl.thread != nil && !(pl.Private && !pl.Bot) {
		return d.botRights(pl.thread.parent)
	}
	rights := d.granted | everybody
	if pl.rights != nil {
		rights = *pl.rights
	} else if pl.Private {
		rights |= ViewChannel
	}
	if !pl.Bot || rights&ViewChannel == 0 {
		return 0
	}
	return rights
}

// rightsOf is what a person may do in a place, or in the server where the place is nil.
func (d *Discord) rightsOf(p *person, pl *place) Permissions {
	rights := members
	if p.Admin {
		rights |= admins
	}
	if pl == nil {
		return rights
	}
	if pl.thread != nil && !pl.Private {
		return d.rightsOf(p, pl.thread.parent)
	}
	if pl.owner != nil && pl.owner != p || pl.Private && !slices.Contains(pl.Members, p.ID) {
		return 0
	}
	return rights
}

func (d *Discord) sees(p *person, pl *place) bool {
	return !pl.gone && d.rightsOf(p, pl)&ViewChannel != 0
}

// overwrites states the same as botRights and rightsOf in the form in which Discord tells it.
func (d *Discord) overwrites(pl *place) []any {
	all := []any{}
	add := func(id string, kind int, allow, deny Permissions) {
		all = append(all, map[string]any{"id": id, "type": kind, "allow": allow.String(), "deny": deny.String()})
	}
	if pl.Private {
		add(d.opts.Guild, 0, 0, ViewChannel)
		for _, m := range pl.Members {
			add(m, 1, ViewChannel, 0)
		}
	}
	switch {
	case !pl.Bot:
		add(d.opts.Application, 1, 0, ViewChannel)
	case pl.rights != nil:
		add(d.opts.Application, 1, *pl.rights, allRights&^*pl.rights)
	case pl.Private:
		add(d.opts.Application, 1, ViewChannel, 0)
	}
	return all
}

// String returns the bits in decimal, as Discord writes them.
func (p Permissions) String() string { return strconv.FormatInt(int64(p), 10) }
