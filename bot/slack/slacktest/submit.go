package slacktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Submit fills in the top modal of a person, by label, and submits it. A choice is named by its label, several by
// commas; a moment is given in Unix seconds, people and channels by ID. What is not named keeps its first value. It
// returns the errors that the service shows, by label.
func (s *Slack) Submit(person string, values map[string]string) (map[string]string, error) {
	form, payload, err := s.submission(person, values)
	if err != nil {
		return nil, err
	}
	res, err := s.ask("/slack/interactions", url.Values{"payload": {payload}})
	if err != nil {
		return nil, err
	}
	return s.submitted(person, form, res)
}

func (s *Slack) submission(person string, values map[string]string) (Form, string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.views[person]
	if len(stack) == 0 {
		return Form{}, "", fmt.Errorf("%s has no modal open", person)
	}
	top := stack[len(stack)-1]
	form := s.form(top)
	filled, err := s.fillIn(top, form, values)
	if err != nil {
		return form, "", err
	}
	shown := s.shown(top)
	shown["state"] = map[string]any{"values": filled}
	payload := s.interaction("view_submission", person)
	payload["trigger_id"] = s.trigger(person, nil)
	payload["view"] = shown
	payload["response_urls"] = s.responseURLs(top, filled)
	return form, string(must(json.Marshal(payload))), nil
}

// fillIn makes state.values of what a person filled in.
func (s *Slack) fillIn(v *view, form Form, values map[string]string) (map[string]any, error) {
	for label := range values {
		if !slices.ContainsFunc(form.Inputs, func(i Input) bool { return i.Label == label }) {
			return nil, fmt.Errorf("the modal has no input %q", label)
		}
	}
	filled := map[string]any{}
	for _, b := range list(v.body["blocks"]) {
		if kindOf(b) != "input" {
			continue
		}
		i := input(object(b))
		value, named := values[i.Label]
		if !named {
			value = i.Value
		}
		if value == "" && !i.Optional {
			return nil, fmt.Errorf("%q is required", i.Label)
		}
		state, err := inputState(object(object(b)["element"]), value)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", i.Label, err)
		}
		filled[i.Block] = map[string]any{i.Action: state}
	}
	return filled, nil
}

// responseURLs gives a response URL for each conversation that was chosen where the bot asked for one.
func (s *Slack) responseURLs(v *view, filled map[string]any) []any {
	all := []any{}
	for _, b := range list(v.body["blocks"]) {
		e := object(object(b)["element"])
		if on, _ := e["response_url_enabled"].(bool); !on {
			continue
		}
		i := input(object(b))
		channel, _ := object(object(filled[i.Block])[i.Action])["selected_conversation"].(string)
		_, at := s.hook(v.person, channel, nil)
		all = append(all, map[string]any{
			"block_id": i.Block, "action_id": i.Action, "channel_id": channel, "response_url": at,
		})
	}
	return all
}

// submitted does what the answer to a submission says.
func (s *Slack) submitted(person string, form Form, res *http.Response) (map[string]string, error) {
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.views[person])
	if n == 0 {
		return nil, nil // closed meanwhile
	}
	if len(body) == 0 {
		s.views[person] = s.views[person][:n-1]
		return nil, nil
	}
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   any               `json:"view"`
	}
	if err := json.Unmarshal(body, &a); err != nil {
		s.blame("view_submission answer", "the body is neither empty nor JSON")
		return nil, errors.New("trouble connecting")
	}
	switch a.Action {
	case "clear":
		delete(s.views, person)
		return nil, nil
	case "errors":
		return s.formErrors(form, a.Errors)
	case "update", "push":
		return nil, s.nextView(person, a.Action, a.View)
	}
	s.blame("view_submission answer", "response_action "+a.Action)
	return nil, errors.New("trouble connecting")
}

func (s *Slack) formErrors(form Form, byBlock map[string]string) (map[string]string, error) {
	shown := map[string]string{}
	for block, text := range byBlock {
		at := slices.IndexFunc(form.Inputs, func(i Input) bool { return i.Block == block })
		if at < 0 {
			s.blame("view_submission answer", "errors."+block+" is not an input")
			return nil, errors.New("trouble connecting")
		}
		shown[form.Inputs[at].Label] = text
	}
	return shown, nil
}

func (s *Slack) nextView(person, action string, v any) error {
	body, bad := checkView(v, "modal")
	if bad != nil {
		s.blame("view_submission answer", append([]string{bad.code}, bad.why...)...)
		return errors.New("trouble connecting: " + strings.Join(bad.why, "; "))
	}
	stack := s.views[person]
	if action == "update" {
		s.fill(stack[len(stack)-1], body)
		return nil
	}
	if len(stack) >= stackLimit {
		s.blame("view_submission answer", "push_limit_reached")
		return errors.New("trouble connecting: too many views")
	}
	s.views[person] = append(stack, s.newView(person, body))
	return nil
}
