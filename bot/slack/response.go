package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	"meetbot/bot/carrier"
	"meetbot/bot/say"
	"meetbot/core"
)

// What a response address allows, see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses:
// five posts, of which the answer itself may take one.
const (
	responseLife = 30 * time.Minute
	responseUses = 5 - 1
)

// A responder answers through the addresses that come with commands.
type responder struct {
	web       *http.Client
	hooks     []string                 // the hosts that the addresses may have
	responses *carrier.Openers[string] // those that were kept, by channel
	words     *say.Catalogue
	clock     core.Clock
	log       *slog.Logger
}

// hookHosts returns where answers may be posted: the address for it comes with each request, so it is checked.
func hookHosts(apiURL, webURL string) ([]string, error) {
	api, err := url.Parse(apiURL)
	if err != nil {
		return nil, fmt.Errorf("slack.api_url: %w", err)
	}
	web, err := url.Parse(webURL)
	if err != nil {
		return nil, fmt.Errorf("slack.web_url: %w", err)
	}
	return []string{"https://hooks." + web.Host, "https://hooks.slack-gov.com", api.Scheme + "://" + api.Host}, nil
}

// keep remembers the address of a command in a channel, if it is one of Slack's.
func (s *responder) keep(channel, address string) {
	if _, ok := s.hook(address); ok {
		now := s.clock.Now()
		s.responses.Keep(channel, carrier.Opener[string]{Way: address, Until: now.Add(responseLife), Uses: responseUses}, now)
	}
}

// hook reads an address to answer to; false where it is not one of Slack's.
func (s *responder) hook(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	return u, err == nil && slices.Contains(s.hooks, u.Scheme+"://"+u.Host) && u.User == nil
}

// respond posts an answer to an address that Slack gave us, if it is one of Slack's.
func (s *responder) respond(ctx context.Context, address string, body []byte) error {
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
