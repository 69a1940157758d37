package discord

// A message is the body of a message, see https://docs.discord.com/developers/resources/message#create-message. An edit
// replaces all of it, and so does an answer that takes the place of the message whose button was pressed.
type message struct {
	Content    string     `json:"content"`
	Embeds     []embed    `json:"embeds"`
	Components []row      `json:"components"`
	Allowed    nobody     `json:"allowed_mentions"`
	Flags      int        `json:"flags,omitempty"`
	Nonce      string     `json:"nonce,omitempty"`
	Enforce    bool       `json:"enforce_nonce,omitempty"`
	Reference  *reference `json:"message_reference,omitempty"`
}

// nobody is whom a message of ours rings. Discord does not remember it, so that every edit has to say it again.
type nobody struct{}

// MarshalJSON implements json.Marshaler.
func (nobody) MarshalJSON() ([]byte, error) { return []byte(`{"parse":[]}`), nil }

// A reference names the message that one answers. If that is gone, the answer stands alone.
type reference struct {
	MessageID string `json:"message_id"`
	MustExist bool   `json:"fail_if_not_exists"`
}

// An embed is the framed part of a message.
type embed struct {
	Description string  `json:"description,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

// A row holds up to five buttons, or one select menu.
type row struct {
	Type       int         `json:"type"`
	Components []component `json:"components"`
}

// A component is a button or a select menu, see https://docs.discord.com/developers/components/reference.
type component struct {
	Type        int      `json:"type"`
	Style       int      `json:"style,omitempty"`
	Label       string   `json:"label,omitempty"`
	URL         string   `json:"url,omitempty"`
	CustomID    string   `json:"custom_id,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	Options     []choice `json:"options,omitempty"`
}

type choice struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

const (
	typeRow    = 1
	typeButton = 2
	typeSelect = 3

	stylePrimary   = 1
	styleSecondary = 2
	styleDanger    = 4
	styleLink      = 5

	flagEphemeral = 1 << 6
)
