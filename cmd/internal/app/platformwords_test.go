package app_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"
)

// alien are the words that only people on the other platform know.
var alien = map[string]*regexp.Regexp{
	"slack":   regexp.MustCompile(`(?i)\b(discord|servers?|guild|threads?|my role|automod)\b`),
	"discord": regexp.MustCompile(`(?i)(\bslack\b|\bworkspaces?\b|/invite|\bgroup message|\bprivate channel\b)`),
}

// refusals are told in every way in which people are told that something is not possible.
var refusals = map[string]string{
	"slack": `at Mon 2026-08-24 10:00 Europe/Warsaw
alice@slack#secret: /meet in 20 minutes hush
alice@slack#mpdm-alice--bob-1: /meet in 20 minutes few
alice@slack#team: /meet in 20 minutes standup
bob@slack#team: /meet cancel #3
bob@slack#team: /meet rename #3 mine
bob@slack#team: /meet end
bob@slack#direct: /meet end
bob@slack#direct: /meet list channel
bob@slack#direct: /meet in 30 minutes talk
bob@slack#team: /meet show #99
bob@slack#team: /meet show nothing
bob@slack#team: /meet share #99
bob@slack#team: /meet yesterday 10:00 late
bob@slack#team: /meet 25:00 odd
bob@slack#team: /meet cohost #3 @alice
bob@slack#team: /meet extend #3
alice@slack#team: /meet move #3 yesterday
alice@slack#team: /meet timezone Nowhere
alice@slack#team: /meet help
alice@slack#direct: /meet help
slack fails users.info 500
carol@slack#team: /meet tomorrow at 11 zoneless
slack loses #team
after 40m
`,
	"discord": `at Mon 2026-08-24 10:00 Europe/Warsaw
alice@discord#direct: /meet new when:in 20 minutes title:homeless
alice@discord#hidden: /meet new when:in 20 minutes title:hush
alice@discord#retro: /meet new when:in 20 minutes title:talk
alice@discord#general: /meet new when:in 20 minutes title:standup
bob@discord#general: /meet cancel meeting:#3
bob@discord#general: /meet rename meeting:#3 title:mine
bob@discord#general: /meet end
bob@discord#direct: /meet end
bob@discord#direct: /meet list scope:channel
bob@discord#general: /meet show meeting:#99
bob@discord#general: /meet show meeting:nothing
bob@discord#general: /meet share meeting:#99
bob@discord#general: /meet new when:yesterday 10:00 title:late
bob@discord#general: /meet new when:25:00 title:odd
bob@discord#general: /meet new when:tomorrow 11:00 title:zoneless
bob@discord#general: /meet extend meeting:#3 by:soon
alice@discord#general: /meet move meeting:#3 when:yesterday
alice@discord#general: /meet timezone zone:Nowhere
alice@discord#general: /meet help
alice@discord#direct: /meet help
discord locks #retro
alice@discord#general: /meet rename meeting:#2 title:review
discord shuts the bot out of #general
carol@discord#general: /meet new when:in 30 minutes title:shut
discord loses #general
after 40m
`,
}

func TestRefusalsUseThePlatformsOwnWords(t *testing.T) {
	for platform, script := range refusals {
		t.Run(platform, func(t *testing.T) {
			var said string
			synctest.Test(t, func(t *testing.T) { said = perform(t, script) })
			require.Greater(t, strings.Count(said, "\n> "), 20)
			ownWords(t, platform, said)
		})
	}
	t.Run("the other's teams", func(t *testing.T) {
		for platform, answer := range notServed(t) {
			require.Contains(t, answer, "I'm not set up here", platform)
			require.Empty(t, alien[platform].FindAllString(answer, -1), answer)
		}
	})
}

// TestDialoguesOnOnePlatformUseItsOwnWords, whatever they are about.
func TestDialoguesOnOnePlatformUseItsOwnWords(t *testing.T) {
	scripts, err := filepath.Glob("testdata/dialogues/*.txt")
	require.NoError(t, err)
	for _, file := range scripts {
		script, err := os.ReadFile(file)
		require.NoError(t, err)
		onSlack, onDiscord := strings.Contains(string(script), "@slack#"), strings.Contains(string(script), "@discord#")
		switch {
		case onSlack && !onDiscord:
			ownWords(t, "slack", string(script))
		case onDiscord && !onSlack:
			ownWords(t, "discord", string(script))
		}
	}
}

// ownWords fails where what the bot said in a script holds a word of the other platform. What a line begins with is the
// script's: where it was said, "thread" for an answer that refers to another message.
func ownWords(t *testing.T, platform, script string) {
	t.Helper()
	for line := range strings.Lines(script) {
		_, words, said := strings.Cut(line, ": ")
		if strings.HasPrefix(line, "> ") && said {
			require.Empty(t, alien[platform].FindAllString(words, -1), line)
		}
	}
}

// notServed answers somebody whom the bot does not serve, on each platform.
func notServed(t *testing.T) map[string]string {
	w := newWorld(t, (*world).withDiscord)
	t.Cleanup(w.close)
	w.ready()
	out := map[string]string{}
	form := w.slack.CommandForm("U0001", "C0001", "list")
	form.Set("team_id", "T9999")
	res, err := w.slack.Post("/slack/commands", []byte(form.Encode()), nil)
	require.NoError(t, err)
	answer, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	out["slack"] = string(answer)

	var i map[string]any
	require.NoError(t, json.Unmarshal(w.discord.Interaction("200000000000000002", "300000000000000001", "/meet list"), &i))
	i["authorizing_integration_owners"] = map[string]string{"1": "200000000000000002"}
	body, err := json.Marshal(i)
	require.NoError(t, err)
	res, err = w.discord.PostInteraction(body, nil)
	require.NoError(t, err)
	defer func() { _ = res.Body.Close() }()
	answer, err = io.ReadAll(res.Body)
	require.NoError(t, err)
	out["discord"] = string(answer)
	return out
}
