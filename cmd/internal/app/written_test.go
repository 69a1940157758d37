package app_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"meetbot/cmd/internal/app"
)

// faults loads a configuration that cannot be used, and returns what is wrong with it.
func faults(t *testing.T, file string, environ ...string) app.Faults {
	t.Helper()
	_, err := app.Load(file, environ)
	var faults app.Faults
	require.ErrorAs(t, err, &faults)
	return faults
}

// TestTextStaysAsItIsWritten: YAML would make numbers, dates and truth values of these.
func TestTextStaysAsItIsWritten(t *testing.T) {
	for _, text := range []string{
		"1234567890.1234567890123", "007", "0123456789012345678901234567890123", "1e10", "0x1F", "0o17", "0b11", "1_000", "yes", "no", "on", "off",
		"true", "False", "null", "Null", "NULL", "2026-09-23", "2026-09-23T10:00:00Z", ".inf", "-.INF", ".nan", "12:30:45", "+5", "1.", ".5",
	} {
		c, err := app.Load(write(t, "slack: {client_id: "+text+", client_secret: "+text+"}\njitsi:\n  secret: "+text+"\n"), required)
		require.NoError(t, err, text)
		require.Equal(t, text, c.Slack.ClientID)
		require.Equal(t, text, c.Slack.ClientSecret.Reveal())
		require.Equal(t, text, c.Jitsi.Secret.Reveal())
	}
	c, err := app.Load(write(t, "slack: {client_id: null, client_secret: x}"), required)
	require.NoError(t, err)
	require.Len(t, c.Warnings, 1)
	require.Contains(t, c.Warnings[0], "slack.client_id")
	for _, nothing := range []string{"", "~", `""`} {
		c, err := app.Load(write(t, "slack:\n  client_id: "+nothing+"\n"), required)
		require.NoError(t, err, nothing)
		require.Empty(t, c.Slack.ClientID)
	}
}

func TestEveryWayOfWritingYAMLCounts(t *testing.T) {
	for name, text := range map[string]string{
		"quotes":        "jitsi: {app_id: '007', audience: \"008\", subject: 009}",
		"blocks":        "jitsi:\n  app_id: |\n    007\n  audience: >-\n    008\n  subject: 009\n",
		"anchors":       "jitsi:\n  app_id: &x 007\n  audience: 008\n  subject: 009\n  key_id: \"\"\n  xmpp_domain: *x\n",
		"merging":       "jitsi:\n  <<: {app_id: 007, audience: other}\n  audience: 008\n  subject: 009\n",
		"merging lists": "jitsi:\n  <<: [{app_id: 007}, {app_id: other, audience: 008}]\n  subject: 009\n",
		"line ends":     "jitsi:\r\n  app_id: 007\r\n  audience: 008\r\n  subject: 009\r\n",
		"a mark":        "\ufeffjitsi:\n  app_id: 007\n  audience: 008\n  subject: 009\n",
		"a tag":         "jitsi:\n  app_id: !!str 007\n  audience: 008\n  subject: 009\n",
		"an end":        "---\njitsi:\n  app_id: 007\n  audience: 008\n  subject: 009\n...\n",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := app.Load(write(t, text), required)
			require.NoError(t, err)
			require.Equal(t, "007 008 009", strings.Join([]string{c.Jitsi.AppID, c.Jitsi.Audience, c.Jitsi.Subject}, " "))
		})
	}
	for _, text := range []string{"meetings: {reminders: [1h, 5m]}", "meetings:\n  reminders: 1h,5m\n", "meetings:\n  reminders:\n  - 1h\n  - 5m\n"} {
		c, err := app.Load(write(t, text), required)
		require.NoError(t, err)
		require.Equal(t, []time.Duration{time.Hour, 5 * time.Minute}, c.Meetings.Reminders)
	}
	c, err := app.Load(write(t, "meetings: {reminders: [], max_upcoming_per_person: 007}\ndatabase: {migrate: False}\n# the end"), required)
	require.NoError(t, err)
	require.Empty(t, c.Meetings.Reminders)
	require.Equal(t, 7, c.Meetings.MaxUpcoming)
	require.False(t, c.Database.Migrate)
}

// TestWhatIsWrongInAFileIsNamedWithoutItsText: a line may hold a secret.
func TestWhatIsWrongInAFileIsNamedWithoutItsText(t *testing.T) {
	for text, words := range map[string]string{
		"slack:\n  bot_token: canary\n  command: /m\n  bot_token: canary\n": "slack.bot_token is given twice in FILE, in lines 2 and 4",
		"listen: 127.0.0.1:1\nslack: {}\nlisten: canary\n":                  "listen is given twice in FILE, in lines 1 and 3",
		"slack: {command: /m}\nslack: {bot_token: canary}\n":                "slack is given twice in FILE, in lines 1 and 2",
		"slack:\n  bot_token: {canary: x}\n":                                "slack.bot_token (FILE, line 2) holds settings of its own",
		"slack:\n  bot_token: [canary]\n":                                   "slack.bot_token (FILE, line 2) is a list",
		"slack:\n  bot_token: !canary x\n":                                  "slack.bot_token (FILE, line 2) begins with !",
		"slack:\n  bot_token: !!binary Y2FuYXJ5\n":                          "slack.bot_token (FILE, line 2) begins with !",
		"slack:\n  bot_token: &canary x\n":                                  "slack.bot_token (FILE, line 2) begins with &",
		"slack:\n  bot_token: *canary\n":                                    "begins with *",
		"slack:\n  bot_token: @canary\n":                                    "FILE is not YAML: line 2",
		"slack:\n  bot_token: %canary\n":                                    "FILE is not YAML: line 2",
		"slack:\n  bot_token: \"canary\n":                                   "FILE is not YAML: line",
		"slack:\n  bot_token: canary: x\n":                                  "FILE is not YAML: line 2",
		"slack:\n\tbot_token: canary\n":                                     "FILE is not YAML: line 2",
		"slack:\n  bot_token:canary\n":                                      "FILE, line 2: slack must hold settings",
		"slack: {bot_token:canary}\n":                                       "FILE, line 1: this is no setting's name",
		"bot_token:canary\n":                                                "FILE, line 1: the file must hold settings",
		"- bot_token: canary\n":                                             "FILE, line 1: the file must hold settings",
		"slack: [canary]\n":                                                 "slack must hold settings",
		"slack:\n  ? [canary]\n  : x\n":                                     "FILE, line 2: this is no setting's name",
		"slack:\n  bot_tokn: canary\n":                                      "slack.bot_tokn (FILE): there is no such setting",
		"meetings:\n  reminders: [[canary]]\n":                              "meetings.reminders (FILE, line 2)",
		"meetings:\n  reminders: {canary: 1m}\n":                            "meetings.reminders (FILE, line 2)",
		"slack:\n  <<: canary\n":                                            "merged with <<",
		"slack: &a\n  <<: *a\n":                                             "merged with <<",
		"listen: 127.0.0.1:1\n---\nslack: {bot_token: canary}\n":            "more than one YAML document",
		"slack: {client_id: \"canary\\0\", client_secret: x}\n":             "slack.client_id (FILE) holds the character U+0000",
		"slack: {client_id: \"canary\\u200b\", client_secret: x}\n":         "U+200B",
		"slack: {client_id: \"can\\nary\", client_secret: x}\n":             "U+000A",
		"slack: {client_id: \x00}\n":                                        "FILE holds a NUL character",
		"slack: {client_id: can\xe9ary}\n":                                  "FILE is not UTF-8",
		"base_url: https://me:canary@meet.test/x\n":                         "base_url",
		"jitsi: {domain: 'https://me:canary@meet.test/x'}\n":                "jitsi.domain",
		"database: {url: 'postgres://me:canary@host:port/db'}\n":            "database.url is no address",
		"database: {url: 'postgres:/me:canary@host/db'}\n":                  "database.url begins with",
		"database: {url: 'canary'}\nslack: {command: canary}\n":             "database.url begins with",
	} {
		t.Run(strings.ReplaceAll(text, "canary", "x"), func(t *testing.T) {
			file := write(t, text)
			environ := required
			if strings.Contains(text, "domain") {
				environ = required[:2]
			}
			all := faults(t, file, environ...).Error()
			require.Contains(t, strings.ReplaceAll(all, file, "FILE"), words)
			require.NotContains(t, all, "canary")
			c, _ := app.Load(file, environ)
			described := app.Describe(c)
			if !strings.Contains(text, "client_id") && !strings.Contains(text, "command: canary") && !strings.Contains(text, "listen: canary") {
				require.NotContains(t, described, "canary")
			}
		})
	}
}

// TestKubernetesVariables: a service makes names like ours in every pod of its namespace.
func TestKubernetesVariables(t *testing.T) {
	for _, service := range []string{"MEETBOT", "MEETBOT_WEB", "MEETBOT_SLACK", "MEETBOT_2"} {
		var set []string
		for name, value := range map[string]string{
			"SERVICE_HOST": "10.0.0.11", "SERVICE_PORT": "8080", "SERVICE_PORT_HTTP": "8080", "SERVICE_PORT_HTTP_METRICS": "9090",
			"PORT": "tcp://10.0.0.11:8080", "PORT_8080_TCP": "tcp://10.0.0.11:8080", "PORT_8080_TCP_PROTO": "tcp",
			"PORT_8080_TCP_PORT": "8080", "PORT_8080_TCP_ADDR": "10.0.0.11", "PORT_53_UDP": "udp://[fd00::1]:53", "PORT_53_UDP_ADDR": "fd00::1",
			"PORT_53_UDP_PROTO": "udp", "PORT_53_UDP_PORT": "53",
		} {
			set = append(set, service+"_"+name+"="+value)
		}
		_, err := app.Load("", with(set...))
		require.NoError(t, err)
	}
	for _, typo := range []string{
		"MEETBOT_SLACK_BOT_TOKN=x", "MEETBOT_PORTS=tcp://10.0.0.1:80", "MEETBOT_PORT=8080", "MEETBOT_SERVICE=10.0.0.1", "MEETBOT_SERVICE_HOST=meet.example.org",
		"MEETBOT_PORT_8080=tcp://10.0.0.1:80", "MEETBOT_PORT_X_TCP=tcp://10.0.0.1:80", "MEETBOT_SERVICE_PORT=http", "MEETBOT_LISTEN_PORT=8080", "MEETBOT_=x",
	} {
		name, _, _ := strings.Cut(typo, "=")
		all := faults(t, "", with(typo)...)
		require.Len(t, all, 1, typo)
		require.Contains(t, all[0], name+": there is no such setting")
	}
}

func TestSecretFilesAsEditorsWriteThem(t *testing.T) {
	load := func(text string) (app.Config, error) {
		return app.Load("", []string{"MEETBOT_SLACK_BOT_TOKEN_FILE=" + write(t, text), required[1], required[2]})
	}
	for _, text := range []string{"\ufeffxoxb-canary\r\n", "xoxb-canary\r\n", "xoxb-canary\n\n", "  xoxb-canary", "xoxb-canary"} {
		c, err := load(text)
		require.NoError(t, err, "%q", text)
		require.Equal(t, "xoxb-canary", c.Slack.BotToken.Reveal())
	}
	var wide strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeffxoxb-canary")) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for text, words := range map[string]string{
		wide.String():          "is UTF-16; save it as UTF-8",
		wide.String()[2:]:      "is UTF-16; save it as UTF-8",
		"xoxb-can\x00ary":      "holds a NUL character",
		"xoxb-can\nary":        "U+000A",
		"xoxb-can\u202eary":    "U+202E",
		"xoxb-can\xffary":      "is not UTF-8",
		"xoxb-canary\ufeffxox": "U+FEFF",
	} {
		_, err := load(text)
		require.ErrorContains(t, err, words, "%q", text)
		require.NotContains(t, err.Error(), "ary")
	}
	c, err := app.Load("", []string{"MEETBOT_SLACK_BOT_TOKEN=\ufeffxoxb-canary\r\n", required[1], required[2]})
	require.NoError(t, err)
	require.Equal(t, "xoxb-canary", c.Slack.BotToken.Reveal())
	for _, secret := range []string{"xoxb-canary", "a/canary", "/canary"} {
		_, err = app.Load("", []string{"MEETBOT_SLACK_BOT_TOKEN_FILE=" + secret, required[1], required[2]})
		require.ErrorContains(t, err, "slack.bot_token_file (MEETBOT_SLACK_BOT_TOKEN_FILE) cannot be read", "the secret in the place of its file's name")
		require.NotContains(t, err.Error(), "canary")
	}
	missing := filepath.Join(t.TempDir(), "missing")
	_, err = app.Load("", []string{"MEETBOT_SLACK_BOT_TOKEN_FILE=" + missing, required[1], required[2]})
	require.ErrorContains(t, err, missing)
}

func TestADatabaseThatCannotBeUsedIsRefused(t *testing.T) {
	dir := t.TempDir()
	for address, words := range map[string]string{
		"sqlite::memory:":                    "in memory",
		"sqlite:file::memory:?cache=shared":  "in memory",
		"sqlite:file:x?mode=memory":          "in memory",
		"sqlite:":                            "names no file",
		"sqlite: ":                           "names no file",
		"":                                   "begins with neither",
		"sqlite://meetbot.db":                "write sqlite:meetbot.db",
		"sqlite:" + dir:                      dir + " is a folder",
		"sqlite:" + dir + "/":                "is a folder",
		"sqlite:" + dir + "/none/meetbot.db": "the folder " + dir + "/none is missing",
		"sqlite:" + write(t, "x") + "/meetbot.db":   "not a directory",
		"sqlite:" + dir + "/none/../x/../y/z/me.db": "is missing",
	} {
		all := faults(t, "", with("MEETBOT_DATABASE_URL="+address)...)
		require.Len(t, all, 1, address)
		require.Contains(t, all[0], words)
		require.Contains(t, all[0], "database.url")
	}
}

// TestAPasswordThatIsNotEscapedIsRefused, for parts of it would be taken for a host, a database or a setting, and shown.
func TestAPasswordThatIsNotEscapedIsRefused(t *testing.T) {
	for _, address := range []string{
		"postgres://user:p@sEcReT@127.0.0.1/d", "postgres://user:12/sEcReT@127.0.0.1/d", "postgres://user:12?sEcReT@127.0.0.1/d",
		"postgres://user:12#sEcReT@127.0.0.1/d", "postgresql://us@er:sEcReT@127.0.0.1/d?sslmode=disable",
	} {
		all := faults(t, "", with("MEETBOT_DATABASE_URL="+address)...)
		require.Len(t, all, 1, address)
		require.Contains(t, all[0], "an @ too many: in a user or password write %40")
		require.NotContains(t, all[0], "sEcReT")
	}
	for _, address := range []string{
		"postgres://user:p%40%2Fs@127.0.0.1/d", "postgres://127.0.0.1/d", "postgres:///d?host=/run/postgresql",
		"postgres://user:x@127.0.0.1/d?application_name=a@b",
	} {
		_, err := app.Load("", with("MEETBOT_DATABASE_URL="+address))
		require.NoError(t, err, address)
	}
}

func TestWeakSecretsAreRefused(t *testing.T) {
	var rising []byte
	for i := range 32 {
		rising = append(rising, byte(i))
	}
	almost := append(make([]byte, 31), 1)
	for _, raw := range [][]byte{almost, bytes.Repeat([]byte("0123456789abcdef"), 2), []byte(strings.Repeat("A", 16) + strings.Repeat("B", 16)), []byte("change me please change me now!!"), []byte("00000000000000000000000000012345"), []byte("correct horse battery staple 123"), make([]byte, 32), bytes.Repeat([]byte{255}, 32), bytes.Repeat([]byte("ab"), 16), bytes.Repeat([]byte("password"), 4), rising} {
		key := base64.StdEncoding.EncodeToString(raw)
		all := faults(t, "", with("MEETBOT_SECRET_KEY="+key)...)
		require.Len(t, all, 1)
		require.Contains(t, all[0], "secret_key follows a pattern")
	}
	jwt := with("MEETBOT_JITSI_MODE=jwt")
	for secret, words := range map[string]string{
		"": "is missing", "x": "can be found by trying", "fifteen-letters": "can be found by trying",
		strings.Repeat("x", 40): "follows a pattern", strings.Repeat("abc", 12): "follows a pattern",
		"change-me-please": "follows a pattern", "MyJitsiSecret1234567890": "follows a pattern", "my_jitsi_app_secret": "follows a pattern",
		"qwertyuiopasdfghjkl": "follows a pattern", "p4ssw0rdp4ssw0rd!!": "follows a pattern", "your-256-bit-secret": "follows a pattern",
		"jitsi-secret-please-change": "follows a pattern", "correcthorsebatterystaple": "follows a pattern", "sommerferien2026!!": "follows a pattern",
		"0123456789abcdef0123": "follows a pattern", "deadbeefdeadbeefcafe": "follows a pattern", "11112222333344445555": "follows a pattern",
		"3141592653589793": "follows a pattern", "this is not a secret at all": "follows a pattern",
		"a-string-secret-at-least-256-bits-long": "follows a pattern", "000102030405060708090a0b0c0d0e0f": "follows a pattern",
		"0102030405060708090a0b0c0d0e0f10": "follows a pattern", "00112233445566778899aabbccddeeff": "follows a pattern",
		"aaaaaaaaaaaaaaab": "follows a pattern", "change-me-change-me-": "follows a pattern",
	} {
		all := faults(t, "", append(jwt, "MEETBOT_JITSI_SECRET="+secret)...)
		require.Len(t, all, 1, secret)
		require.Contains(t, all[0], "jitsi.secret")
		require.Contains(t, all[0], words)
	}
	c, err := app.Load("", append(jwt, "MEETBOT_JITSI_SECRET=9f8c-Zk29-sLq0-x"))
	require.NoError(t, err)
	require.Len(t, c.Warnings, 1)
	require.Contains(t, c.Warnings[0], "jitsi.secret has 16 characters")
	c, err = app.Load("", append(jwt, "MEETBOT_JITSI_SECRET=5eaf9e4c3b7f11d2a8c06b1d9e3f7a40", "MEETBOT_SECRET_KEY=q2mHk1m8mCXzm5n7lGq0e5QJr0x3v6v5nJm3l8m4c1E="))
	require.NoError(t, err)
	require.Empty(t, c.Warnings)
	c, err = app.Load("", append(jwt, `MEETBOT_JITSI_SECRET="5eaf9e4c3b7f11d2a8c06b1d9e3f7a40"`))
	require.NoError(t, err)
	require.Len(t, c.Warnings, 1)
	require.Contains(t, c.Warnings[0], "quotation marks")
	for _, good := range []string{"prod-meetbot-Zk29sLq0xV7bTn4eRw8y-9f8c1b", "jitsisecret-9f8c1b2d3e4f5a6b7c8d9e0f1a2b3c4d"} { // a word in front takes nothing away
		c, err = app.Load("", append(jwt, "MEETBOT_JITSI_SECRET="+good))
		require.NoError(t, err)
		require.Empty(t, c.Warnings)
	}
	_, err = app.Load("", with("MEETBOT_JITSI_SECRET=x"))
	require.NoError(t, err, "it signs nothing")
}

// TestDrawnSecretsAreTaken, as openssl rand prints them, and as we ask for.
func TestDrawnSecretsAreTaken(t *testing.T) {
	draw := rand.NewChaCha8([32]byte{1})
	for range 100 {
		raw := make([]byte, 32)
		_, _ = draw.Read(raw) // never fails
		for _, secret := range []string{hex.EncodeToString(raw), hex.EncodeToString(raw[:16]), hex.EncodeToString(raw[:8]), base64.StdEncoding.EncodeToString(raw), base64.StdEncoding.EncodeToString(raw[:12])} {
			_, err := app.Load("", with("MEETBOT_JITSI_MODE=jwt", "MEETBOT_JITSI_SECRET="+secret, "MEETBOT_SECRET_KEY="+base64.StdEncoding.EncodeToString(raw)))
			require.NoError(t, err, secret)
		}
	}
}

func TestFilesWithSecretsThatEverybodyCanReadAreWarnedOf(t *testing.T) {
	file, secret := write(t, "slack:\n  client_id: 1.2\n  client_secret: x\n"), write(t, "from-a-file")
	environ := []string{"MEETBOT_SLACK_BOT_TOKEN_FILE=" + secret, required[1], required[2]}
	warnings := func(file string, environ []string) []string {
		c, err := app.Load(file, environ)
		require.NoError(t, err)
		return c.Warnings
	}
	require.Empty(t, warnings(file, environ))
	require.NoError(t, os.Chmod(file, 0o640)) //nolint:gosec // a group of one's own choice
	require.Empty(t, warnings(file, environ))
	require.NoError(t, os.Chmod(file, 0o644))   //nolint:gosec // what is warned of
	require.NoError(t, os.Chmod(secret, 0o444)) //nolint:gosec // what is warned of
	both := warnings(file, environ)
	require.Len(t, both, 2)
	require.Contains(t, both[0], file+" holds secrets")
	require.Contains(t, both[1], secret+" holds secrets")

	plain := write(t, "listen: 127.0.0.1:1\ndatabase: {url: 'sqlite:meetbot.db'}\nslack: {bot_token_file: "+secret+"}\n")
	require.NoError(t, os.Chmod(plain, 0o644)) //nolint:gosec // it holds no secret
	require.Len(t, warnings(plain, required[1:]), 1)

	// As Kubernetes mounts a secret.
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "..2026"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "..2026", "token"), []byte("x"), 0o600))
	require.NoError(t, os.Chmod(filepath.Join(dir, "..2026", "token"), 0o644)) //nolint:gosec // as it does
	require.NoError(t, os.Symlink("..2026", filepath.Join(dir, "..data")))
	require.NoError(t, os.Symlink(filepath.Join("..data", "token"), filepath.Join(dir, "token")))
	require.Empty(t, warnings("", []string{"MEETBOT_SLACK_BOT_TOKEN_FILE=" + filepath.Join(dir, "token"), required[1], required[2]}))
}
