package parse

import (
	"slices"

	"meetbot/core"
)

// Verb is what a person wants done.
type Verb string

// The verbs. What there is to know about each stands in the table below.
const (
	Help     Verb = "help"
	Now      Verb = "now"
	New      Verb = "new"
	Schedule Verb = "schedule"
	List     Verb = "list"
	Show     Verb = "show"
	Move     Verb = "move"
	Rename   Verb = "rename"
	Extend   Verb = "extend"
	End      Verb = "end"
	Cancel   Verb = "cancel"
	Skip     Verb = "skip"
	Unskip   Verb = "unskip"
	Cohost   Verb = "cohost"
	Share    Verb = "share"
	Remind   Verb = "remind"
	Timezone Verb = "timezone"
	Link     Verb = "link"
	Agenda   Verb = "agenda"
	Forget   Verb = "forget"
	RSVP     Verb = "rsvp"
	Demote   Verb = "demote"
	HandOver Verb = "handover"
)

// verbs has one entry for each verb, in the order in which people are told of them. Whoever adds a verb adds its entry here,
// and what it does in package bot.
var verbs = []Entry{
	{Verb: Help, Offered: true},
	{
		Verb: New, Offered: true, Here: true,
		Options: []Option{when("when"), title(), duration(), repeat(), with(), members()},
		Examples: []Example{
			{NewForm(New, "when", "tomorrow 3pm", "title", "review", "duration", "45m"), "schedule"},
			{NewForm(New, "when", "in 20 minutes", "title", "standup"), "soon"},
			{NewForm(New, "when", "9:30", "title", "standup", "repeat", "every weekday"), "repeat"},
			{NewForm(New, "when", "fri 10:00", "title", "retro", "with", "@bob @carol"), "invite"},
		},
	},
	{
		Verb: Now, Offered: true, Here: true,
		Options:  []Option{title(), duration(), with(), members()},
		Examples: []Example{{NewForm(Now, "title", "question"), "now"}},
	},
	{Verb: Schedule, Offered: true, Here: true, Examples: []Example{{NewForm(Schedule), "sheet"}}},
	{
		Verb: List, Offered: true,
		Options: []Option{{Name: "scope", About: "scope", Choices: []string{Mine, Channel}}},
		Examples: []Example{
			{NewForm(List, "scope", Channel), "list.{place}"},
			{NewForm(List, "scope", Mine), "mine"},
		},
	},
	{
		Verb: Show, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting"))},
		Examples: []Example{{NewForm(Show, "meeting", "#12"), "show"}},
	},
	{
		Verb: Move, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting")), when("new_time"), {Name: "which", About: "which", Choices: []string{This, All}}},
		Examples: []Example{{NewForm(Move, "meeting", "#12", "when", "fri 10:00"), "move"}},
	},
	{
		Verb: Rename, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting")), required(title())},
		Examples: []Example{{NewForm(Rename, "meeting", "#12", "title", "retro"), "rename"}},
	},
	{
		Verb: Agenda, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting")), {Name: "text", About: "agenda", Long: true, Max: core.MaxAgenda}},
		Examples: []Example{{NewForm(Agenda, "meeting", "#12", "text", "agenda"), "agenda"}},
	},
	{
		Verb: Extend, Offered: true, Named: true,
		Options:  []Option{live(), required(Option{Name: "by", About: "by", Max: 50})},
		Examples: []Example{{NewForm(Extend, "meeting", "#12", "by", "15m"), "extend"}},
	},
	{
		Verb: End, Sure: true, Offered: true, Named: true,
		Options:  []Option{live()},
		Examples: []Example{{NewForm(End, "meeting", "#12"), "end"}},
	},
	{
		Verb: Cancel, Sure: true, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting"))},
		Examples: []Example{{NewForm(Cancel, "meeting", "#12"), "cancel"}},
	},
	{
		Verb: Skip, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting"))},
		Examples: []Example{{NewForm(Skip, "meeting", "#12"), "skip"}},
	},
	{Verb: Unskip, Pressed: true},
	{
		Verb: Share, Offered: true, Here: true, Named: true,
		Options:  []Option{required(meeting("linked_meeting"))},
		Examples: []Example{{NewForm(Share, "meeting", "LINK"), "share.{place}"}},
	},
	{
		Verb: Cohost, Offered: true, Named: true,
		Options:  []Option{required(meeting("meeting")), required(Option{Name: "person", About: "person", Person: true})},
		Examples: []Example{{NewForm(Cohost, "meeting", "#12", "person", "@bob"), "cohost"}},
	},
	{
		Verb: Timezone, Offered: true,
		Options:  []Option{{Name: "zone", About: "zone", Completed: true, Max: 100}},
		Examples: []Example{{NewForm(Timezone), "timezone"}},
	},
	{
		Verb: Link, Offered: true,
		Examples: []Example{{NewForm(Link), "link"}},
	},
	{Verb: RSVP, Pressed: true},
	{Verb: Demote, Pressed: true},
	{Verb: HandOver, Pressed: true, Sure: true},
	// What is understood already, and does nothing yet.
	{Verb: Remind, Named: true, Options: []Option{meeting(""), {Name: "before"}}},
	{Verb: Forget, Typed: []string{"forget me", "forget_me"}},
}

// Verbs returns the table of verbs.
func Verbs() []Entry { return slices.Clone(verbs) }

// An Entry is what there is to know about one verb.
type Entry struct {
	Verb     Verb
	Typed    []string  // all of how it is typed, the usual way first; nil: it begins with the verb itself
	Offered  bool      // people are told of it
	Pressed  bool      // it stands on buttons, and is not typed
	Named    bool      // it is done to a meeting that is named
	Sure     bool      // people are asked whether they are sure
	Here     bool      // it announces a meeting where it is said, so that it means nothing outside of a workspace
	Options  []Option  // its fields, in the order in which they are typed
	Examples []Example // for the help
}

// An Option is a field of a verb.
type Option struct {
	Name      string
	About     string // a name for what is said of it
	Required  bool
	Completed bool     // what it may become is suggested while it is filled in
	Long      bool     // it may have several lines
	YesNo     bool     // it is "true" or "false"
	People    bool     // it names people, who have to be picked
	Person    bool     // it is one person, who is picked
	Choices   []string // all that it may be; nil: any text
	Max       int      // of characters; 0: no limit of its own
}

// An Example is a command, and a name for what it does, in which "{place}" stands for what people call where they are. Its
// title is a name, too: whoever shows it has the words for both.
type Example struct {
	Form Form
	Does string
}

// The scopes of a list.
const (
	Mine    = "mine"
	Channel = "channel"
)

// Which of a series a change is about.
const (
	This = "this"
	All  = "all"
)

// Off stands in place of an agenda where there is to be none.
const Off = "off"

// EntryOf returns the entry of a verb; false where there is none.
func EntryOf(v Verb) (Entry, bool) {
	i := slices.IndexFunc(verbs, func(e Entry) bool { return e.Verb == v })
	if i < 0 {
		return Entry{}, false
	}
	return verbs[i], true
}

func when(about string) Option {
	return Option{Name: "when", About: about, Required: true, Completed: true, Max: 100}
}

func title() Option { return Option{Name: "title", About: "title", Max: 100} }

func duration() Option {
	return Option{Name: "duration", About: "duration", Max: 50}
}

func repeat() Option {
	return Option{Name: "repeat", About: "repeat", Completed: true, Max: 100}
}

func with() Option {
	return Option{Name: "with", About: "with", People: true, Max: 500}
}

func members() Option {
	return Option{Name: "members_only", About: "members_only", YesNo: true}
}

func meeting(about string) Option {
	return Option{Name: "meeting", About: about, Completed: true, Max: 200}
}

func live() Option { return meeting("live_meeting") }

func required(o Option) Option {
	o.Required = true
	return o
}
