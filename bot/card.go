package bot

import (
	"cmp"
	"strings"
	"time"

	"meetbot/bot/parse"
	"meetbot/core"
)

// A Card is a message in no chat's own form.
type Card struct {
	Title    string // shown as it stands; empty: none
	Lines    []Line
	Note     Line // small, at the end
	Buttons  []Button
	Menu     []Button // what only a few people need
	Sheet    *Sheet   // opens in place of the card, where a chat has forms; nil: none
	Field    string   // of a Sheet that was filled in: the one that is wrong; empty: nothing is
	Language string   // the tag of that in which it is, and in which a platform adds words of its own; empty: that of the house
}

// A Line is one line of a card.
type Line []Span

// A Span is a piece of a line: a Text, a Strong, a Typed, a Moment, a Mention, a Place or a Link. It is sealed, so that what
// people typed, which is always a Text or a Strong, can only ever be shown as it stands.
type Span interface{ span() }

// Text is shown as it stands. A platform escapes whatever would ring, format or link.
type Text string

// Strong is a Text that stands out.
type Strong string

// Typed is a command that one could type, such as /meet list mine. It stands out, and a platform on which one fills in
// options instead shows it so.
type Typed struct {
	Command string // what people type before their words
	Form    parse.Form
	Words   string // set: what is typed instead of the form, where one types all of it
}

// Text is all that is typed.
func (t Typed) Text() string {
	return strings.TrimSpace(t.Command + " " + cmp.Or(t.Words, t.Form.Words()))
}

// A Moment is an instant, shown in the reader's own zone. Beside stands behind it: what clocks show then in a certain zone,
// "02:30 CEST", where those of a reader may show the same twice; empty: nothing.
type Moment struct {
	At     time.Time
	Style  Style
	Beside string
}

// A Mention names a person, on their own platform as that platform does.
type Mention struct {
	Identity core.Identity
	Name     string // shown where the identity means nothing
}

// A Place names a channel, on its own platform as that platform does.
type Place struct {
	Channel core.Channel
	Name    string // shown where the channel means nothing
}

// A Link leads to a page of ours.
type Link struct {
	Label string
	URL   string
}

func (Text) span()    {}
func (Strong) span()  {}
func (Typed) span()   {}
func (Moment) span()  {}
func (Mention) span() {}
func (Place) span()   {}
func (Link) span()    {}

// A Style says how a Moment is written.
type Style int

// The styles of a Moment.
const (
	Full      Style = iota // the day and the time
	TimeOfDay              // the time alone
	Countdown              // how long it is still, "in 10 minutes"; only where Platform.CountsDown
)

// A Button is a command one need not type, or a link.
type Button struct {
	Label string
	About string // what a screen reader says, which begins with the label, where that stands on many cards; empty: the label
	Press string // what comes back of it as a Press when it is pressed
	URL   string // set: it is a link instead
	Look  Look

	Reading bool // it stands for one of several things that may be meant
}

// Look is the look of a Button.
type Look int

// The looks of a Button.
const (
	Plain   Look = iota
	Primary      // what most people want
	Danger       // what cannot be undone
)
