package app

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// slackScopes are what the bot may do.
var slackScopes = []string{"commands", "chat:write", "chat:write.public", "users:read"}

// SlackManifest returns the manifest of the Slack app for this configuration, in YAML. It asks for as little as will
// do: to take commands, to write, and to look up the zone of whoever types one, which lets it hear of who is deactivated
// too. See https://docs.slack.dev/reference/app-manifest.
// With Socket Mode Slack needs no address of ours.
func SlackManifest(c Config, socketMode bool) (string, error) {
	base := strings.TrimSuffix(c.BaseURL, "/")
	command := map[string]any{
		"command": c.Slack.Command, "description": "Schedule, start or list meetings",
		"usage_hint": "[tomorrow 3pm Design review for 45m | now | list | help]", "should_escape": true,
	}
	interactivity := map[string]any{"is_enabled": true}
	events := map[string]any{"bot_events": []string{"user_change"}}
	if !socketMode {
		events["request_url"] = base + "/slack/events"
		command["url"] = base + "/slack/commands"
		interactivity["request_url"] = base + "/slack/interactions"
	}
	out, err := yaml.Marshal(map[string]any{
		"_metadata": map[string]any{"major_version": 1, "minor_version": 1},
		"display_information": map[string]any{
			"name":             "meetbot",
			"description":      "Meetings from this chat",
			"background_color": "#1f4d46",
		},
		"features": map[string]any{
			"app_home":       map[string]any{"home_tab_enabled": false, "messages_tab_enabled": true, "messages_tab_read_only_enabled": true},
			"bot_user":       map[string]any{"display_name": "meetbot", "always_online": true},
			"slash_commands": []any{command},
		},
		"oauth_config": map[string]any{
			"redirect_urls": []string{base + "/login/slack/callback"},
			"scopes": map[string]any{
				"bot":  slackScopes,
				"user": []string{"openid", "profile"}, // asked of whoever signs in on the pages, and of nobody else
			},
		},
		"settings": map[string]any{
			"event_subscriptions":    events,
			"interactivity":          interactivity,
			"org_deploy_enabled":     false,
			"socket_mode_enabled":    socketMode,
			"token_rotation_enabled": false,
		},
	})
	if err != nil {
		return "", fmt.Errorf("write manifest: %w", err)
	}
	return string(out), nil
}
