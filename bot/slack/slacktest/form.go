package slacktest

import (
	"encoding/json"

	"meetbot/bot/emulator"
)

// A Form is an open modal, or a home tab, as the person before it sees it.
type Form struct {
	ID, Title, Submit string
	Text              string            // the blocks in plain text
	Inputs            []Input           // what can be filled in
	Buttons           []emulator.Button // on a home tab
	Raw               json.RawMessage
}

// An Input is one thing to fill in. Value is what it begins with.
type Input struct {
	Block, Action, Label, Kind, Value, Placeholder string
	Optional                                       bool
	Options                                        []string // the labels to choose from
}

// Form returns the modal that lies open before a person, the top one of several.
func (s *Slack) Form(person string) (Form, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.views[person]
	if len(stack) == 0 {
		return Form{}, false
	}
	return s.form(stack[len(stack)-1]), true
}

// Home returns a person's home tab, if the bot has published one.
func (s *Slack) Home(person string) (Form, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.homes[person]; v != nil {
		return s.form(v), true
	}
	return Form{}, false
}

// Close closes the top modal of a person. The service is not told.
func (s *Slack) Close(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.views[person]); n > 0 {
		s.views[person] = s.views[person][:n-1]
	}
}

func (s *Slack) form(v *view) Form {
	text := func(key string) string { t, _ := object(v.body[key])["text"].(string); return t }
	blocks := list(v.body["blocks"])
	f := Form{
		ID: v.id, Title: text("title"), Submit: text("submit"), Text: s.reader(v.person).blocks(blocks),
		Buttons: buttons(blocks), Raw: must(json.Marshal(s.shown(v))),
	}
	for _, b := range blocks {
		if kindOf(b) == "input" {
			f.Inputs = append(f.Inputs, input(object(b)))
		}
	}
	return f
}

func input(b map[string]any) Input {
	e := object(b["element"])
	i := Input{Kind: kindOf(e), Value: initial(e)}
	i.Block, _ = b["block_id"].(string)
	i.Action, _ = e["action_id"].(string)
	i.Label, _ = object(b["label"])["text"].(string)
	i.Optional, _ = b["optional"].(bool)
	i.Placeholder, _ = object(e["placeholder"])["text"].(string)
	for _, o := range list(e["options"]) {
		label, _ := object(object(o)["text"])["text"].(string)
		i.Options = append(i.Options, label)
	}
	return i
}
