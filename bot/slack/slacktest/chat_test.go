package slacktest

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestChannelStatesAreNotTheBotsFault(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.NoLimits = true })
	post := func(channel string) any {
		return w.call("chat.postMessage", "channel", channel, "text", "x", "unfurl_links", "false", "unfurl_media", "false")["error"]
	}
	require.Nil(t, post("C0001"))
	require.Equal(t, "not_in_channel", post("C0002"))
	require.Equal(t, "channel_not_found", post("C0003"), "a private channel hides itself")
	require.Equal(t, "channel_not_found", post("C9999"))
	w.Invite("C0003")
	require.Nil(t, post("C0003"))
	w.RemoveBot("C0001")
	require.Equal(t, "not_in_channel", post("C0001"))
	w.Invite("C0001")
	ts := w.say("C0001", "x")
	w.Archive("C0001")
	require.Equal(t, "is_archived", post("C0001"))
	require.Equal(t, "is_inactive", w.call("chat.update", "channel", "C0001", "ts", ts, "text", "y")["error"])
	w.DeleteChannel("C0003")
	require.Equal(t, "channel_not_found", post("C0003"))
	require.Empty(t, w.Refused())
}

func TestPublicPostNeedsNoMembership(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.PublicPost = true })
	w.say("C0002", "x")
	require.Equal(t, "channel_not_found", w.call("chat.postMessage", "channel", "C0003", "text", "x")["error"])
}

func TestPostsTheBotShouldNotMake(t *testing.T) {
	sound := map[string]string{"channel": "C0001", "text": "x", "unfurl_links": "false", "unfurl_media": "false"}
	for name, c := range map[string]struct {
		key, value, code, says string
	}{
		"no channel":          {"channel", "", "invalid_arguments", "channel is missing"},
		"no text":             {"text", "", "no_text", ""},
		"huge text":           {"text", strings.Repeat("x", 40001), "msg_too_long", ""},
		"long text":           {"text", strings.Repeat("x", 4001), "", "longer than 4000"},
		"a date that is none": {"text", "at <!date^1900086600^{hour}|17:50 UTC>", "", "unknown token"},
		"unfurled links":      {"unfurl_links", "true", "", "unfurl_links is not false"},
		"unfurl not said":     {"unfurl_media", "", "", "unfurl_media is not false"},
		"link_names":          {"link_names", "true", "", "names in the text are parsed"},
		"parse":               {"parse", "full", "", "names in the text are parsed"},
		"attachments":         {"attachments", "[{}]", "", "attachments"},
		"unknown argument":    {"thread_tss", "1", "", "there is no argument thread_tss"},
		"no such thread":      {"thread_ts", "1.2", "thread_not_found", ""},
		"lone broadcast":      {"reply_broadcast", "true", "", "reply_broadcast without thread_ts"},
		"broken blocks":       {"blocks", "[{", "invalid_blocks_format", "not JSON"},
		"blocks no list":      {"blocks", "{}", "invalid_blocks_format", "not a list"},
		"bad blocks":          {"blocks", `[{"type":"header"}]`, "invalid_blocks", "[json-pointer:/blocks/0]"},
		"broken metadata":     {"metadata", "{", "invalid_metadata_format", ""},
		"unnamed metadata":    {"metadata", `{"event_payload":{}}`, "invalid_metadata_format", ""},
		"shouting metadata":   {"metadata", `{"event_type":"Meet","event_payload":{}}`, "invalid_metadata_format", ""},
		"nested metadata":     {"metadata", `{"event_type":"m","event_payload":{"a":{}}}`, "invalid_metadata_schema", "event_payload.a"},
		"metadata a list":     {"metadata", `[]`, "invalid_metadata_format", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			fields := []string{c.key, c.value}
			for k, v := range sound {
				if k != c.key {
					fields = append(fields, k, v)
				}
			}
			got := w.call("chat.postMessage", fields...)
			require.Len(t, w.Refused(), 1)
			require.Contains(t, w.Refused()[0], c.says)
			if c.code == "" {
				require.Equal(t, true, got["ok"], "Slack takes it, people suffer: %v", got)
				return
			}
			require.Equal(t, c.code, got["error"])
			require.Empty(t, w.Events(0))
		})
	}
}

func TestBlocksWithoutTextAreSilentToScreenReaders(t *testing.T) {
	w := newWorld(t)
	w.say("C0001", "", "blocks", card)
	require.Len(t, w.Refused(), 1)
	require.Contains(t, w.Refused()[0], "screen readers")
}

func TestUpdatesAndDeletions(t *testing.T) {
	w := newWorld(t)
	ts := w.say("C0001", "one", "blocks", card, "metadata", `{"event_type":"m","event_payload":{"k":"1"}}`)
	require.Equal(t, true, w.call("chat.update", "channel", "C0001", "ts", ts, "text", "two")["ok"])
	m := w.Messages("U0001", "C0001")[0]
	require.Equal(t, "two", m.Text, "text without blocks takes the blocks away")
	require.Empty(t, m.Buttons)
	require.Equal(t, 1, m.Edits)
	require.Contains(t, string(m.Raw), `"event_type":"m"`, "metadata is kept")
	require.Equal(t, true, w.call("chat.update", "channel", "C0001", "ts", ts, "text", "two", "metadata", "{}")["ok"])
	require.NotContains(t, string(w.Messages("U0001", "C0001")[0].Raw), "event_type", "an empty object takes it away")

	require.Equal(t, "msg_too_long", w.call("chat.update", "channel", "C0001", "ts", ts, "text", strings.Repeat("x", 4001))["error"])
	require.Equal(t, "no_text", w.call("chat.update", "channel", "C0001", "ts", ts)["error"])
	require.Equal(t, "message_not_found", w.call("chat.update", "channel", "C0001", "ts", "1.2", "text", "x")["error"])
	require.Equal(t, "channel_not_found", w.call("chat.update", "channel", "U0001", "ts", ts, "text", "x")["error"], "a person is no channel here")
	_, err := w.Type("U0001", "C0001", "good morning")
	require.NoError(t, err)
	theirs := w.Messages("U0001", "C0001")[1].ID
	require.Equal(t, "cant_update_message", w.call("chat.update", "channel", "C0001", "ts", theirs, "text", "x")["error"])
	require.Equal(t, "cant_delete_message", w.call("chat.delete", "channel", "C0001", "ts", theirs)["error"])
	require.Len(t, w.Refused(), 5)

	w.ResetRefused()
	require.Equal(t, true, w.call("chat.delete", "channel", "C0001", "ts", ts)["ok"])
	require.Equal(t, "message_not_found", w.call("chat.update", "channel", "C0001", "ts", ts, "text", "x")["error"])
	require.Empty(t, w.Refused(), "messages vanish, also by the hand of admins")
}

func TestRichTextStaysRichText(t *testing.T) {
	w := newWorld(t)
	rich := `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]}]`
	ts := w.say("C0001", "one", "blocks", rich)
	require.Equal(t, true, w.call("chat.update", "channel", "C0001", "ts", ts, "text", "x", "blocks", rich)["ok"])
	require.Equal(t, "block_mismatch", w.call("chat.update", "channel", "C0001", "ts", ts, "text", "x", "blocks", card)["error"])
}

func TestThreads(t *testing.T) {
	w := newWorld(t)
	root := w.say("C0001", "card")
	reply := w.say("C0001", "started", "thread_ts", root, "reply_broadcast", "true")
	m := w.Messages("U0001", "C0001")[1]
	require.Equal(t, root, m.ReplyTo)
	require.True(t, m.Broadcast)
	require.Empty(t, w.Refused())
	w.say("C0001", "odd", "thread_ts", reply)
	require.Contains(t, w.Refused()[0], "that of a reply")
	w.ResetRefused()
	w.DeleteMessage("C0001", root)
	w.clock.Advance(time.Minute)
	require.Equal(t, "thread_not_found", w.call("chat.postMessage", "channel", "C0001", "text", "x", "thread_ts", root)["error"])
	require.Empty(t, w.Refused())
}

func TestDirectMessages(t *testing.T) {
	w := newWorld(t)
	got := w.call("chat.postMessage", "channel", "U0002", "text", "psst", "unfurl_links", "0", "unfurl_media", "0")
	require.Equal(t, "DU0002", got["channel"])
	require.Equal(t, "psst", w.Messages("U0002", w.DirectChannel("U0002"))[0].Text)
	require.Empty(t, w.Messages("U0001", w.DirectChannel("U0002")))
	require.Equal(t, true, w.call("chat.update", "channel", "DU0002", "ts", got["ts"].(string), "text", "x")["ok"])
	require.Empty(t, w.Refused())
}

func TestEphemeralMessages(t *testing.T) {
	w := newWorld(t)
	got := w.call("chat.postEphemeral", "channel", "C0001", "user", "U0001", "text", "only you")
	require.Equal(t, true, got["ok"])
	ts := got["message_ts"].(string)
	require.Equal(t, "U0001", w.Messages("U0001", "C0001")[0].PrivateTo)
	require.Empty(t, w.Messages("U0002", "C0001"))
	require.Equal(t, "message_not_found", w.call("chat.update", "channel", "C0001", "ts", ts, "text", "x")["error"])
	require.Equal(t, "thread_not_found", w.call("chat.postMessage", "channel", "C0001", "text", "x", "thread_ts", ts)["error"])
	for want, c := range map[string][3]string{
		"not_in_channel": {"C0002", "x", ""}, "no_text": {"C0001", "", ""}, "thread_not_found": {"C0001", "x", "1.2"},
	} {
		got := w.call("chat.postEphemeral", "channel", c[0], "user", "U0001", "text", c[1], "thread_ts", c[2])
		require.Equal(t, want, got["error"])
	}
	w.Invite("C0003")
	require.Equal(t, "user_not_in_channel", w.call("chat.postEphemeral", "channel", "C0003", "user", "U0002", "text", "x")["error"])
}

func TestStampsFollowTheClockAndNeverRepeat(t *testing.T) {
	w := newWorld(t)
	first, second := w.say("C0001", "a"), w.say("C0001", "b")
	require.Equal(t, "1787558400.000000", first)
	require.Greater(t, second, first)
	w.clock.Advance(-time.Hour)
	require.Greater(t, w.say("C0001", "c"), second, "a clock that goes back takes no ts back")
}

func TestPermalinks(t *testing.T) {
	w := newWorld(t)
	ts := w.say("C0001", "x")
	require.Equal(t, "https://example.slack.com/archives/C0001/p"+strings.ReplaceAll(ts, ".", ""),
		w.call("chat.getPermalink", "channel", "C0001", "message_ts", ts)["permalink"])
	require.Equal(t, "message_not_found", w.call("chat.getPermalink", "channel", "C0001", "message_ts", "1.2")["error"])
	require.Equal(t, "channel_not_found", w.call("chat.getPermalink", "channel", "C0003", "message_ts", ts)["error"])
	w.ResetRefused()
	w.DeleteMessage("C0001", ts)
	require.Equal(t, "message_not_found", w.call("chat.getPermalink", "channel", "C0001", "message_ts", ts)["error"])
	require.Empty(t, w.Refused())
}

func TestHistoryShowsMetadataOnRequest(t *testing.T) {
	w := newWorld(t)
	w.SetScopes("chat:write", "channels:history")
	root := w.say("C0001", "one", "metadata", `{"event_type":"m","event_payload":{"k":"1"}}`)
	w.say("C0001", "reply", "thread_ts", root)
	w.say("C0001", "two")
	got := w.call("conversations.history", "channel", "C0001")
	require.Len(t, got["messages"], 2)
	require.NotContains(t, object(list(got["messages"])[1]), "metadata")
	got = w.call("conversations.history", "channel", "C0001", "oldest", root, "inclusive", "true", "include_all_metadata", "true", "limit", "5")
	require.Contains(t, object(list(got["messages"])[1]), "metadata")
	require.Len(t, w.call("conversations.history", "channel", "C0001", "oldest", root)["messages"], 1)
	require.Len(t, w.call("conversations.replies", "channel", "C0001", "ts", root)["messages"], 2)
	require.Equal(t, "not_in_channel", w.call("conversations.history", "channel", "C0002")["error"])
	require.Equal(t, "channel_not_found", w.call("conversations.replies", "channel", "C0003", "ts", root)["error"])
	require.Equal(t, "thread_not_found", w.call("conversations.replies", "channel", "C0001", "ts", "1.2")["error"])
	got = w.call("conversations.history", "channel", "C0001", "limit", "1")
	require.Equal(t, true, got["has_more"])
	require.Len(t, got["messages"], 1)
	require.Equal(t, "two", object(list(got["messages"])[0])["text"], "the newest comes first")
	require.Empty(t, w.call("conversations.history", "channel", "C0001", "latest", "1.0")["messages"])
}
