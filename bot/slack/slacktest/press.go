package slacktest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// Press presses a button or picks a menu entry by its label. The service is told of links too, as Slack does, but
// only an answer to other buttons is waited for: words by response_url, or a modal.
func (s *Slack) Press(person string, on emulator.Message, label string) (emulator.Message, error) {
	form, h, link, err := s.pressForm(person, on, label)
	if err != nil {
		return emulator.Message{}, err
	}
	res, err := s.ask("/slack/interactions", form)
	if err != nil {
		return emulator.Message{}, err
	}
	s.ignoredBody(res.Body)
	if link {
		return emulator.Message{}, nil
	}
	late := time.NewTimer(s.o.PressWait)
	defer late.Stop()
	select {
	case m := <-h.answered:
		return m, nil
	case <-late.C:
		return emulator.Message{}, nil
	}
}

// PressForm returns the body of a press, with a fresh trigger and response URL.
func (s *Slack) PressForm(person string, on emulator.Message, label string) (url.Values, error) {
	form, _, _, err := s.pressForm(person, on, label)
	return form, err
}

func (s *Slack) pressForm(person string, on emulator.Message, label string) (url.Values, *hook, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.post(on.Channel, on.ID)
	if p == nil || s.person(person) == nil || !s.seenBy(p, person) {
		return nil, nil, false, fmt.Errorf("%s sees no message %s in %s", person, on.ID, on.Channel)
	}
	for _, c := range controls(p.blocks) {
		if c.Label == label {
			payload, h := s.action(person, p, c)
			return url.Values{"payload": {payload}}, h, c.URL != "", nil
		}
	}
	return nil, nil, false, fmt.Errorf("the message has no button %q", label)
}

// action builds the block_actions payload of a press.
func (s *Slack) action(person string, p *post, c control) (string, *hook) {
	h, at := s.hook(person, p.channel, p)
	where := s.place(p.channel)
	container := map[string]any{
		"type": "message", "message_ts": p.ts, "channel_id": p.channel, "is_ephemeral": p.privateTo != "",
	}
	if p.thread != "" {
		container["thread_ts"] = p.thread
	}
	payload := s.interaction("block_actions", person)
	payload["trigger_id"] = s.trigger(person, h)
	payload["container"] = container
	payload["channel"] = map[string]any{"id": p.channel, "name": where.shownName()}
	payload["response_url"] = at
	payload["state"] = map[string]any{"values": map[string]any{}}
	payload["actions"] = []any{s.pressed(c)}
	if p.privateTo == "" { // an ephemeral message is not sent along
		payload["message"] = p.raw
	}
	return string(must(json.Marshal(payload))), h
}

// interaction is what every interaction payload has.
func (s *Slack) interaction(kind, person string) map[string]any {
	name := s.personName(person)
	return map[string]any{
		"type": kind, "api_app_id": appID, "token": "not-used", "enterprise": s.organization(),
		"is_enterprise_install": s.o.OrgWide, "team": s.workspace(),
		"user": map[string]any{
			"id": person, "username": handle(name), "name": handle(name), "team_id": s.teamOf(person),
		},
	}
}

// pressed is the one action of a press.
func (s *Slack) pressed(c control) map[string]any {
	a := map[string]any{
		"type": c.element["type"], "block_id": c.block, "action_id": c.element["action_id"], "action_ts": s.stamp(),
	}
	if a["action_id"] == nil {
		a["action_id"] = "unnamed"
	}
	if c.option != nil {
		a["selected_option"] = c.option
		return a
	}
	a["text"] = c.element["text"]
	for _, key := range []string{"value", "url", "style"} {
		if v := c.element[key]; v != nil {
			a[key] = v
		}
	}
	return a
}

// ignoredBody notes words that nobody will read: Slack ignores the body of an answer to block_actions.
func (s *Slack) ignoredBody(body io.Reader) {
	b, err := io.ReadAll(body)
	if err == nil && strings.Contains(string(b), `"text"`) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.blame("interaction answer", "a message stands in the body, which Slack ignores")
	}
}
