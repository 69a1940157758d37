package discord

// A Command is a slash command as Discord keeps it, see
// https://docs.discord.com/developers/interactions/application-commands#application-command-object.
type Command struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Options      []Option `json:"options"`
	Contexts     []int    `json:"contexts,omitempty"`
	Integrations []int    `json:"integration_types,omitempty"`
}

// An Option is a subcommand, or a field of one.
type Option struct {
	Type         int      `json:"type"`
	Name         string   `json:"name"`
	Description  string   `json:"description"`
	Required     bool     `json:"required,omitempty"`
	Autocomplete bool     `json:"autocomplete,omitempty"`
	Choices      []Choice `json:"choices,omitempty"`
	Options      []Option `json:"options,omitempty"`
	MaxLength    int      `json:"max_length,omitempty"`
}

// A Choice is one of the values that an option allows.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Typed is what people type before a verb.
const Typed = "/" + commandName

const (
	commandName = "meet"
	placeName   = "server" // what people here call what core calls a workspace

	optSub     = 1
	optString  = 3
	optBoolean = 5

	scopeMine    = "mine"
	scopeChannel = "channel"
)

// Commands returns the commands that are registered: /meet, in servers and in direct messages to the bot. A command
// with subcommands cannot be given bare, so that "/meet" is "/meet help".
func Commands() []Command {
	return []Command{{
		Type: 1, Name: commandName, Description: "Meetings: schedule, start, change and join them",
		Contexts: []int{0, 1}, Integrations: []int{0}, Options: subcommands(),
	}}
}

func subcommands() []Option {
	when := Option{Type: optString, Name: "when", Description: "tomorrow 3pm, fri 14:00-15:30, in 20 minutes", Required: true, Autocomplete: true, MaxLength: 100}
	newWhen := when
	newWhen.Description = "The new time: tomorrow 3pm, fri 14:00, in 20 minutes"
	title := field("title", "What is it about?", 100)
	duration := field("duration", "How long: 45m, 1h30, half an hour", 50)
	members := Option{Type: optBoolean, Name: "members_only", Description: "Let in only people who are signed in from this server"}
	scope := Option{Type: optString, Name: "scope", Description: "Yours, or those in this channel", Choices: []Choice{{"mine", scopeMine}, {"channel", scopeChannel}}}
	zone := Option{Type: optString, Name: "zone", Description: "A city or zone such as Europe/Paris; without it you see yours", Autocomplete: true, MaxLength: 100}
	live := meeting("Which one; without it the one that is live in this channel")
	return []Option{
		sub("help", "How this works"),
		sub("now", "Start a meeting at once", title, duration, members),
		sub("new", "Schedule a meeting in this channel", when, title, duration, members),
		sub("list", "Upcoming meetings, with their join links", scope),
		sub("show", "Everything about one meeting", required(meeting("Which one"))),
		sub("move", "Give a meeting another time", required(meeting("Which one")), newWhen),
		sub("rename", "Give a meeting another title", required(meeting("Which one")), required(title)),
		sub("extend", "Make a meeting longer", required(field("by", "How much longer: 15m, half an hour", 50)), live),
		sub("end", "End a live meeting for everybody", live),
		sub("cancel", "Call off a meeting before it starts", required(meeting("Which one"))),
		sub("link", "A private link that signs your browser in as you"),
		sub("timezone", "Show or set the zone in which your words are read", zone),
		sub("share", "Announce a meeting in this channel too", required(meeting("Its number, title or link"))),
	}
}

func sub(name, description string, options ...Option) Option {
	return Option{Type: optSub, Name: name, Description: description, Options: options}
}

func field(name, description string, most int) Option {
	return Option{Type: optString, Name: name, Description: description, MaxLength: most}
}

func meeting(description string) Option {
	return Option{Type: optString, Name: "meeting", Description: description, Autocomplete: true, MaxLength: 200}
}

func required(o Option) Option {
	o.Required = true
	return o
}
