package app_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

// onTheThird turns a script of Slack's into one of the third chat's: what its requests are called, and the manner in which it
// differs from Slack.
var onTheThird = strings.NewReplacer(
	"@slack#", "@parlour#", "\nslack ", "\nparlour ",
	"chat.postMessage", "messages.post", "users.info", "people.get",

	"type /invite @meetbot there", "open the door to @meetbot",
)

// notOnTheThird are the dialogues of Slack's that the third chat has no part in.
var notOnTheThird = map[string]string{
	"form":        "about forms, of which it has none",
	"agenda":      "the same",
	"places":      "about group messages, which are Slack's, and threads, which are Discord's",
	"shared":      "about signing in with Slack and with Discord",
	"shared-back": "the same, the other way",
}

// TestAThirdChatCostsOneFolder performs what is performed on Slack on a chat that is made in one folder, bot/parlour: people see
// the same.
func TestAThirdChatCostsOneFolder(t *testing.T) {
	scripts, err := filepath.Glob("testdata/dialogues/*.txt")
	require.NoError(t, err)
	leftOut := maps.Clone(notOnTheThird)
	for _, file := range scripts {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		if _, out := leftOut[name]; out || strings.HasPrefix(name, "discord-") {
			delete(leftOut, name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script, err := os.ReadFile(file)
			require.NoError(t, err)
			want := onTheThird.Replace(string(script))
			require.NotContains(t, want, "slack")
			var got string
			synctest.Test(t, func(t *testing.T) { got = perform(t, want) })
			if diff := gocmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (- Slack, + the third chat):\n%s", file, diff)
			}
		})
	}
	require.Empty(t, leftOut, "there are no such dialogues")
}
