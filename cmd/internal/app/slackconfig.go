package app

import "strings"

// SlackConfig is about the Slack app.
type SlackConfig struct {
	BotToken      Secret `key:"bot_token"`
	SigningSecret Secret `key:"signing_secret"`
	AppToken      Secret `key:"app_token"`
	ClientID      string `key:"client_id"`
	ClientSecret  Secret `key:"client_secret"`
	Command       string
	APIURL        string `key:"api_url"`
	WebURL        string `key:"web_url"`
}

func (c SlackConfig) begun() bool {
	return c.BotToken != "" || c.SigningSecret != "" || c.AppToken != "" || c.ClientID != "" || c.ClientSecret != ""
}

func (c SlackConfig) on() bool {
	return (c.SigningSecret != "" || c.AppToken != "") && c.BotToken != ""
}

func (c SlackConfig) signsIn() bool { return c.ClientID != "" && c.ClientSecret != "" }

func (c SlackConfig) check(v *validator, _ Config) {
	if c.begun() {
		v.check(c.BotToken != "", "slack.bot_token is missing: without it nothing can be posted. It is under OAuth & Permissions of the Slack app.")
		v.check(c.SigningSecret != "" || c.AppToken != "", "slack.signing_secret is missing: without it no request can be trusted. It is under Basic Information of the Slack app. (With Socket Mode, slack.app_token is what is missing.)")
	}
	v.unbroken("slack.bot_token", c.BotToken)
	v.unbroken("slack.app_token", c.AppToken)
	v.unbroken("slack.signing_secret", c.SigningSecret)
	v.check(strings.HasPrefix(c.Command, "/") && len(c.Command) > 1 && len(c.Command) <= 32 && !strings.ContainsAny(c.Command, " \t"),
		"slack.command is %q; it must be a slash and a word, such as /meet.", c.Command)
	v.address("slack.api_url", c.APIURL)
	v.check(strings.HasSuffix(c.APIURL, "/"), "slack.api_url is %q; it must end with a slash.", c.APIURL)
	v.address("slack.web_url", c.WebURL)
	v.check(c.ClientID != "" || c.ClientSecret == "", "slack.client_id is missing: slack.client_secret is for signing in, which takes both. It is under Basic Information of the Slack app.")
	v.check(c.ClientSecret != "" || c.ClientID == "", "slack.client_secret is missing: slack.client_id is for signing in, which takes both. It is under Basic Information of the Slack app.")
}
