package slack

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"meetbot/bot"
	"meetbot/core"
)

// answerTime bounds an answer: Slack gives up after three seconds.
const answerTime = 2500 * time.Millisecond

// An Answerer answers a command privately, in the form that render gives it.
type Answerer interface {
	Answer(ctx context.Context, c bot.Command, render func(bot.Card) []byte) ([]byte, error)
	// Left says that somebody is not there any more.
	Left(ctx context.Context, who core.Identity)
}

// A receiver turns requests into commands, and answers them. It is the same whatever brings them.
type receiver struct {
	*Slack
	answerer Answerer
}

// command returns the private answer to what somebody typed; nil where that opened a form. Request names it where Slack gives it no trigger.
func (r receiver) command(ctx context.Context, form url.Values, request string) []byte {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	c := commandIn(form)
	names := func() func(string) string { return r.namesFor(ctx, c.Sender.Workspace) }
	c.Said = bot.Words(typed(form.Get("text"), r.words.In(), names()))
	c.People = people(form.Get("text"), r.words.In(), names())
	r.groups.meet(c.Channel.ID, form.Get("channel_name"))
	if form.Get("trigger_id") == "" {
		c.Key = key(c.Sender.Workspace, c.Sender.UserID, request)
	}
	at := place{Channel: c.Channel.ID, Name: form.Get("channel_name")}
	return r.orOpen(ctx, form.Get("trigger_id"), at, r.render, func(render func(bot.Card) []byte) []byte {
		return r.answer(ctx, c, form.Get("response_url"), render)
	})
}

func commandIn(form url.Values) bot.Command {
	team, channel := form.Get("team_id"), form.Get("channel_id")
	return bot.Command{
		Sender:  core.Identity{Platform: Name, Workspace: team, UserID: form.Get("user_id")},
		Name:    form.Get("user_name"),
		Channel: core.Channel{Platform: Name, Workspace: team, ID: channel},
		Direct:  form.Get("channel_name") == "directmessage" || isGroup(form.Get("channel_name")) || isDirect(channel),
		Key:     key(team, form.Get("user_id"), form.Get("trigger_id")),

		Openness: openness(channel, form.Get("channel_name")),
	}
}

func isDirect(channel string) bool { return len(channel) > 0 && channel[0] == 'D' }

func key(parts ...string) string {
	raw, _ := json.Marshal(parts) // strings always encode
	return Name + string(raw)
}

// answer answers a command of a workspace that we serve, and refuses any other, in the form that render gives it.
func (r receiver) answer(ctx context.Context, c bot.Command, responseURL string, render func(bot.Card) []byte) []byte {
	if !r.status.isKnown() {
		return render(bot.NotYetConnected(r.words.In(c.Locale)))
	}
	c, ok := sound(c)
	if !ok || !r.status.serves(c.Sender.Workspace) || !r.status.serves(c.Channel.Workspace) {
		return render(bot.NotServed(r.words.In(c.Locale)))
	}
	// Before the answer: what the command calls for may be announced before the answer is ready.
	r.keep(c.Channel.ID, responseURL)
	out, err := r.answerer.Answer(ctx, c, render)
	if err != nil {
		r.log.ErrorContext(ctx, "command not answered", "who", c.Sender.String(), "error", err)
		return render(bot.Failed(r.words.In(c.Locale), r.word))
	}
	return out
}
