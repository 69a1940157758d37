package parlour

import (
	"context"
	"errors"
	"time"

	"meetbot/bot"
	"meetbot/core"
)

// knownLife is how long somebody is taken to be as the chat has told.
const knownLife = 30 * time.Second

// A person is somebody as the chat tells.
type person struct {
	Name   string
	Zone   string
	Locale string
	Admin  bool
	Left   bool // the house
}

// get asks the chat who somebody is, who must be of our house.
func (p *Parlour) get(ctx context.Context, id string) (out person, err error) {
	in := struct {
		Person string `json:"person"`
	}{id}
	return out, p.ask(ctx, "people.get", false, in, &out)
}

// Profile implements bot.Platform.
func (p *Parlour) Profile(ctx context.Context, id core.Identity, _ core.Workspace) (bot.Profile, error) {
	who, err := p.get(ctx, id.UserID)
	return bot.Profile{Name: core.CleanName(who.Name), Zone: core.KnownZone(who.Zone), Locale: who.Locale}, err
}

// Admin implements bot.Platform.
func (p *Parlour) Admin(ctx context.Context, who core.Identity, in core.Workspace) (bool, error) {
	if who.Home() != in {
		return false, nil
	}
	now, err := p.get(ctx, who.UserID)
	return now.Admin && !now.Left, err
}

// Stands implements bot.Platform.
func (p *Parlour) Stands(ctx context.Context, who core.Identity) (bool, error) {
	if who.Workspace != p.o.House {
		return false, nil
	}
	lately, err := p.known.Of(ctx, who.UserID, func(ctx context.Context) (person, error) {
		out, err := p.get(ctx, who.UserID)
		var r *refusal
		if errors.As(err, &r) && r.code == noPerson {
			return person{Left: true}, nil
		}
		return out, err
	})
	return err == nil && !lately.Left, err
}

// Member implements bot.Platform.
func (p *Parlour) Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error) {
	if who.Home() != w {
		return false, nil
	}
	return p.Stands(ctx, who)
}

// Sees implements bot.Platform. The chat does not tell who is in a room with a closed door.
func (p *Parlour) Sees(ctx context.Context, who core.Identity, in core.Workspace, places []core.Place) ([]core.Channel, error) {
	is, err := p.Member(ctx, who, in)
	if !is || err != nil {
		return nil, err
	}
	var out []core.Channel
	for _, place := range places {
		if place.Open {
			out = append(out, place.Channel)
		}
	}
	return out, nil
}
