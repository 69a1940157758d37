package slack

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
	"meetbot/bot/carrier"
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

// command returns the private answer to what somebody typed. Request names it where Slack gives it no trigger.
func (r receiver) command(ctx context.Context, form url.Values, request string) []byte {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	c := commandIn(form)
	c.Text = typed(form.Get("text"), r.namesFor(ctx, c.Sender.Workspace))
	r.groups.meet(c.Channel.ID, form.Get("channel_name"))
	if form.Get("trigger_id") == "" {
		c.Key = key(c.Sender.Workspace, c.Sender.UserID, request)
	}
	return r.answer(ctx, c, form.Get("response_url"), r.render)
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
	if !r.isKnown() {
		return render(bot.NotYetConnected())
	}
	c, ok := sound(c)
	if !ok || !r.serves(c.Sender.Workspace) || !r.serves(c.Channel.Workspace) {
		return render(bot.NotServed(placeName))
	}
	// Before the answer: what the command calls for may be announced before the answer is ready.
	if _, ok := r.hook(responseURL); ok {
		now := r.clock.Now()
		way := carrier.Opener[string]{Way: responseURL, Until: now.Add(responseLife), Uses: responseUses}
		r.responses.Keep(c.Channel.ID, way, now)
	}
	out, err := r.answerer.Answer(ctx, c, render)
	if err != nil {
		r.log.ErrorContext(ctx, "command not answered", "who", c.Sender.String(), "error", err)
		return render(bot.Failed(r.word))
	}
	return out
}

// render writes a card as a private answer.
func (s *Slack) render(c bot.Card) []byte { return s.private(c, false) }

// replace writes a card as one that takes the place of the private message whose button was pressed.
func (s *Slack) replace(c bot.Card) []byte { return s.private(c, true) }

func (s *Slack) private(c bot.Card, replace bool) []byte {
	now := s.clock.Now()
	out, err := json.Marshal(reply{Type: "ephemeral", Text: fallback(c, now), Blocks: blocks(c, now), Replace: replace})
	if err != nil {
		s.log.Error("card not written", "error", err)
		return []byte(`{"response_type":"ephemeral","text":"That did not work."}`)
	}
	return out
}

type reply struct {
	Type    string           `json:"response_type"`
	Text    string           `json:"text"`
	Blocks  []slackapi.Block `json:"blocks"`
	Replace bool             `json:"replace_original"`
}
