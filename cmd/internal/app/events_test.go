package app_test

import (
	"fmt"

	"meetbot/bot/discord/discordtest"
)

// showEvents writes what stands in the server's own calendar.
func (p *play) showEvents([]string) {
	status := map[int]string{
		discordtest.EventScheduled: "scheduled", discordtest.EventActive: "on", discordtest.EventCompleted: "over",
		discordtest.EventCanceled: "off",
	}
	for _, e := range p.discord.ScheduledEvents() {
		start, end := e.Start.In(p.zone).Format("Mon 2 Jan 15:04:05"), e.End.In(p.zone).Format("15:04:05")
		fmt.Fprintf(&p.out, "> event %s: %s, %s–%s, at %s. %s\n", status[e.Status], e.Name, start, end, p.anonymous(e.Location), p.anonymous(e.Description))
	}
}

// permit gives or takes the permission to put something into that calendar.
func (p *play) permit(m []string) {
	rights := discordtest.Installed
	if m[0] == "takes" {
		rights &^= discordtest.CreateEvents
	}
	p.discord.SetPermissions("", rights)
}
