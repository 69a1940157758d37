package slack

import (
	"encoding/json"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
)

type reply struct {
	Type    string           `json:"response_type"`
	Text    string           `json:"text"`
	Blocks  []slackapi.Block `json:"blocks"`
	Replace bool             `json:"replace_original"`
}

// render writes a card as a private answer.
func (s *responder) render(c bot.Card) []byte { return s.private(c, false) }

// replace writes a card as one that takes the place of the private message whose button was pressed.
func (s *responder) replace(c bot.Card) []byte { return s.private(c, true) }

func (s *responder) private(c bot.Card, replace bool) []byte {
	p := s.pen(c)
	out, err := json.Marshal(reply{Type: "ephemeral", Text: p.fallback(c), Blocks: p.blocks(c), Replace: replace})
	if err != nil {
		s.log.Error("card not written", "error", err)
		out, _ = json.Marshal(reply{Type: "ephemeral", Text: p.Say("trouble.failed"), Blocks: []slackapi.Block{}, Replace: replace}) // texts always encode
	}
	return out
}

// note writes a card as what everybody in a channel sees.
func (s *responder) note(c bot.Card) []byte {
	p := s.pen(c)
	out, err := json.Marshal(struct {
		reply
		UnfurlLinks bool `json:"unfurl_links"`
		UnfurlMedia bool `json:"unfurl_media"`
	}{reply: reply{Type: "in_channel", Text: p.fallback(c), Blocks: p.blocks(c)}})
	if err != nil {
		s.log.Error("note not written", "error", err)
	}
	return out
}
