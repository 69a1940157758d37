package bot

import "meetbot/bot/parse"

// NotServed is the private answer to a command from a workspace that this bot does not serve. Place is what people there
// call a workspace: "workspace", or "server".
func NotServed(place string) Card {
	return Card{
		Title: "I don't serve this " + place,
		Lines: []Line{{Text("This bot is set up for another " + place + ". Ask whoever runs it to add yours.")}},
	}
}

// NotTold is the private answer to a press of which cannot be told just now whether it comes from the bot's own people.
func NotTold(c Command) Card {
	return Card{
		Title:   "I can't tell who you are",
		Lines:   []Line{{Text("I couldn't check just now whether you belong here. Please try again in a moment.")}},
		Buttons: []Button{{Label: "Try again", Press: c.again()}},
	}
}

// NotYetConnected is the private answer while the platform has not told yet which workspace is ours.
func NotYetConnected() Card {
	return Card{
		Title: "I'm just starting up",
		Lines: []Line{{Text("I'm not connected yet. Please try again in a moment.")}},
	}
}

// failed is the private answer where something went wrong on our side.
func (b *Bot) failed(t tongue) Card {
	return Card{Title: t.Say("trouble.failed"), Lines: []Line{t.line("trouble.failed_help", "Command", b.typed("list"))}}
}

// Failed is the private answer where something went wrong on our side. Command is what people type before their words.
func Failed(command string) Card {
	return Card{
		Title: "That did not work",
		Lines: []Line{{
			Text("Something went wrong on my side. Check "),
			Typed{command, parse.NewForm(parse.List)},
			Text(" to see whether it worked; if not, try again in a moment."),
		}},
	}
}
