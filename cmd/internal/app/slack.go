package app

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/bot/slack"
	"meetbot/web"
)

// slackChat makes Slack of the configuration.
func (a *App) slackChat(b *bot.Bot, client *http.Client) (chat, error) {
	c := a.config.Slack
	s, err := slack.New(slack.Options{
		BotToken: c.BotToken.Reveal(), SigningSecret: c.SigningSecret.Reveal(), AppToken: c.AppToken.Reveal(),
		APIURL: c.APIURL, WebURL: c.WebURL, Words: a.words, Command: c.Command, Client: client, Clock: a.clock, Log: a.log,
	})
	if err != nil {
		return chat{}, err
	}
	out := chat{
		title: "Slack", command: c.Command, platform: s, hooks: map[string]http.Handler{"/slack/": s.Handler(b)},
		status: func() (string, bool) { return s.Status(), s.Connected() },
		run: func(ctx context.Context) error {
			var all sync.WaitGroup
			all.Go(func() { _ = s.Connect(ctx) }) // it ends with ctx or once connected
			err := s.Run(ctx, b)
			all.Wait()
			return err
		},
	}
	if c.signsIn() {
		out.login = slackLogin(c, s)
	}
	return out, nil
}

// slackLogin is Sign in with Slack, see https://docs.slack.dev/authentication/sign-in-with-slack. Without PKCE: once it
// is switched on for a Slack app, that app counts as one that can keep no secret.
func slackLogin(c SlackConfig, s *slack.Slack) *web.Login {
	pages := strings.TrimSuffix(c.WebURL, "/")
	return &web.Login{
		Name: slack.Name, Title: "Slack", Command: c.Command, ClientID: c.ClientID, ClientSecret: c.ClientSecret.Reveal(),
		AuthURL: pages + "/openid/connect/authorize", TokenURL: c.APIURL + "openid.connect.token",
		Scopes: []string{"openid", "profile"}, Issuer: pages, Account: account(slack.Claims), Serves: s.Stands,
	}
}

// account makes what an adapter reads of a sign-in the account that the pages know.
func account(read func([]byte) (carrier.Account, error)) func([]byte) (web.Account, error) {
	return func(raw []byte) (web.Account, error) {
		a, err := read(raw)
		if errors.Is(err, carrier.ErrNobody) {
			err = web.ErrNobody
		}
		return web.Account(a), err
	}
}
