package bot

import (
	"log/slog"

	"meetbot/bot/say"
	"meetbot/core"
)

// New returns a Bot. The platforms are named as core.Channel names them, and may still be added to the map until the
// first command or announcement. joins tells that people can join their accounts on the web pages. Channels are spoken to
// in the language of the house, and so is whoever reads none that there is.
func New(service *core.Service, platforms map[string]Platform, base, command string, joins bool, words *say.Catalogue, log *slog.Logger) *Bot {
	return &Bot{
		acts:    acts(),
		service: service, platforms: platforms, profiles: newProfiles(platforms, service.Now),
		notes: newNotes(), told: &told{}, base: base, command: command, joins: joins, words: words, log: log,
	}
}
