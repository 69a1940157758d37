package app

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"meetbot/bot/discord"
	"meetbot/bot/say"
)

func examineDiscord(ctx context.Context, c Config, client *http.Client) (f findings) {
	o := discordOptions(c.Discord)
	words, err := say.Load(c.Language)
	if err != nil {
		f.fail("Discord", "Choose another language.", "%v", err)
		return f
	}
	o.Words, o.Client, o.Clock, o.Log = words, client, systemClock{}, slog.New(slog.DiscardHandler)
	d, err := discord.New(o)
	if err != nil {
		f.fail("Discord", "Copy it anew from General Information in the developer portal.", "%v", err)
		return f
	}
	standing, err := d.Examine(ctx, c.Discord.MirrorEvents)
	if err != nil {
		f.fail("Discord application", "Copy discord.application_id from General Information and discord.bot_token from Bot in the developer portal, and see that discord.api_url can be reached.", "%v", err)
		return f
	}
	f.ok("Discord application", "the token is of %s (%s)", standing.Name, c.Discord.ApplicationID)
	c.examineEndpoint(ctx, d, standing, &f)
	if standing.Privileged {
		f.warn("Discord intents", "Switch them off under Bot in the developer portal.", "privileged intents are on, which meetbot never asks for")
	} else {
		f.ok("Discord intents", "none is privileged")
	}
	c.examineServers(standing, &f)
	c.examineCommands(ctx, d, &f)
	return f
}

// examineEndpoint looks at the way on which interactions come.
func (c Config) examineEndpoint(ctx context.Context, d *discord.Discord, s discord.Standing, f *findings) {
	const about = "Discord interactions"
	wanted := strings.TrimSuffix(c.BaseURL, "/") + "/discord/interactions"
	if !c.Discord.Gateway {
		if s.Endpoint == wanted {
			f.ok(about, "Discord sends them to %s", wanted)
			return
		}
		f.fail(about, fmt.Sprintf("Start meetbot serve, and enter %s as Interactions Endpoint URL under General Information in the developer portal.", wanted), "Discord sends them to %q", s.Endpoint)
		return
	}
	if err := d.ExamineGateway(ctx); err != nil {
		f.fail("Discord gateway", "See that this machine may open wss connections to gateway.discord.gg.", "%v", err)
		return
	}
	f.ok("Discord gateway", "it answers")
}

func (c Config) examineServers(s discord.Standing, f *findings) {
	const about = "Discord permissions"
	link, permissions := strings.TrimSuffix(c.Discord.WebURL, "/")+"/oauth2/authorize?client_id="+c.Discord.ApplicationID+"&scope=bot+applications.commands&permissions=", "274877991936"
	if c.Discord.MirrorEvents {
		permissions = "17867064036352"
	}
	invite := "Open " + link + permissions + " and choose the server."
	if len(s.Servers) == 0 {
		f.warn(about, invite, "the bot is in no server yet")
		return
	}
	for _, server := range s.Servers {
		if len(server.Missing) > 0 {
			f.warn(about, "Give them to the bot's role there, or do this again: "+invite, "in %s the bot's role lacks %s", server.Name, strings.Join(server.Missing, ", "))
			continue
		}
		f.ok(about, "in %s nothing is missing", server.Name)
	}
}

func (c Config) examineCommands(ctx context.Context, d *discord.Discord, f *findings) {
	const about = "Discord commands"
	const register = "Run meetbot discord register."
	there, err := d.Registered(ctx)
	switch {
	case err != nil:
		f.fail(about, "See that discord.guild_id, if set, is a server that the bot is in.", "%v", err)
	case there:
		f.ok(about, "they are registered as this program has them")
	case c.Discord.Register:
		f.warn(about, "Nothing need be done: meetbot serve registers them at its start.", "they are not registered as this program has them")
	default:
		f.fail(about, register, "they are not registered as this program has them, and discord.register is false")
	}
}
