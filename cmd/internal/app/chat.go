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

// platforms are all that there are, by the names that core knows them by: a further one is a line here, and a file that
// makes it of the configuration.
var platforms = []struct {
	name string
	on   func(Config) bool
	make func(*App, *bot.Bot, *http.Client) (chat, error)
}{
	{slack.Name, Config.SlackOn, (*App).slackChat},
	{discord.Name, Config.DiscordOn, (*App).discordChat},
}

// chats are the platforms that are set up, by name.
type chats map[string]chat

// connect makes the platforms that are set up, and gives them to the bot.
func (a *App) connect(b *bot.Bot, known map[string]bot.Platform, client *http.Client) error {
	a.chats = chats{}
	for _, p := range platforms {
		if !p.on(a.config) {
			continue
		}
		c, err := p.make(a, b, client)
		if err != nil {
			return err
		}
		a.chats[p.name], known[p.name] = c, c.platform
	}
	return nil
}

// hooks are the addresses that the platforms call.
func (c chats) hooks() map[string]http.Handler {
	out := map[string]http.Handler{}
	for _, one := range c {
		for path, h := range one.hooks {
			out[path] = h
		}
	}
	return out
}

// logins are the ways to sign in that are set up, in the order of the platforms.
func (c chats) logins() []web.Login {
	var out []web.Login
	for _, p := range platforms {
		if l := c[p.name].login; l != nil {
			out = append(out, *l)
		}
	}
	return out
}

// commands lists what people type before their words, each once.
func (c chats) commands() []string {
	var out []string
	for _, p := range platforms {
		if one, on := c[p.name]; on && !slices.Contains(out, one.command) {
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
	for _, one := range c {
		all.Go(func() {
			err := one.run(ctx)
			switch {
			case err == nil || ctx.Err() != nil:
			case len(c) > 1:
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
	for _, p := range platforms {
		status[p.name] = "off"
		if one, on := c[p.name]; on {
			how, ever := one.status()
			status[p.name], connected = how, connected && ever
		}
	}
	return connected
}
