package slacktest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
)

// TestAnIndependentClientUnderstandsTheAnswers drives the emulator with a library that knows the real Slack.
func TestAnIndependentClientUnderstandsTheAnswers(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	api := slack.New("xoxb-test", slack.OptionAPIURL(server.URL+"/api/"), slack.OptionHTTPClient(&http.Client{Timeout: 10 * time.Second}))

	me, err := api.AuthTestContext(t.Context())
	require.NoError(t, err)
	require.Equal(t, "T0001", me.TeamID)
	require.Equal(t, BotUser, me.UserID)

	user, err := api.GetUserInfoContext(t.Context(), "U0002")
	require.NoError(t, err)
	require.Equal(t, "America/New_York", user.TZ)
	require.Equal(t, "Bob Ray", user.Profile.DisplayName)

	title := slack.NewTextBlockObject(slack.PlainTextType, "Standup", false, false)
	sound := []slack.MsgOption{
		slack.MsgOptionText("Standup", true), slack.MsgOptionBlocks(slack.NewHeaderBlock(title)),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "meet", EventPayload: map[string]any{"k": "1"}}),
	}
	channel, ts, err := api.PostMessageContext(t.Context(), "U0001", sound...)
	require.NoError(t, err)
	require.Equal(t, "DU0001", channel)
	_, _, _, err = api.UpdateMessageContext(t.Context(), channel, ts, slack.MsgOptionText("Over", true))
	require.NoError(t, err)
	require.Equal(t, "Over", w.Messages("U0001", "DU0001")[0].Text)
	require.Empty(t, w.Refused())

	var refused slack.SlackErrorResponse
	_, _, err = api.PostMessageContext(t.Context(), "C0002", sound...)
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "not_in_channel", refused.Err)
	long := slack.NewTextBlockObject(slack.PlainTextType, strings.Repeat("x", 151), false, false)
	_, _, err = api.PostMessageContext(t.Context(), "C0001", append(sound, slack.MsgOptionBlocks(slack.NewHeaderBlock(long)))...)
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "invalid_blocks", refused.Err)
	require.Contains(t, refused.ResponseMetadata.Messages[0], "/blocks/1/text/text")

	w.Fail(emulator.Fault{Status: http.StatusTooManyRequests, RetryAfter: 7 * time.Second})
	_, _, err = api.PostMessageContext(t.Context(), "C0001", sound...)
	var limited *slack.RateLimitedError
	require.ErrorAs(t, err, &limited)
	require.Equal(t, 7*time.Second, limited.RetryAfter)

	link, err := api.GetPermalinkContext(t.Context(), &slack.PermalinkParameters{Channel: channel, Ts: ts})
	require.NoError(t, err)
	require.Contains(t, link, channel)
	info, err := api.GetConversationInfoContext(t.Context(), &slack.GetConversationInfoInput{ChannelID: "C0001"})
	require.NoError(t, err)
	require.True(t, info.IsMember)
}

// TestAnIndependentClientOpensModals does the same for views, which go as JSON.
func TestAnIndependentClientOpensModals(t *testing.T) {
	w := newWorld(t)
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	api := slack.New("xoxb-test", slack.OptionAPIURL(server.URL+"/api/"))
	view := slack.ModalViewRequest{
		Type: slack.VTModal, Title: slack.NewTextBlockObject(slack.PlainTextType, "New", false, false),
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}},
	}
	got, err := api.OpenViewContext(t.Context(), w.CommandForm("U0001", "C0001", "").Get("trigger_id"), view)
	require.NoError(t, err)
	require.NotEmpty(t, got.ID)
	_, err = api.UpdateViewContext(t.Context(), view, "", got.Hash, got.ID)
	require.NoError(t, err)
	require.Empty(t, w.Refused())
	view.Blocks.BlockSet = nil
	_, err = api.UpdateViewContext(t.Context(), view, "", "", got.ID)
	require.Error(t, err, "blocks: null is no list")
}

// TestAnIndependentClientReadsPresses decodes what the emulator sends.
func TestAnIndependentClientReadsPresses(t *testing.T) {
	w := newWorld(t)
	on := w.card()
	var got slack.InteractionCallback
	w.serve = func(_ http.ResponseWriter, r *http.Request) {
		var err error
		got, err = slack.InteractionCallbackParse(r)
		require.NoError(t, err)
	}
	_, err := w.Press("U0001", on, "Move")
	require.NoError(t, err)
	require.Equal(t, slack.InteractionTypeBlockActions, got.Type)
	require.Equal(t, on.ID, got.Container.MessageTs)
	require.Equal(t, "move 1", got.ActionCallback.BlockActions[0].SelectedOption.Value)

	var command slack.SlashCommand
	w.serve = func(_ http.ResponseWriter, r *http.Request) { command, err = slack.SlashCommandParse(r) }
	_, typeErr := w.Type("U0001", "C0001", "/meet list")
	require.NoError(t, typeErr)
	require.NoError(t, err)
	require.Equal(t, "list", command.Text)
	require.Equal(t, "U0001", command.UserID)
}
