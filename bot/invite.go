package bot

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// account is how a person is written in words for certain, whatever they are called: "<@U1>".
var account = regexp.MustCompile(`^<@!?([0-9A-Za-z-]+)>$`)

// knows puts into a request who is meant where it names people, as far as the command tells.
func (c Command) knows(r *parse.Request) {
	for _, names := range [][]string{r.Invited, r.Args} {
		for i, name := range names {
			if id := c.People[name]; id != "" {
				names[i] = "<@" + id + ">"
			}
		}
	}
}

// knowsAll does so in a request and in whatever else the words may mean.
func (c Command) knowsAll(r *parse.Request, err error) {
	c.knows(r)
	if r.AsMeeting != nil {
		c.knows(r.AsMeeting)
	}
	var e *parse.Error
	if errors.As(err, &e) {
		for i := range e.Choices {
			c.knows(&e.Choices[i])
		}
	}
}

// accountOf returns the account that somebody writes so, on their own platform; false where it may be anybody's.
func accountOf(by core.Identity, written string) (core.Identity, bool) {
	parts := account.FindStringSubmatch(written)
	if parts == nil {
		return core.Identity{}, false
	}
	return core.Identity{Platform: by.Platform, Workspace: by.Workspace, UserID: parts[1]}, true
}

// whom returns whom a request invites, as far as it is known who they are.
func (c Command) whom(r parse.Request) (out []core.Identity) {
	for _, written := range r.Invited {
		if who, ok := accountOf(c.Sender, written); ok {
			out = append(out, who)
		}
	}
	return out
}

// invitedTo says whom a new meeting invites, and whom not, though the request does.
func (t tongue) invitedTo(c Command, m core.Meeting, r parse.Request) (out []Line) {
	var invited, others Line
	for _, written := range r.Invited {
		who, known := accountOf(c.Sender, written)
		switch {
		case !known:
			others = others.beside(Text(written))
		case slices.Contains(m.Invited, who):
			invited = invited.beside(Mention{who, written})
		case who != c.Sender:
			others = others.beside(Mention{who, written})
		}
	}
	if len(invited) > 0 {
		out = append(out, t.line("booked.invited", "Who", invited))
	}
	if len(others) > 0 {
		out = append(out, t.line("booked.not_invited", "Who", others))
	}
	return out
}

// beside puts one more into a list.
func (l Line) beside(next Span) Line {
	if len(l) > 0 {
		l = append(l, Text(", "))
	}
	return append(l, next)
}

// invitation is the card of a meeting as whoever is invited has it. Numbers mean nothing there, and who comes is shown where
// they ask.
func (t tongue) invitation(m core.Meeting, card Card, organizer Span, now time.Time) Card {
	if len(card.Buttons) == 0 {
		return card
	}
	id := string(m.ID)
	if m.State(now) == core.Upcoming {
		card.Lines[0] = t.line("card.invited", "Organizer", organizer, "Start", starts(m))
	}
	card.Buttons = append(card.Buttons[:1:1], t.replies(m, id, "")...)
	card.Menu = []Button{{Label: t.Say("button.who"), Press: press(parse.Request{Verb: parse.Show, Ref: id})}}
	return card
}

// unreached tells the organizer of somebody who hears of the meeting nowhere.
func (b *Bot) unreached(ctx context.Context, t tongue, m core.Meeting, a core.Announcement) Card {
	name := t.Say("person.unknown")
	i := slices.IndexFunc(m.Invited, func(i core.Identity) bool { return i.UserID == a.About })
	if i >= 0 {
		name = b.nameOfAccount(ctx, t, m.Invited[i], m.Home)
	}
	link := b.link(m)
	return Card{
		Title: t.Say("unreached.title", "Name", name),
		Lines: []Line{t.line("unreached.why", "Name", name, "Title", m.Title, "Start", starts(m)), t.line("unreached.help")},
		Note:  joinNote(link),
	}
}

// nameOfAccount returns what somebody is called, whom we may never have met.
func (b *Bot) nameOfAccount(ctx context.Context, t tongue, who core.Identity, in core.Workspace) string {
	if p, err := b.service.PersonOf(ctx, who); err == nil && p.Name != "" {
		return p.Name
	}
	if profile, _, err := b.profiles.of(ctx, membership{who, in}); err == nil && profile.Name != "" {
		return profile.Name
	}
	return t.Say("person.unknown")
}

// silent names those who are invited and have not said whether they come.
func (b *Bot) silent(ctx context.Context, t tongue, m core.Meeting) string {
	var names []string
	for _, who := range m.Invited {
		p, err := b.service.PersonOf(ctx, who)
		if err == nil && m.RSVP(p.ID) != "" {
			continue
		}
		names = append(names, short(b.nameOfAccount(ctx, t, who, m.Home), shortName))
	}
	return strings.Join(names, ", ")
}
