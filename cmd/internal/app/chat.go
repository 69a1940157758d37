package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"

	"meetbot/bot"
	"meetbot/bot/discord"
	"meetbot/bot/slack"
	"meetbot/web"
)

// A chat is one chat platform that is set up, as the rest of the service sees it.
type chat struct {
	title    string // as people name it
	command  string // what they type before their words
	platform bot.Platform
	hooks    map[string]http.Handler // what it calls, by path
	run      func(context.Context) error
	status   func() (status string, connected bool) // connected: since the start, once
	login    *web.Login                             // nil: nobody signs in with it
}

// A platform is one that can be set up, by the name that core knows it by.
type platform struct {
	name     string
	settings func(Config) settings
	make     func(*App, *bot.Bot, *http.Client) (chat, error)
	examine  func(context.Context, Config, *http.Client) findings // what doctor looks at
}

// settings are what an operator can settle of a platform.
type settings interface {
	begun() bool                   // some of it is given
	on() bool                      // so much is given that the platform can be heard and spoken to
	signsIn() bool                 // people can sign in with it, where it is on
	check(v *validator, in Config) // tells what is wrong
}

// platforms are all that there are: a further one is a line here, its settings in Config, and a file that makes it of them and looks after them.
var platforms = []platform{
	{slack.Name, func(c Config) settings { return c.Slack }, (*App).slackChat, examineSlack},
	{discord.Name, func(c Config) settings { return c.Discord }, (*App).discordChat, examineDiscord},
}

// joins tells whether people can join their accounts: for that they sign in with two platforms.
func joins(all []platform, c Config) bool {
	n := 0
	for _, p := range all {
		if s := p.settings(c); s.on() && s.signsIn() {
			n++
		}
	}
	return n > 1
}

// chats are those of all platforms that are set up, by name.
type chats struct {
	all []platform
	on  map[string]chat
}

// connect makes the platforms that are set up, and gives them to the bot.
func (a *App) connect(b *bot.Bot, known map[string]bot.Platform, client *http.Client) error {
	for _, p := range a.chats.all {
		if !p.settings(a.config).on() {
			continue
		}
		c, err := p.make(a, b, client)
		if err != nil {
			return err
		}
		a.chats.on[p.name], known[p.name] = c, c.platform
	}
	return nil
}

// hooks are the addresses that the platforms call.
func (c chats) hooks() map[string]http.Handler {
	out := map[string]http.Handler{}
	for _, one := range c.on {
		for path, h := range one.hooks {
			out[path] = h
		}
	}
	return out
}

// logins are the ways to sign in that are set up, in the order of the platforms.
func (c chats) logins() []web.Login {
	var out []web.Login
	for _, p := range c.all {
		if l := c.on[p.name].login; l != nil {
			out = append(out, *l)
		}
	}
	return out
}

// commands lists what people type before their words, each once.
func (c chats) commands() []string {
	var out []string
	for _, p := range c.all {
		if one, on := c.on[p.name]; on && !slices.Contains(out, one.command) {
			out = append(out, one.command)
		}
	}
	return out
}

// run keeps the platforms connected until ctx ends. What can never go well ends it with an error, unless others go on:
// then /readyz says what is wrong.
func (c chats) run(ctx context.Context, log *slog.Logger) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for _, one := range c.on {
		all.Go(func() {
			err := one.run(ctx)
			switch {
			case err == nil || ctx.Err() != nil:
			case len(c.on) > 1:
				log.ErrorContext(ctx, one.title+" is off until the configuration is mended and meetbot started again", "error", err)
			default:
				stop(fmt.Errorf("connect to %s: %w", one.title, err))
			}
		})
	}
	<-ctx.Done()
	all.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// tell writes down how we stand with each platform, and returns whether each that is set up was ever connected.
func (c chats) tell(status map[string]string) (connected bool) {
	connected = true
	for _, p := range c.all {
		status[p.name] = "off"
		if one, on := c.on[p.name]; on {
			how, ever := one.status()
			status[p.name], connected = how, connected && ever
		}
	}
	return connected
}
