package main

import (
	"context"
	"crypto/rand"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

// A stage is an emulated chat, as the page shows it.
type stage struct {
	emulator.Chat
	bot  string // the bot's own account
	home string // the workspace where text is read while it is typed; empty: options are completed there
}

// stages open the chats there are, and return the settings of the service for each: a further one is a line here, and its look
// on the page.
var stages = []func(*world, context.Context) ([]string, error){(*world).openSlack, (*world).openDiscord}

// A form is a chat whose commands have options that one fills in.
type form interface {
	Commands() []discordtest.Command
	Invoke(person, channel, command string, values ...discordtest.Value) (emulator.Message, error)
	Autocomplete(person, channel, text, option string) ([]discordtest.Choice, error)
}

// openSlack opens the emulated workspace, and returns the settings of the service for it.
func (w *world) openSlack(ctx context.Context) ([]string, error) {
	const client = "1234567890.1234567890"
	token, signing, secret := "xoxb-"+rand.Text(), rand.Text(), rand.Text()
	chat := slacktest.New(slacktest.Options{
		Now: w.clock.Now, BotToken: token, SigningSecret: signing, Team: workspace, TeamName: "Playground", BotName: botName, Service: w.base,
		ClientID: client, ClientSecret: secret,
	})
	at, err := w.beside(ctx, chat.Handler())
	if err != nil {
		return nil, err
	}
	chat.SetBaseURL(at)
	w.chats = append(w.chats, stage{chat, slacktest.BotUser, workspace})
	return []string{
		"MEETBOT_SLACK_BOT_TOKEN=" + token, "MEETBOT_SLACK_SIGNING_SECRET=" + signing,
		"MEETBOT_SLACK_CLIENT_ID=" + client, "MEETBOT_SLACK_CLIENT_SECRET=" + secret,
		"MEETBOT_SLACK_API_URL=" + at + "/api/", "MEETBOT_SLACK_WEB_URL=" + at,
	}, furnishWorkspace(chat)
}

// openDiscord opens the emulated server, to which the service connects through the gateway, and returns the settings of
// the service for it.
func (w *world) openDiscord(ctx context.Context) ([]string, error) {
	token, secret := rand.Text(), rand.Text()
	chat := discordtest.New(discordtest.Options{
		Now: w.clock.Now, Application: application, BotToken: token, ClientSecret: secret, Guild: guild, GuildName: "Playground", Service: w.base,
	})
	w.chats = append(w.chats, stage{chat, application, ""})
	at, err := w.beside(ctx, chat.Handler())
	if err != nil {
		return nil, err
	}
	chat.SetBaseURL(at)
	furnishServer(chat)
	return []string{
		"MEETBOT_DISCORD_APPLICATION_ID=" + application, "MEETBOT_DISCORD_BOT_TOKEN=" + token,
		"MEETBOT_DISCORD_CLIENT_SECRET=" + secret,
		"MEETBOT_DISCORD_API_URL=" + at + "/api/v10/", "MEETBOT_DISCORD_WEB_URL=" + at,
	}, nil
}

// chat returns the chat of a name, or nil.
func (w *world) chat(name string) emulator.Chat {
	for _, c := range w.chats {
		if c.Name() == name {
			return c.Chat
		}
	}
	return nil
}
