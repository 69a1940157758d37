package main

import (
	"context"
	"crypto/rand"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

// openSlack opens the emulated workspace, and returns the settings of the service for it.
func (w *world) openSlack(ctx context.Context) ([]string, error) {
	const client = "1234567890.1234567890"
	token, signing, secret := "xoxb-"+rand.Text(), rand.Text(), rand.Text()
	w.slack = slacktest.New(slacktest.Options{
		Now: w.clock.Now, BotToken: token, SigningSecret: signing, TeamName: "Playground", BotName: botName, Service: w.base,
		ClientID: client, ClientSecret: secret,
	})
	at, err := w.beside(ctx, w.slack.Handler())
	if err != nil {
		return nil, err
	}
	w.slack.SetBaseURL(at)
	w.chats = append(w.chats, w.slack)
	return []string{
		"MEETBOT_SLACK_BOT_TOKEN=" + token, "MEETBOT_SLACK_SIGNING_SECRET=" + signing,
		"MEETBOT_SLACK_CLIENT_ID=" + client, "MEETBOT_SLACK_CLIENT_SECRET=" + secret,
		"MEETBOT_SLACK_API_URL=" + at + "/api/", "MEETBOT_SLACK_WEB_URL=" + at,
	}, furnishWorkspace(w.slack)
}

// openDiscord opens the emulated server, to which the service connects through the gateway, and returns the settings of
// the service for it.
func (w *world) openDiscord(ctx context.Context) ([]string, error) {
	token, secret := rand.Text(), rand.Text()
	w.discord = discordtest.New(discordtest.Options{
		Now: w.clock.Now, Application: application, BotToken: token, ClientSecret: secret, Guild: guild, GuildName: "Playground", Service: w.base,
	})
	at, err := w.beside(ctx, w.discord.Handler())
	if err != nil {
		return nil, err
	}
	w.discord.SetBaseURL(at)
	w.chats = append(w.chats, w.discord)
	furnishServer(w.discord)
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
			return c
		}
	}
	return nil
}
