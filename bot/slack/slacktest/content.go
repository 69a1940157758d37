package slacktest

import (
	"maps"
	"regexp"
	"strconv"
	"unicode/utf8"
)

// The limits of a message's text.
const (
	soundText  = 4000  // what a sound bot stays below
	updateText = 4000  // what chat.update refuses
	postText   = 40000 // what any message is refused for
)

// content checks what a message says, text, blocks and metadata, and notes what people would suffer from.
func (s *Slack) content(method string, a args) (content, *refusal) {
	c := content{text: a.str("text")}
	if bad := s.text(method, c.text); bad != nil {
		return c, bad
	}
	if a["attachments"] != nil {
		s.blame(method, "attachments are outdated")
	}
	if v := a["blocks"]; v != nil {
		blocks, ok := v.([]any)
		if !ok {
			return c, refuse("invalid_blocks_format", "blocks is not a list")
		}
		if faults := checkBlocks(blocks, messageBlocks); len(faults) > 0 {
			return c, refuse("invalid_blocks", faults...)
		}
		c.blocks = named(blocks)
	}
	switch {
	case c.text == "" && len(c.blocks) == 0:
		return c, refuse("no_text")
	case c.text == "":
		s.blame(method, "no top-level text: screen readers and notifications have nothing to say")
	}
	c.linkNames, _ = a.flag("link_names")
	if c.linkNames || a.str("parse") == "full" {
		c.linkNames = true
		s.blame(method, "names in the text are parsed (link_names or parse=full)")
	}
	var bad *refusal
	c.metadata, bad = metadata(a["metadata"])
	return c, bad
}

func (s *Slack) text(method, text string) *refusal {
	n := utf8.RuneCountInString(text)
	switch {
	case n > postText, method == "chat.update" && n > updateText:
		return refuse("msg_too_long")
	case n > soundText:
		s.blame(method, "text is longer than 4000 characters")
	}
	for _, fault := range tokenFaults(text, "/text") {
		s.blame(method, fault)
	}
	return nil
}

var eventType = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// metadata checks the data that an app hangs on its message: flat, and named in lower case.
func metadata(v any) (map[string]any, *refusal) {
	if v == nil {
		return nil, nil
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, refuse("invalid_metadata_format", "metadata is not an object")
	}
	if len(m) == 0 {
		return m, nil // takes the metadata away
	}
	kind, _ := m["event_type"].(string)
	payload, ok := m["event_payload"].(map[string]any)
	if !ok || !eventType.MatchString(kind) {
		return nil, refuse("invalid_metadata_format", "metadata needs event_type and event_payload")
	}
	for key, value := range payload {
		if _, nested := value.(map[string]any); nested || !eventType.MatchString(key) {
			return nil, refuse("invalid_metadata_schema", "event_payload."+key)
		}
	}
	return m, nil
}

// named gives the blocks that came without a block_id one, as Slack does.
func named(blocks []any) []any {
	all := make([]any, len(blocks))
	for i, b := range blocks {
		block := maps.Clone(object(b))
		if id, _ := block["block_id"].(string); id == "" {
			block["block_id"] = "slack-" + strconv.Itoa(i)
		}
		all[i] = block
	}
	return all
}
