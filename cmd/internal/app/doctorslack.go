package app

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"meetbot/bot/slack"
)

func examineSlack(ctx context.Context, c Config, client *http.Client) (f findings) {
	s := c.Slack
	o := slack.Options{
		BotToken: s.BotToken.Reveal(), SigningSecret: s.SigningSecret.Reveal(), AppToken: s.AppToken.Reveal(),
		APIURL: s.APIURL, WebURL: s.WebURL, Client: client, Clock: systemClock{},
	}
	standing, err := slack.Examine(ctx, o)
	if err != nil {
		f.fail("Slack token", "Copy the Bot User OAuth Token, under OAuth & Permissions of the Slack app, into slack.bot_token, and see that slack.api_url can be reached.", "Slack does not take slack.bot_token (%v)", err)
	} else {
		f.ok("Slack token", "it is of the workspace %s (%s)", standing.Name, standing.Workspace)
		examineScopes(standing.Scopes, &f)
	}
	if s.AppToken != "" {
		if err := slack.ExamineSockets(ctx, o); err != nil {
			f.fail("Slack Socket Mode", "Switch Socket Mode on, and make an App-Level Token with connections:write, under Basic Information of the Slack app, for slack.app_token.", "Slack opens none for slack.app_token (%v)", err)
		} else {
			f.ok("Slack Socket Mode", "Slack opens it")
		}
		return f
	}
	f.ok("Slack signing secret", "it is set; Slack tells nobody whether it is the right one, but with a wrong one /meet fails and the log says so")
	return f
}

// examineScopes holds what the token was given against our own manifest.
func examineScopes(given []string, f *findings) {
	const about = "Slack scopes"
	var missing, further []string
	for _, s := range slackScopes {
		if !slices.Contains(given, s) {
			missing = append(missing, s)
		}
	}
	for _, s := range given {
		if !slices.Contains(slackScopes, s) {
			further = append(further, s)
		}
	}
	if len(missing) > 0 {
		f.fail(about, "Paste what meetbot slack manifest prints under App Manifest of the Slack app, and install it to the workspace again.", "%s missing", strings.Join(missing, ", "))
	}
	if len(further) > 0 {
		f.warn(about, "Take them away under OAuth & Permissions of the Slack app, and install it to the workspace again.", "%s given, which meetbot never uses", strings.Join(further, ", "))
	}
	if len(missing)+len(further) == 0 {
		f.ok(about, "%s", strings.Join(given, ", "))
	}
}
