//go:build unix

package main

import (
	"fmt"

	"meetbot/bot/discord/discordtest"
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

const faultChannels = 20

// A chat is an emulated chat that can be told where the processes and itself are reached.
type chat interface {
	emulator.Chat
	SetService(string)
	SetBaseURL(string)
}

func (s *faultSite) newChat(r faultRun) (settings []string) {
	if r.chat == "Slack" {
		slack := slacktest.New(slacktest.Options{})
		slack.AddPerson(emulator.Person{ID: "U0001", Name: "alice", Zone: "UTC"})
		for i := range faultChannels {
			slack.AddChannel(emulator.Channel{ID: fmt.Sprintf("C%04d", i), Name: fmt.Sprintf("channel%d", i), Bot: true, Members: []string{"U0001"}})
		}
		s.chat, s.desk = slack, newDesk(slack.Handler())
		return []string{"MEETBOT_SLACK_BOT_TOKEN=xoxb-test", "MEETBOT_SLACK_SIGNING_SECRET=signing-test"}
	}
	// Over HTTP, for it matters here who posts, and the gateway would take up to 30 s to pass to another process.
	d := discordtest.New(discordtest.Options{Application: discordApplication, BotToken: "discord-test", Guild: discordServer, HTTP: true})
	s.t.Cleanup(d.Close)
	d.AddPerson(emulator.Person{ID: "200000000000000001", Name: "alice", Zone: "UTC"})
	for i := range faultChannels {
		d.AddChannel(emulator.Channel{ID: fmt.Sprint(300000000000000001 + i), Name: fmt.Sprintf("channel%d", i), Bot: true})
	}
	if r.forgetful {
		d.ForgetNonces()
	}
	s.chat, s.desk, s.discord = d, newDesk(d.Handler()), d
	return []string{
		"MEETBOT_DISCORD_APPLICATION_ID=" + discordApplication, "MEETBOT_DISCORD_BOT_TOKEN=discord-test",
		"MEETBOT_DISCORD_PUBLIC_KEY=" + d.PublicKey(), "MEETBOT_DISCORD_GATEWAY=false",
	}
}
