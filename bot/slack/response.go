package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/core"
)

// What a response address allows, see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses:
// five posts, of which the answer itself may take one.
const (
	responseLife = 30 * time.Minute
	responseUses = 5 - 1
)

// refused names why a post was refused. Where the bot is kept out of the channel, the fallback goes there, once, through
// the address of a command that was typed in it.
func (s *Slack) refused(ctx context.Context, to core.Channel, fallback *bot.Card, err error) error {
	refusal := fmt.Errorf("post to %s: %w", to.ID, s.limits.heed(to.ID, classify(err, true)))
	var r slackapi.SlackErrorResponse
	if fallback == nil || !errors.As(err, &r) || !keptOut[r.Err] {
		return refusal
	}
	address, ok := s.responses.Take(to.ID, s.clock.Now())
	if !ok {
		return refusal
	}
	if err := s.respond(ctx, address, s.note(*fallback)); err != nil {
		s.log.WarnContext(ctx, "no note left in place of a card", "channel", to.ID, "error", err)
		return refusal
	}
	return fmt.Errorf("%w: %w", refusal, bot.ErrNoted)
}

// note writes a card as what everybody in a channel sees.
func (s *Slack) note(c bot.Card) []byte {
	now := s.clock.Now()
	out, err := json.Marshal(struct {
		reply
		UnfurlLinks bool `json:"unfurl_links"`
		UnfurlMedia bool `json:"unfurl_media"`
	}{reply: reply{Type: "in_channel", Text: fallback(c, now), Blocks: blocks(c, now)}})
	if err != nil {
		s.log.Error("note not written", "error", err)
	}
	return out
}

// hook reads an address to answer to; false where it is not one of Slack's.
func (s *Slack) hook(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	return u, err == nil && slices.Contains(s.hooks, u.Scheme+"://"+u.Host) && u.User == nil
}

// respond posts an answer to an address that Slack gave us, if it is one of Slack's.
func (s *Slack) respond(ctx context.Context, address string, body []byte) error {
	u, ok := s.hook(address)
	if !ok {
		return errors.New("the address to answer to is not one of Slack's")
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("answer: %s", describe(err))
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := s.web.Do(req)
	if err != nil {
		return fmt.Errorf("answer: %s", describe(err))
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(io.LimitReader(res.Body, 4096))
	if res.StatusCode != http.StatusOK || bytes.Contains(answer, []byte(`"ok":false`)) {
		return fmt.Errorf("answer: refused with status %d", res.StatusCode)
	}
	return nil
}
