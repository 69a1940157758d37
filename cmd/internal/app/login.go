package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot/discord"
	"meetbot/bot/slack"
	"meetbot/core"
	"meetbot/web"
)

// logins are the ways to sign in that are set up, of the platforms that are on: who is served is theirs to say.
func (a *App) logins(client *http.Client) []web.Login {
	var out []web.Login
	if c := a.config.Slack; a.chats.slack != nil && c.signsIn() {
		out = append(out, slackLogin(c, teamIsOurs(c, client)))
	}
	if c := a.config.Discord; a.chats.discord != nil && c.signsIn() {
		out = append(out, discordLogin(c, a.chats.discord.Stands))
	}
	return out
}

// serves tells whether the bot is there for somebody.
type serves func(context.Context, core.Identity) (bool, error)

// slackLogin is Sign in with Slack, see https://docs.slack.dev/authentication/sign-in-with-slack. Without PKCE: once it
// is switched on for a Slack app, that app counts as one that can keep no secret.
func slackLogin(c SlackConfig, serves serves) web.Login {
	pages := strings.TrimSuffix(c.WebURL, "/")
	return web.Login{
		Name: slack.Name, Title: "Slack", ClientID: c.ClientID, ClientSecret: c.ClientSecret.Reveal(),
		AuthURL: pages + "/openid/connect/authorize", TokenURL: c.APIURL + "openid.connect.token",
		Scopes: []string{"openid", "profile"}, Issuer: pages, Account: slackAccount, Serves: serves,
	}
}

// slackAccount reads the claims of an ID token. An account at Slack is one of a workspace; the names of the claims stay
// Slack's own wherever its pages are.
func slackAccount(claims []byte) (web.Account, error) {
	var c struct {
		Team string `json:"https://slack.com/team_id"`
		User string `json:"https://slack.com/user_id"`
		Name string `json:"name"`
	}
	if err := json.Unmarshal(claims, &c); err != nil {
		return web.Account{}, fmt.Errorf("claims: %w", err)
	}
	if c.Team == "" || c.User == "" {
		return web.Account{}, errors.New("claims: they name no workspace or no user")
	}
	if !slack.IsID(c.Team) || !slack.IsID(c.User) {
		return web.Account{}, web.ErrNobody
	}
	return web.Account{Identity: core.Identity{Platform: slack.Name, Workspace: c.Team, UserID: c.User}, Name: core.CleanName(c.Name)}, nil
}

// teamIsOurs asks Slack which workspace the bot's token is of: anybody can make a workspace and sign in from there.
func teamIsOurs(c SlackConfig, client *http.Client) serves {
	options := []slackapi.Option{slackapi.OptionAPIURL(c.APIURL)}
	if client != nil {
		options = append(options, slackapi.OptionHTTPClient(client))
	}
	api := slackapi.New(c.BotToken.Reveal(), options...)
	return func(ctx context.Context, who core.Identity) (bool, error) {
		us, err := api.AuthTestContext(ctx)
		if err != nil {
			return false, fmt.Errorf("ask Slack which workspace is ours: %w", err)
		}
		return us.TeamID != "" && us.TeamID == who.Workspace, nil
	}
}

// discordLogin is OAuth 2.0 as Discord has it, see https://docs.discord.com/developers/topics/oauth2.
func discordLogin(c DiscordConfig, serves serves) web.Login {
	return web.Login{
		Name: discord.Name, Title: "Discord", ClientID: c.ApplicationID, ClientSecret: c.ClientSecret.Reveal(),
		AuthURL: strings.TrimSuffix(c.WebURL, "/") + "/oauth2/authorize", TokenURL: c.APIURL + "oauth2/token", Scopes: []string{"identify"}, PKCE: true,
		UserURL: c.APIURL + "users/@me", Account: discordAccount(c.ApplicationID), Serves: serves,
		// The form that Discord asks for, see https://docs.discord.com/developers/reference#user-agent.
		UserAgent: "DiscordBot (https://meetbot.invalid, 1.0)",
	}
}

// discordAccount reads what Discord tells of a user. An account at Discord is of no server, so it is the application's.
func discordAccount(application string) func([]byte) (web.Account, error) {
	return func(user []byte) (web.Account, error) {
		var u struct {
			ID         string `json:"id"`
			Username   string `json:"username"`
			GlobalName string `json:"global_name"`
		}
		if err := json.Unmarshal(user, &u); err != nil {
			return web.Account{}, fmt.Errorf("user: %w", err)
		}
		if u.ID == "" {
			return web.Account{}, errors.New("user: the answer holds no ID")
		}
		if !discord.IsID(u.ID) {
			return web.Account{}, web.ErrNobody
		}
		who := core.Identity{Platform: discord.Name, Workspace: application, UserID: u.ID}
		return web.Account{Identity: who, Name: core.NameFrom(u.GlobalName, u.Username), Handle: core.CleanName(u.Username)}, nil
	}
}
