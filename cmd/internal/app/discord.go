package app

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"meetbot/bot"
	"meetbot/bot/discord"
	"meetbot/bot/say"
	"meetbot/web"
)

// discordChat makes Discord of the configuration.
func (a *App) discordChat(b *bot.Bot, client *http.Client) (chat, error) {
	o := discordOptions(a.config.Discord)
	o.Words, o.Client, o.Clock, o.Log = a.words, client, a.clock, a.log
	if a.store.Shared() {
		o.Lease = &leases{a, rand.Text()}
	}
	d, err := discord.New(o)
	if err != nil {
		return chat{}, err
	}
	var ever atomic.Bool // it was connected, or another process has it
	out := chat{
		title: "Discord", command: discord.Typed, platform: d, run: func(ctx context.Context) error { return d.Run(ctx, b) },
		status: func() (string, bool) {
			status := d.Status()
			if status == "ok" || status == "standby" {
				ever.Store(true)
			}
			return status, ever.Load()
		},
	}
	if !o.Gateway {
		out.hooks = map[string]http.Handler{"/discord/interactions": d.Handler(b)}
	}
	if a.config.Discord.signsIn() {
		out.login = discordLogin(a.config.Discord, d)
	}
	return out, nil
}

func discordOptions(c DiscordConfig) discord.Options {
	return discord.Options{
		ApplicationID: c.ApplicationID, PublicKey: c.PublicKey, BotToken: c.BotToken.Reveal(), APIURL: c.APIURL,
		GuildID: c.GuildID, Gateway: c.Gateway, Register: c.Register,
	}
}

// RegisterDiscord registers the commands at Discord, and tells whether it had to.
func RegisterDiscord(ctx context.Context, c Config, log *slog.Logger) (bool, error) {
	if !c.Discord.on() {
		return false, Faults{"Discord is not set up: give discord.application_id and discord.bot_token."}
	}
	o := discordOptions(c.Discord)
	words, err := say.Load(c.Language)
	if err != nil {
		return false, err
	}
	o.Words, o.Clock, o.Log = words, systemClock{}, log
	d, err := discord.New(o)
	if err != nil {
		return false, err
	}
	return d.Register(ctx)
}

// leases are what this process holds among several on one database.
type leases struct {
	*App
	holder string
}

// Hold implements discord.Lease.
func (l *leases) Hold(ctx context.Context, name string, until time.Time) (bool, error) {
	return l.store.Hold(ctx, name, l.holder, l.clock.Now(), until)
}

// discordLogin is OAuth 2.0 as Discord has it, see https://docs.discord.com/developers/topics/oauth2.
func discordLogin(c DiscordConfig, d *discord.Discord) *web.Login {
	return &web.Login{
		Name: discord.Name, Title: "Discord", Command: discord.Typed, ClientID: c.ApplicationID, ClientSecret: c.ClientSecret.Reveal(),
		AuthURL: strings.TrimSuffix(c.WebURL, "/") + "/oauth2/authorize", TokenURL: c.APIURL + "oauth2/token", Scopes: []string{"identify"}, PKCE: true,
		UserURL: c.APIURL + "users/@me", Account: account(d.User), Serves: d.Stands, UserAgent: discord.UserAgent,
	}
}
