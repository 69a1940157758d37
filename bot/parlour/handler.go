package parlour

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"regexp"
	"time"

	"meetbot/bot"
	"meetbot/bot/carrier"
	"meetbot/core"
)

const (
	answerTime = 2500 * time.Millisecond // the chat gives up after three seconds
	// What a pass into a room is good for.
	passLife = 30 * time.Minute
	passUses = 4
)

// An Answerer answers a command privately, in the form that render gives it.
type Answerer interface {
	Answer(ctx context.Context, c bot.Command, render func(bot.Card) []byte) ([]byte, error)
}

// A request is what the chat asks of us: somebody has typed, or pressed a button.
type request struct {
	ID     string
	House  string
	Person struct{ ID, Name string }
	Room   struct{ ID, Door string } // the door is open, closed, or direct
	Pass   string                    // into the room
	Typed  string                    // behind the command's word
	Named  map[string]string         // the IDs of those whom that names, by how it does
	Value  string                    // of the button that was pressed; empty: it was typed
}

// Handler returns what the chat calls. Nothing of a request is parsed before its signature is checked.
func (p *Parlour) Handler(a Answerer) http.Handler {
	return carrier.Signed(p.genuine, func(w http.ResponseWriter, r *http.Request, body []byte) {
		var in request
		if json.Unmarshal(body, &in) != nil || !in.sound() {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), answerTime)
		defer cancel()
		_, _ = w.Write(p.answer(ctx, a, in))
	})
}

// genuine tells whether a request is signed by the chat, and recent.
func (p *Parlour) genuine(h http.Header, body []byte) bool {
	stamp := h.Get("Parlour-Time")
	given, err := hex.DecodeString(h.Get("Parlour-Signature"))
	mac := hmac.New(sha256.New, []byte(p.o.Secret))
	mac.Write([]byte(stamp + "\n"))
	mac.Write(body)
	return err == nil && p.o.Secret != "" && carrier.Recent(stamp, p.o.Clock.Now()) && hmac.Equal(mac.Sum(nil), given)
}

var id = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// sound tells whether the IDs of a request can be some.
func (r request) sound() bool {
	return r.ID != "" && id.MatchString(r.House) && id.MatchString(r.Person.ID) && id.MatchString(r.Room.ID)
}

func (p *Parlour) answer(ctx context.Context, a Answerer, in request) []byte {
	if in.House != p.o.House {
		return p.render(bot.NotServed(p.o.Words.In()))
	}
	now := p.o.Clock.Now()
	p.passes.Keep(in.Room.ID, carrier.Opener[string]{Way: in.Pass, Until: now.Add(passLife), Uses: passUses}, now)
	c := in.command()
	out, err := a.Answer(ctx, c, p.render)
	if err != nil {
		p.o.Log.ErrorContext(ctx, "command not answered", "who", c.Sender.String(), "error", err)
		return p.render(bot.Failed(p.o.Words.In(), Command))
	}
	return out
}

func (p *Parlour) render(c bot.Card) []byte {
	out, _ := json.Marshal(p.draw(c)) // texts always encode
	return out
}

func (r request) command() bot.Command {
	c := bot.Command{
		Sender:   core.Identity{Platform: Name, Workspace: r.House, UserID: r.Person.ID},
		Name:     core.CleanName(r.Person.Name),
		Channel:  core.Channel{Platform: Name, Workspace: r.House, ID: r.Room.ID},
		Direct:   r.Room.Door == "direct",
		Said:     bot.Words(r.Typed),
		People:   r.Named,
		Key:      Name + ":" + r.ID,
		Openness: map[string]bot.Openness{"open": bot.Open, "closed": bot.Closed, "direct": bot.Closed}[r.Room.Door],
	}
	if r.Value != "" {
		c.Said = bot.Press(r.Value)
	}
	return c
}
