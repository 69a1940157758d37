package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"meetbot/bot"
	"meetbot/bot/discord"
	"meetbot/bot/slack"
)

// chats are the platforms that are set up; the other is nil.
type chats struct {
	slack   *slack.Slack
	discord *discord.Discord
	log     *slog.Logger
	gateway bool // Discord's interactions come through the gateway
	bot     *bot.Bot
	ever    atomic.Bool // Discord was connected, or another process has it
}

// connect makes the platforms that are set up, and gives them to the bot by name.
func (a *App) connect(b *bot.Bot, platforms map[string]bot.Platform, client *http.Client) (err error) {
	a.chats.bot, a.chats.log, a.chats.gateway = b, a.log, a.config.Discord.Gateway
	if a.config.SlackOn() {
		if a.chats.slack, err = a.newSlack(client); err != nil {
			return err
		}
		platforms[slack.Name] = a.chats.slack
	}
	if a.config.DiscordOn() {
		if a.chats.discord, err = a.newDiscord(client); err != nil {
			return err
		}
		platforms[discord.Name] = a.chats.discord
	}
	return nil
}

func (a *App) newSlack(client *http.Client) (*slack.Slack, error) {
	c := a.config.Slack
	return slack.New(slack.Options{
		BotToken: c.BotToken.Reveal(), SigningSecret: c.SigningSecret.Reveal(), AppToken: c.AppToken.Reveal(),
		APIURL: c.APIURL, WebURL: c.WebURL, Command: c.Command, Client: client, Clock: a.clock, Log: a.log,
	})
}

func (a *App) newDiscord(client *http.Client) (*discord.Discord, error) {
	c := a.config.Discord
	var lease discord.Lease
	if a.store.Shared() {
		lease = &leases{a, rand.Text()}
	}
	return discord.New(discord.Options{
		ApplicationID: c.ApplicationID, PublicKey: c.PublicKey, BotToken: c.BotToken.Reveal(), APIURL: c.APIURL,
		GuildID: c.GuildID, Gateway: c.Gateway, Register: c.Register, Client: client, Clock: a.clock, Log: a.log, Lease: lease,
	})
}

// RegisterDiscord registers the commands at Discord, and tells whether it had to.
func RegisterDiscord(ctx context.Context, c Config, log *slog.Logger) (bool, error) {
	if !c.DiscordOn() {
		return false, Faults{"Discord is not set up: give discord.application_id and discord.bot_token."}
	}
	d, err := discord.New(discord.Options{
		ApplicationID: c.Discord.ApplicationID, PublicKey: c.Discord.PublicKey, BotToken: c.Discord.BotToken.Reveal(),
		APIURL: c.Discord.APIURL, GuildID: c.Discord.GuildID, Gateway: c.Discord.Gateway, Clock: systemClock{}, Log: log,
	})
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

// hooks are the addresses that the platforms call.
func (c *chats) hooks() map[string]http.Handler {
	out := map[string]http.Handler{}
	if c.slack != nil {
		out["/slack/"] = c.slack.Handler(c.bot)
	}
	if c.discord != nil && !c.gateway {
		out["/discord/interactions"] = c.discord.Handler(c.bot)
	}
	return out
}

// run keeps the platforms connected until ctx ends. What can never go well ends it with an error.
func (c *chats) run(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	if c.slack != nil {
		all.Go(func() { _ = c.slack.Connect(ctx) }) // it ends with ctx or once connected
		all.Go(func() { _ = c.slack.Run(ctx, c.bot) })
	}
	if c.discord != nil {
		all.Go(func() {
			err := c.discord.Run(ctx, c.bot)
			switch {
			case err == nil || ctx.Err() != nil:
			case c.slack != nil:
				// Slack goes on; /readyz says what is wrong with Discord.
				c.log.ErrorContext(ctx, "Discord is off until the configuration is mended and meetbot started again", "error", err)
			default:
				stop(fmt.Errorf("connect to Discord: %w", err))
			}
		})
	}
	<-ctx.Done()
	all.Wait()
	if err := context.Cause(ctx); err != nil && err != context.Canceled { //nolint:errorlint // the cause is ours
		return err
	}
	return nil
}

// status tells how we stand with each platform, and whether each that is set up was ever connected.
func (c *chats) status(status map[string]string) (connected bool) {
	status["slack"], status["discord"], connected = "off", "off", true
	if c.slack != nil {
		status["slack"] = c.slack.Status()
		connected = c.slack.Connected()
	}
	if c.discord != nil {
		status["discord"] = c.discord.Status()
		if s := status["discord"]; s == "ok" || s == "standby" {
			c.ever.Store(true)
		}
		connected = connected && c.ever.Load()
	}
	return connected
}
