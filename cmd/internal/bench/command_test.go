package bench_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"strconv"

	"github.com/stretchr/testify/require"
)

const signingSecret = "signing-test"

// sign returns the signature that Slack puts under a body at a time, written as it stands in a header.
func sign(stamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(signingSecret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// typed is what somebody types after /meet in a channel, as Slack sends it.
func (w *world) typed(person, channel, text string, i int) []byte {
	form := url.Values{
		"team_id": {"T0001"}, "team_domain": {"example"}, "channel_id": {channel}, "channel_name": {"place"}, "user_id": {person},
		"user_name": {"person"}, "command": {"/meet"}, "text": {text}, "api_app_id": {"A0001"}, "is_enterprise_install": {"false"},
		"response_url": {"http://" + w.chat + "/commands/" + strconv.Itoa(i)}, "trigger_id": {"trigger." + strconv.Itoa(i)},
	}
	return []byte(form.Encode())
}

// command is a target that is sent what people type.
func (w *world) command(expect string, who func(i int) (person, channel, text string)) target {
	return target{w.address, func(i int) []byte {
		person, channel, text := who(i)
		body := w.typed(person, channel, text, i)
		stamp := strconv.FormatInt(w.clock.Now().Unix(), 10)
		head := fmt.Appendf(nil, "POST /slack/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
			"X-Slack-Request-Timestamp: %s\r\nX-Slack-Signature: %s\r\nContent-Length: %d\r\n\r\n", stamp, sign(stamp, body), len(body))
		return append(head, body...)
	}, expect}
}

// types is a target to which one person types the same in one channel.
func (w *world) types(person, channel, text, expect string) target {
	return w.command(expect, func(int) (string, string, string) { return person, channel, text })
}

var (
	meetingLink = regexp.MustCompile(`/m/[a-z0-9]{26}`)
	ticketLink  = regexp.MustCompile(`/login/ticket/[A-Z0-9]{26}`)
)

// signIn signs a browser in as a person, by the link that the chat gives them, and returns its header.
func (w *world) signIn(person string) string {
	ticket := ticketLink.FindString(w.types(person, shortList, "link", "/login/ticket/").once(w.t))
	require.NotEmpty(w.t, ticket)
	return "Cookie: " + w.cookie(ticket) + "\r\n"
}
