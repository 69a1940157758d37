// Package bot turns what people type or press into calls of core, and what core knows into cards, whose sentences it takes
// from say. It knows no chat's own form; a Platform carries its cards to a chat and brings commands back.
package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"meetbot/bot/parse"
	"meetbot/bot/say"
	"meetbot/core"
)

// A Platform carries cards to one chat platform. Its errors are those that core.Announcer names, and hold no secret.
type Platform interface {
	// Post puts a new message into a channel. It calls begin just before the first byte leaves; see core.Announcer.
	// Where the bot is kept out of the channel and how has a Fallback, Post puts that up by whatever way the channel's
	// latest commands have opened, if there is one. The error is core.ErrGone all the same, and ErrNoted if it did.
	Post(ctx context.Context, to core.Channel, c Card, how Posting, begin func(context.Context) error) (core.MessageRef, error)
	// Edit changes a message that Post put up. Editing it to what it says already is no error.
	Edit(ctx context.Context, to core.Channel, ref core.MessageRef, c Card, begin func(context.Context) error) error
	// Delete deletes a message that Post put up. One that is not there any more is no error, so it may be called twice.
	Delete(ctx context.Context, from core.Channel, ref core.MessageRef, begin func(context.Context) error) error
	// Profile looks somebody up as a member of a workspace. What it returns may be some time old.
	Profile(ctx context.Context, id core.Identity, in core.Workspace) (Profile, error)
	// Admin tells whether somebody is an admin of a workspace now.
	Admin(ctx context.Context, who core.Identity, in core.Workspace) (bool, error)
	// Member tells whether somebody belongs to a workspace. What it returns may be a minute old, and so in the next two.
	Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error)
	// Stands tells whether somebody belongs to any workspace in which the bot is.
	Stands(ctx context.Context, who core.Identity) (bool, error)
	// Sees returns those of the places of a workspace into which somebody can look; see core.Directory.
	Sees(ctx context.Context, who core.Identity, in core.Workspace, places []core.Place) ([]core.Channel, error)
	// Answers asks the platform for something that changes nothing, and returns nil where it answers well.
	Answers(ctx context.Context) error
	// LetIn says in a language what somebody does so that the bot may write in a channel, "type /invite @meetbot there";
	// empty: nothing helps.
	LetIn(l *say.Language, c core.Channel) string
	// Remembers returns how long the platform knows a Posting again by its Key, and shows it only once.
	Remembers() time.Duration
	// CountsDown tells whether a Moment with the style Countdown shows the time until then by itself, without edits. Only
	// then it gets any.
	CountsDown() bool
}

// A Calendar is a Platform whose workspaces have calendars of their own.
type Calendar interface {
	// Mirror brings the event that stands for a meeting in a workspace's calendar up to date: it makes it, changes it or
	// ends it. It calls begin just before it changes anything, and may be called twice: the event is known by its Link.
	// core.ErrGone says that the bot may not, and core.ErrNothing that there is nothing to change, or that it may not be
	// shown there: what is announced in private channels alone is for nobody else.
	Mirror(ctx context.Context, in core.Workspace, e Event, begin func(context.Context) error) error
}

// An Event is a meeting as a calendar shows it. Its words are shown as they stand.
type Event struct {
	Title       string
	Description string
	Link        string // names the event
	Start, End  time.Time
	State       core.State
	Channels    []core.Channel // of the workspace, in which the meeting is announced
}

// Posting says how a message is put up.
type Posting struct {
	ReplyTo   core.MessageRef // the message it refers to; empty: none
	Broadcast bool            // a reply that the whole channel is to see
	Key       string          // names the message: the same key is the same message
	Fallback  *Card           // what to show where the message could never be edited; nil: nothing
}

// ErrNoted is an error of Platform.Post beside core.ErrGone: the Fallback stands in the channel in place of the card.
var ErrNoted = errors.New("a note was left")

// A Profile is what a platform knows of somebody. Zone is an IANA name, and Locale what they read, as the platform names it;
// both are empty where the platform tells none.
type Profile struct {
	Name   string
	Zone   string
	Locale string
}

// A Command is what somebody typed, filled in or pressed: a button is a command one need not type.
type Command struct {
	Sender  core.Identity
	Name    string // the sender's name, as far as the request tells it
	Channel core.Channel
	Direct  bool   // written to the bot, or between a few people, and not in a channel
	Locale  string // what the sender reads, as far as the request tells it and as the platform names it
	Said    Said
	People  map[string]string // the IDs of those whom the words name, by how they are called there: "@bob"
	Key     string            // names the request: the same key is the same request

	Openness Openness // of the channel
}

// actor returns the sender as core knows somebody who does something.
func (c Command) actor() core.Actor {
	return core.Actor{Identity: c.Sender, Here: c.Channel, Open: c.Openness == Open}
}

// A Bot answers commands and announces meetings.
type Bot struct {
	acts      map[parse.Verb]act
	service   *core.Service
	platforms map[string]Platform
	profiles  *profiles
	notes     *notes
	told      *told
	base      string // the address of the web pages, without a slash at its end
	command   string // what people type before their words, "/meet"
	joins     bool   // people can join their accounts on the web pages
	words     *say.Catalogue
	log       *slog.Logger
}

// typed is a command that one could type, with the names and values of its fields.
func (b *Bot) typed(v parse.Verb, fields ...string) Typed {
	return Typed{Command: b.command, Form: parse.NewForm(v, fields...)}
}

// link returns the meeting's link, the same for everybody.
func (b *Bot) link(m core.Meeting) string { return b.base + "/m/" + string(m.ID) }

// ticketLink draws a link that signs whoever opens it in as who, who is known, and leads on to a page of ours.
func (b *Bot) ticketLink(ctx context.Context, who core.Identity, next string) (string, error) {
	secret, err := b.service.Admit(ctx, who)
	return b.base + "/login/ticket/" + secret + "?next=" + next, err
}
