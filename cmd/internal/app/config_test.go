package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/cmd/internal/app"
)

// required are the settings without which nothing runs.
var required = []string{"MEETBOT_SLACK_BOT_TOKEN=xoxb-test", "MEETBOT_SLACK_SIGNING_SECRET=signing-test", "MEETBOT_JITSI_DOMAIN=meet.test"}

func with(environ ...string) []string { return append(append([]string{}, required...), environ...) }

func TestExampleListsEveryKeyWithItsDefault(t *testing.T) {
	example := filepath.Join("..", "..", "..", "config.example.yaml")
	c, err := app.Load(example, required)
	require.NoError(t, err)
	plain, err := app.Load("", required)
	require.NoError(t, err)
	require.Equal(t, plain, c)
	text, err := os.ReadFile(example)
	require.NoError(t, err)
	for _, key := range app.Keys() {
		require.Regexp(t, `(?m)^\s*`+key[lastDot(key)+1:]+`:`, string(text), key)
	}
}

func lastDot(key string) int {
	for i := len(key) - 1; i >= 0; i-- {
		if key[i] == '.' {
			return i
		}
	}
	return -1
}

func TestEnvironmentWinsOverTheFile(t *testing.T) {
	file := write(t, "listen: 127.0.0.1:1\nmeetings:\n  reminders: [1h, 10m]\n  retention: 30d\nlog: {level: warn}\n")
	c, err := app.Load(file, with("MEETBOT_LISTEN=127.0.0.1:2", "MEETBOT_MEETINGS_REMINDERS=", "PATH=/bin"))
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1:2", c.Listen)
	require.Empty(t, c.Meetings.Reminders)
	require.Equal(t, 30*24*time.Hour, c.Meetings.Retention)
	require.Equal(t, "warn", c.Log.Level)
}

func TestSecretsFromFiles(t *testing.T) {
	secret := write(t, "from-a-file\n")
	c, err := app.Load("", []string{"MEETBOT_SLACK_BOT_TOKEN_FILE=" + secret, required[1], required[2]})
	require.NoError(t, err)
	require.Equal(t, "from-a-file", c.Slack.BotToken.Reveal())
	_, err = app.Load("", with("MEETBOT_SLACK_BOT_TOKEN_FILE="+secret))
	require.ErrorContains(t, err, "slack.bot_token is given twice")
	require.NotContains(t, app.Describe(c), "from-a-file")
}

func TestFaultsAreNamedAllAtOnce(t *testing.T) {
	file := write(t, "listne: x\nbase_url: http://meet.example.org\nmeetings: {default_duration: soon, max_duration: 1s}\n")
	_, err := app.Load(file, []string{"MEETBOT_JITSI_MODE=jwt", "MEETBOT_NONSENSE=1"})
	var faults app.Faults
	require.ErrorAs(t, err, &faults)
	for _, part := range []string{
		"listne", "begin with https://", "secret_key is missing", "default_duration", "max_duration", "MEETBOT_NONSENSE",
		"No chat is set up", "jitsi.domain is missing", "jitsi.secret is missing",
	} {
		require.ErrorContains(t, err, part)
	}
}

func TestOneFaultEach(t *testing.T) {
	for setting, part := range map[string]string{
		"MEETBOT_SECRET_KEY=c2hvcnQ=":                 "exactly 32 bytes",
		"MEETBOT_BASE_URL=http://localhost:8080/x":    "without a path",
		"MEETBOT_LISTEN=8080":                         "host:port",
		"MEETBOT_LISTEN=127.0.0.1:99999":              "host:port",
		"MEETBOT_LISTEN=:http":                        "host:port",
		"MEETBOT_DATABASE_URL=sqlite:":                "names no file",
		"MEETBOT_DATABASE_URL=postgres://h:x/db":      "is no address",
		"MEETBOT_DISCORD_GUILD_ID=Office":             "discord.guild_id",
		"MEETBOT_METRICS_LISTEN=127.0.0.1:8080":       "metrics_listen must not be the same",
		"MEETBOT_DATABASE_URL=mysql://x":              "database.url",
		"MEETBOT_LOG_LEVEL=loud":                      "log.level",
		"MEETBOT_LANGUAGE=tlh":                        "language is \"tlh\"; it must be one of en, de.",
		"MEETBOT_SLACK_COMMAND=meet":                  "slack.command",
		"MEETBOT_SLACK_API_URL=https://slack.com/api": "must end with a slash",
		"MEETBOT_SLACK_CLIENT_ID=1.2":                 "slack.client_secret is missing",
		"MEETBOT_SLACK_CLIENT_SECRET=x":               "slack.client_id is missing",
		"MEETBOT_DISCORD_CLIENT_SECRET=x":             "discord.application_id is missing",
		"MEETBOT_SLACK_WEB_URL=http://slack.com":      "slack.web_url",
		"MEETBOT_DISCORD_BOT_TOKEN=x":                 "discord.application_id is missing",
		"MEETBOT_JITSI_MODE=jass":                     "jitsi.mode",
		"MEETBOT_JITSI_KEY_ID=k1":                     "jitsi.key_file and jitsi.key_id need",
		"MEETBOT_JITSI_RESERVATION_SECRET=x":          "jitsi.reservation_secret is not supported yet",
		"MEETBOT_JITSI_DOMAIN=http://meet.test":       "http is only for",
		"MEETBOT_JITSI_DOMAIN=meet.test/x y":          "must be a host name",
		"MEETBOT_JITSI_END_URL=http://prosody/end":    "jitsi.end_url needs",
		"MEETBOT_MEETINGS_REMINDERS=10m,0s":           "meetings.reminders",
		"MEETBOT_MEETINGS_GRACE=-5m":                  "no length of time",
		"MEETBOT_DATABASE_MIGRATE=maybe":              "neither true nor false",
		`MEETBOT_SLACK_BOT_TOKEN="xoxb-1"`:            "slack.bot_token (MEETBOT_SLACK_BOT_TOKEN) is in quotation marks",
		"MEETBOT_SLACK_BOT_TOKEN=xoxb-1 ":             "slack.bot_token has a blank",
		"MEETBOT_SLACK_SIGNING_SECRET=ab cd":          "slack.signing_secret has a blank",
	} {
		t.Run(setting, func(t *testing.T) {
			_, err := app.Load("", with(setting))
			var faults app.Faults
			require.ErrorAs(t, err, &faults)
			require.Len(t, faults, 1)
			require.ErrorContains(t, err, part)
		})
	}
}

func TestSigningIn(t *testing.T) {
	c, err := app.Load("", with("MEETBOT_SLACK_CLIENT_ID=1.2", "MEETBOT_SLACK_CLIENT_SECRET=canary-one",
		"MEETBOT_DISCORD_APPLICATION_ID=1", "MEETBOT_DISCORD_BOT_TOKEN=canary-two", "MEETBOT_DISCORD_CLIENT_SECRET=canary-three"))
	require.NoError(t, err)
	require.NotContains(t, app.Describe(c), "canary")
}

// TestAnEmptySectionIsNone: all that is under it is commented out.
func TestAnEmptySectionIsNone(t *testing.T) {
	file := write(t, "log:\njitsi: ~\nslack: null\nmeetings: # {grace: 1m}\nnonsense:\n")
	_, err := app.Load(file, required)
	var faults app.Faults
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults, 1)
	require.ErrorContains(t, err, "nonsense")
}

func TestHalfASlackIsAFault(t *testing.T) {
	discord := []string{"MEETBOT_DISCORD_APPLICATION_ID=1", "MEETBOT_DISCORD_BOT_TOKEN=x"}
	_, err := app.Load("", append(discord, "MEETBOT_SLACK_CLIENT_ID=1.2", "MEETBOT_SLACK_CLIENT_SECRET=x", "MEETBOT_JITSI_DOMAIN=meet.test"))
	require.ErrorContains(t, err, "slack.signing_secret is missing")
	_, err = app.Load("", required[1:])
	require.ErrorContains(t, err, "slack.bot_token is missing")
	_, err = app.Load("", []string{required[0], required[2]})
	require.ErrorContains(t, err, "slack.signing_secret is missing")
}

func write(t *testing.T, text string) string {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}
