package bot

import (
	"cmp"
	"fmt"

	"meetbot/bot/parse"
	"meetbot/bot/say"
)

// A tongue is the language in which a reader is spoken to.
type tongue struct{ *say.Language }

// locale is the sender's, as far as it is known.
func (b *Bot) locale(c Command) string {
	return cmp.Or(c.Locale, b.profiles.locale(membership{c.Sender, c.Channel.Home()}))
}

// to is the language of whoever sent a command: their own where it is known, or else that of the house.
func (b *Bot) to(c Command) tongue {
	return tongue{b.words.In(c.Locale, b.profiles.locale(membership{c.Sender, c.Channel.Home()}))}
}

// aloud is the language of what everybody in a channel reads.
func (b *Bot) aloud() tongue { return tongue{b.words.In()} }

// line is a sentence in which a Span, or a Line of them, is shown in its own way, and all else as it stands.
func (t tongue) line(key say.Key, args ...any) Line {
	var out Line
	for _, p := range t.Parts(key, args...) {
		switch v := p.Value.(type) {
		case nil:
			out = append(out, text(p.Text, p.Strong))
		case Line:
			out = append(out, v...)
		case Span:
			out = append(out, v)
		default:
			out = append(out, text(fmt.Sprint(v), p.Strong))
		}
	}
	return out
}

// example is a command that is shown, with a title of the reader's own language.
func (b *Bot) example(t tongue, f parse.Form) Typed {
	for _, name := range []string{"title", "text"} {
		if made := f.Fields[name]; made != "" {
			f = f.With(name, t.Say(say.Key("example").Of(name+"."+made)))
		}
	}
	return Typed{Command: b.command, Form: f}
}

func text(words string, strong bool) Span {
	if strong {
		return Strong(words)
	}
	return Text(words)
}

// and puts one more piece of information behind a line; none where it is empty.
func (l Line) and(more Line) Line {
	if len(more) == 0 {
		return l
	}
	return append(append(l, Text(" · ")), more...)
}
