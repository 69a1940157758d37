package slack

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot"
)

// The bounds of asking Slack for somebody who belongs to another workspace.
const (
	askTime   = time.Second
	guestLife = time.Minute
	maxGuests = 10_000
)

// settle makes a press the same as a command: of the same person, in the workspace of the channel. A command tells the
// workspace in which it was typed, and a press beside that the workspace of whoever pressed, which in Enterprise Grid may be
// a sister of ours; in a channel that two organizations share it may be the other's. Which of the two it is, ours tells.
// The error says that this could not be found out just now.
func (r receiver) settle(ctx context.Context, i interaction, c bot.Command) (settled bot.Command, ours bool, err error) {
	team, organization := r.status.whose()
	if i.Team.ID == "" && organization != "" && i.Enterprise.ID == organization {
		// The app is one for the whole organization, and we are at work in one of its workspaces.
		c.Channel.Workspace, c.Sender.Workspace = team, team
		c.Key = key(team, i.User.ID, i.TriggerID)
	}
	if team == "" || c.Channel.Workspace != team || i.User.TeamID == "" || i.User.TeamID == team {
		return c, c.Channel.Workspace != "" && c.Channel.Workspace == team, nil
	}
	known, err := r.guest(ctx, i.User.ID)
	if err != nil {
		return c, false, err
	}
	c.Sender.UserID = cmp.Or(known.id, c.Sender.UserID)
	return c, known.ours, nil
}

// A guest is what Slack tells of somebody whose own workspace is not ours.
type guest struct {
	id    string // as our workspace knows them
	ours  bool   // they belong to our organization
	until time.Time
}

// guests remembers them for a while.
type guests struct {
	mu    sync.Mutex
	known map[string]guest
}

func newGuests() *guests { return &guests{known: map[string]guest{}} }

func (g *guests) get(id string, now time.Time) (guest, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	known, ok := g.known[id]
	return known, ok && now.Before(known.until)
}

func (g *guests) set(id string, known guest) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.known) >= maxGuests {
		clear(g.known)
	}
	g.known[id] = known
}

// nobody are the codes with which Slack says that it shows us no such person, see
// https://docs.slack.dev/reference/methods/users.info.
var nobody = codes("user_not_found user_not_visible")

// guest asks Slack for somebody of another workspace. It has a second to find out.
func (s *Slack) guest(ctx context.Context, id string) (guest, error) {
	now := s.clock.Now()
	if known, ok := s.guests.get(id, now); ok {
		return known, nil
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	user, err := s.api.GetUserInfoContext(ctx, id)
	s.status.hears(err)
	var refusal slackapi.SlackErrorResponse
	found := guest{until: now.Add(guestLife)}
	switch {
	case errors.As(err, &refusal) && nobody[refusal.Err]:
	case err != nil:
		return guest{}, classify(err, false)
	default:
		team, organization := s.status.whose()
		found.id, found.ours = user.ID, kin(user, team, organization)
	}
	s.guests.set(id, found)
	return found, nil
}

// kin tells whether somebody belongs to our organization: to our workspace, or to a sister of it. The other fields do not
// tell: is_stranger is false too of people of foreign organizations in a channel that both share, see
// https://docs.slack.dev/reference/objects/user-object.
func kin(u *slackapi.User, team, organization string) bool {
	if u.Deleted || u.IsStranger {
		return false
	}
	return slices.Contains(u.Enterprise.Teams, team) || organization != "" && u.Enterprise.EnterpriseID == organization
}
