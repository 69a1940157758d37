package bot

import (
	"meetbot/bot/parse"
	"meetbot/bot/say"
)

// NotServed is the private answer to a command from a workspace that this bot does not serve.
func NotServed(l *say.Language) Card {
	return Card{Language: l.Tag(), Title: l.Say("not_served.title"), Lines: []Line{{Text(l.Say("not_served.text"))}}}
}

// NotTold is the private answer to a press of which cannot be told just now whether it comes from the bot's own people.
func NotTold(l *say.Language, c Command) Card {
	return tryAgain(c, tongue{l}, l.Say("trouble.who"), l.Say("trouble.who_help"))
}

// NotYetConnected is the private answer while the platform has not told yet which workspace is ours.
func NotYetConnected(l *say.Language) Card {
	return Card{Language: l.Tag(), Title: l.Say("trouble.starting"), Lines: []Line{{Text(l.Say("trouble.starting_help"))}}}
}

// Failed is the private answer where something went wrong on our side. Command is what people type before their words.
func Failed(l *say.Language, command string) Card {
	t := tongue{l}
	return Card{Language: l.Tag(), Title: t.Say("trouble.failed"), Lines: []Line{t.line("trouble.failed_help", "Command", Typed{Command: command, Form: parse.NewForm(parse.List)})}}
}
