package app

import (
	"context"
	"net/http"
	"slices"

	"meetbot/bot"
	"meetbot/bot/emulator"
	"meetbot/bot/parlour"
	"meetbot/bot/parlour/parlourtest"
)

// A further chat is one that tests alone know: what is shipped has it not. Chat furnishes it with the people of the other chats
// in #team, and a private #secret without the bot.
type further struct {
	name    string
	adapter func(a *App, b *bot.Bot, client *http.Client) chat
	chat    func(service string, client *http.Client) emulator.Chat
}

var furthers = []further{{parlour.Name, (*App).parlourChat, parlourtest.Furnished}}

func (a *App) parlourChat(b *bot.Bot, client *http.Client) chat {
	p := parlour.New(parlour.Options{URL: parlourtest.URL, House: parlourtest.House, Token: parlourtest.Token, Secret: parlourtest.Secret, Words: a.words, Client: client, Clock: a.clock, Log: a.log})
	return chat{title: "Parlour", command: parlour.Command, platform: p, hooks: map[string]http.Handler{"/parlour/": p.Handler(b)}, run: p.Run, status: p.Status}
}

// Further returns the chats that tests alone know, by name.
func Further() map[string]func(service string, client *http.Client) emulator.Chat {
	out := map[string]func(string, *http.Client) emulator.Chat{}
	for _, f := range furthers {
		out[f.name] = f.chat
	}
	return out
}

// With returns the options with those of the further chats that are named.
func (o Options) With(names ...string) Options {
	for _, f := range furthers {
		if slices.Contains(names, f.name) {
			o.further = append(o.further, f.platform())
		}
	}
	return o
}

// given are settings that are given whatever the configuration says.
type given struct{}

func (given) begun() bool              { return true }
func (given) on() bool                 { return true }
func (given) signsIn() bool            { return false }
func (given) check(*validator, Config) {}

func (f further) platform() platform {
	return platform{f.name, func(Config) settings { return given{} }, func(a *App, b *bot.Bot, client *http.Client) (chat, error) {
		return f.adapter(a, b, client), nil
	}, func(context.Context, Config, *http.Client) findings { return nil }}
}
