package slacktest

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
)

// Deliver sends an event of the Events API, such as {"type": "app_home_opened"}, and returns the service's answer.
// Events are sent only so: archiving a channel, say, sends none by itself.
func (s *Slack) Deliver(event map[string]any) (*http.Response, error) {
	return s.Redeliver(s.EventBody(event), 0, "")
}

// EventBody returns the body of an event, with a fresh event_id.
func (s *Slack) EventBody(event map[string]any) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	inner := maps.Clone(event)
	if inner["event_ts"] == nil {
		inner["event_ts"] = s.stamp()
	}
	return must(json.Marshal(map[string]any{
		"type": "event_callback", "token": "not-used", "team_id": s.o.Team, "api_app_id": appID, "event": inner,
		"event_id": fmt.Sprintf("Ev%04d", s.serial), "event_time": s.o.Now().Unix(), "is_ext_shared_channel": false,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": s.o.Team, "user_id": BotUser, "is_bot": true, "is_enterprise_install": false,
		}},
	}))
}

// Redeliver sends an event's body again, as Slack does up to three times; try 0 is the first delivery.
func (s *Slack) Redeliver(body []byte, try int, reason string) (*http.Response, error) {
	if s.o.Socket {
		return s.deliver(&delivery{kind: "events_api", payload: json.RawMessage(body), attempt: try, reason: reason})
	}
	return s.Post("/slack/events", body, func(r *http.Request) {
		r.Header.Set("Content-Type", "application/json")
		if try > 0 {
			r.Header.Set("X-Slack-Retry-Num", fmt.Sprint(try))
			r.Header.Set("X-Slack-Retry-Reason", reason)
		}
	})
}

// VerifyURL asks the service to prove that the events URL is its own.
func (s *Slack) VerifyURL() error {
	const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
	res, err := s.Redeliver(must(json.Marshal(map[string]any{
		"type": "url_verification", "token": "not-used", "challenge": challenge,
	})), 0, "")
	if err != nil {
		return err
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	var given struct{ Challenge string }
	if json.Unmarshal(body, &given) == nil {
		body = []byte(given.Challenge)
	}
	if res.StatusCode != http.StatusOK || string(body) != challenge {
		return fmt.Errorf("the challenge was answered with %s and %q", res.Status, body)
	}
	return nil
}
