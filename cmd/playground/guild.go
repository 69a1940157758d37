package main

import (
	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
)

// The application and the Discord server, with its people and places. They are snowflakes: Discord knows no other IDs.
const (
	application, guild = "100000000000000001", "100000000000000002"

	discordAlice, discordBob, discordCarol = "200000000000000001", "200000000000000002", "200000000000000003"
	general, ideas, staff                  = "300000000000000001", "300000000000000002", "300000000000000003"
)

// furnishServer fills the server, with the people of the workspace. The bot is not let into #staff. Nobody has said
// anything: the emulated server carries commands only.
func furnishServer(d *discordtest.Discord) {
	for _, p := range []emulator.Person{
		{ID: discordAlice, Name: "alice", Zone: "Europe/Warsaw"},
		{ID: discordBob, Name: "bob", Zone: "America/New_York"},
		{ID: discordCarol, Name: "carol", Zone: "Asia/Tokyo", Admin: true},
	} {
		d.AddPerson(p)
	}
	all := []string{discordAlice, discordBob, discordCarol}
	for _, c := range []emulator.Channel{
		{ID: general, Name: "general", Bot: true, Members: all},
		{ID: ideas, Name: "ideas", Bot: true, Members: all},
		{ID: staff, Name: "staff", Private: true, Members: []string{discordAlice, discordCarol}},
	} {
		d.AddChannel(c)
	}
}
