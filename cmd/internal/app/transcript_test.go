package app_test

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"meetbot/bot/emulator"
)

// report writes what came to be seen since the last step.
func (p *play) report() {
	var events []emulator.Event
	for name, chat := range p.chats {
		fresh := chat.Events(p.seen[name])
		p.seen[name] += len(fresh)
		events = append(events, fresh...)
	}
	// What happens at one instant has no order of its own.
	slices.SortStableFunc(events, func(a, b emulator.Event) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(place(a.Message), place(b.Message)), -strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Message.Text, b.Message.Text))
	})
	for _, e := range events {
		p.collect(e.Message)
		fmt.Fprintln(&p.out, "> "+p.line(e))
	}
}

// place sorts private answers before what channels see.
func place(m emulator.Message) string {
	if m.PrivateTo != "" {
		return "0" + m.PrivateTo
	}
	return "1" + m.Channel
}

var (
	meetingLink = regexp.MustCompile(regexp.QuoteMeta(baseURL) + `/m/[a-z0-9]{26}`)
	ticketLink  = regexp.MustCompile(regexp.QuoteMeta(baseURL) + `/login/ticket/\S+`)
)

// collect keeps the links of a message.
func (p *play) collect(m emulator.Message) {
	for _, b := range m.Buttons {
		if link := ticketLink.FindString(b.URL); link != "" {
			p.ticket[p.nameOf(m.PrivateTo)] = link
		}
		if link := meetingLink.FindString(b.URL); link == b.URL && link != "" {
			p.know(link)
		}
	}
	for _, link := range meetingLink.FindAllString(m.Text, -1) {
		p.know(link)
	}
}

func (p *play) know(link string) {
	for _, l := range p.links {
		if l == link {
			return
		}
	}
	p.links = append(p.links, link)
}

func (p *play) nameOf(id string) string {
	for _, chat := range p.chats {
		for _, x := range chat.People() {
			if x.ID == id {
				return x.Name
			}
		}
	}
	return id
}

// anonymous writes links by the meeting's place in the order in which they came to be seen.
func (p *play) anonymous(text string) string {
	for i, link := range p.links {
		text = strings.ReplaceAll(text, strings.TrimPrefix(link, baseURL), fmt.Sprintf("/m/(%d)", i+1))
	}
	return text
}

func (p *play) line(e emulator.Event) string {
	m := e.Message
	var b strings.Builder
	b.WriteString(e.At.In(p.zone).Format("15:04:05 "))
	switch {
	case m.PrivateTo != "":
		b.WriteString("(to " + p.nameOf(m.PrivateTo) + ")")
	default:
		b.WriteString(p.place(m.Channel))
	}
	if e.Kind != emulator.Posted {
		b.WriteString(" " + string(e.Kind))
	}
	if m.ReplyTo != "" {
		b.WriteString(map[bool]string{true: " thread+channel", false: " thread"}[m.Broadcast])
	}
	b.WriteString(": " + p.anonymous(strings.ReplaceAll(strings.TrimSpace(m.Text), "\n", " / ")))
	for _, button := range m.Buttons {
		format := " [%s]"
		if button.Menu {
			format = " {%s}"
		}
		fmt.Fprintf(&b, format, button.Label)
	}
	if len(m.Rings) > 0 {
		fmt.Fprintf(&b, " (rings %s)", strings.Join(m.Rings, ", "))
	}
	return b.String()
}

func (p *play) place(channel string) string {
	for _, chat := range p.chats {
		for _, c := range chat.Channels() {
			if c.ID == channel {
				return "#" + c.Name
			}
		}
		for _, x := range chat.People() {
			if chat.DirectChannel(x.ID) == channel {
				return "(direct to " + x.Name + ")"
			}
		}
	}
	return channel
}
