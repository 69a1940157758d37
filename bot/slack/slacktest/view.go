package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"meetbot/bot/emulator"
)

// triggerLife is how long a trigger_id opens a modal.
const triggerLife = 3 * time.Second

// viewLimit is the greatest size of a view, and stackLimit how many may lie upon each other.
const (
	viewLimit  = 250_000
	stackLimit = 3
)

// A trigger allows to open one modal for one person.
type trigger struct {
	person string
	since  time.Time
	used   bool
	hook   *hook // of the press or command that it came with
}

// A view is an open modal or a home tab.
type view struct {
	id, hash string
	person   string
	body     map[string]any
}

func (s *Slack) trigger(person string, h *hook) string {
	s.serial++
	id := fmt.Sprintf("%d.%d.trigger", s.serial, s.o.Now().Unix())
	s.triggers[id] = &trigger{person: person, since: s.o.Now(), hook: h}
	return id
}

// exchange uses up a trigger.
func (s *Slack) exchange(a args) (*trigger, *refusal) {
	t := s.triggers[a.str("trigger_id")]
	switch {
	case t == nil:
		return nil, refuse("invalid_trigger_id")
	case t.used:
		return nil, refuse("exchanged_trigger_id")
	case s.o.Now().Sub(t.since) > triggerLife:
		return nil, refuse("expired_trigger_id")
	}
	t.used = true
	return t, nil
}

func (s *Slack) openView(a args) (map[string]any, *refusal) { return s.showView(a, false) }
func (s *Slack) pushView(a args) (map[string]any, *refusal) { return s.showView(a, true) }

func (s *Slack) showView(a args, push bool) (map[string]any, *refusal) {
	body, bad := checkView(a["view"], "modal")
	if bad != nil {
		return nil, bad
	}
	t, bad := s.exchange(a)
	if bad != nil {
		return nil, bad
	}
	stack := s.views[t.person]
	if push && len(stack) >= stackLimit {
		return nil, refuse("push_limit_reached")
	}
	if !push {
		stack = nil
	}
	v := s.newView(t.person, body)
	s.views[t.person] = append(stack, v)
	if t.hook != nil {
		select { // a modal is an answer too; a full channel has answers enough
		case t.hook.answered <- emulator.Message{}:
		default:
		}
	}
	return map[string]any{"view": s.shown(v)}, nil
}

func (s *Slack) newView(person string, body map[string]any) *view {
	s.serial++
	v := &view{id: fmt.Sprintf("V%04d", s.serial), person: person}
	s.fill(v, body)
	return v
}

// fill gives a view new content and, with it, a new hash.
func (s *Slack) fill(v *view, body map[string]any) {
	s.serial++
	v.body, v.hash = maps.Clone(body), fmt.Sprintf("%d.hash", s.serial)
	v.body["blocks"] = named(list(body["blocks"]))
}

func (s *Slack) updateView(a args) (map[string]any, *refusal) {
	body, bad := checkView(a["view"], "modal")
	if bad != nil {
		return nil, bad
	}
	for _, stack := range s.views {
		for _, v := range stack {
			if v.id == a.str("view_id") || a.str("external_id") != "" && v.body["external_id"] == a.str("external_id") {
				return s.refill(v, body, a.str("hash"))
			}
		}
	}
	return nil, state("not_found") // people close modals
}

func (s *Slack) refill(v *view, body map[string]any, hash string) (map[string]any, *refusal) {
	if hash != "" && hash != v.hash {
		return nil, state("hash_conflict")
	}
	s.fill(v, body)
	return map[string]any{"view": s.shown(v)}, nil
}

func (s *Slack) publishView(a args) (map[string]any, *refusal) {
	body, bad := checkView(a["view"], "home")
	if bad != nil {
		return nil, bad
	}
	user := a.str("user_id")
	if s.person(user) == nil {
		return nil, refuse("invalid_arguments", "user_id")
	}
	if s.homes[user] == nil {
		s.homes[user] = s.newView(user, body)
	}
	return s.refill(s.homes[user], body, a.str("hash"))
}

// checkView holds a view against the official type and the rules for its blocks.
func checkView(v any, typed string) (map[string]any, *refusal) {
	if v == nil {
		return nil, refuse("invalid_arguments", "view is missing")
	}
	if faults := faultsOf(official().views[typed], v, "/view"); len(faults) > 0 {
		return nil, refuse("invalid_arguments", faults...)
	}
	body := object(v)
	if faults := checkBlocks(list(body["blocks"]), viewBlocks); len(faults) > 0 {
		return nil, refuse("invalid_arguments", faults...)
	}
	if b, err := json.Marshal(body); err != nil || len(b) > viewLimit {
		return nil, refuse("view_too_large")
	}
	inputs := 0
	for _, b := range list(body["blocks"]) {
		if kindOf(b) == "input" {
			inputs++
		}
	}
	if inputs > 0 && typed == "modal" && body["submit"] == nil {
		return nil, refuse("invalid_arguments", "submit is required where there are inputs")
	}
	return body, nil
}

// shown is a view as the API shows it.
func (s *Slack) shown(v *view) map[string]any {
	out := map[string]any{
		"id": v.id, "hash": v.hash, "team_id": s.o.Team, "app_id": appID, "bot_id": botID, "root_view_id": v.id,
		"private_metadata": "", "callback_id": "", "external_id": "",
	}
	maps.Copy(out, v.body)
	return out
}
