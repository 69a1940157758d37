package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/core"
)

// The bounds of asking Slack who somebody is while somebody waits for an answer.
const (
	askTime   = time.Second
	knownLife = time.Minute
	maxKnown  = 10_000
)

// known remembers for a while what Slack tells of people.
type known struct {
	mu    sync.Mutex
	users map[string]sighting // by ID
}

type sighting struct {
	user  *slackapi.User
	until time.Time
}

func newKnown() *known { return &known{users: map[string]sighting{}} }

func (k *known) get(id string, now time.Time) (*slackapi.User, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	s, ok := k.users[id]
	return s.user, ok && now.Before(s.until)
}

func (k *known) set(id string, user *slackapi.User, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.users) >= maxKnown {
		clear(k.users)
	}
	k.users[id] = sighting{user, now.Add(knownLife)}
}

// nobody are the codes with which Slack says that it shows us no such person, see
// https://docs.slack.dev/reference/methods/users.info.
var nobody = codes("user_not_found user_not_visible")

// lookUp asks Slack who somebody is, and has a second to find out. Of whom Slack shows us nothing is the zero User.
func (s *Slack) lookUp(ctx context.Context, id string) (*slackapi.User, error) {
	now := s.clock.Now()
	if user, ok := s.known.get(id, now); ok {
		return user, nil
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	user, err := s.api.GetUserInfoContext(ctx, id)
	s.status.hears(err)
	var refusal slackapi.SlackErrorResponse
	switch {
	case errors.As(err, &refusal) && nobody[refusal.Err]:
		user = &slackapi.User{}
	case err != nil:
		return nil, classify(err, false)
	}
	s.known.set(id, user, now)
	return user, nil
}

// shownName is what somebody is called where they are mentioned.
func shownName(u *slackapi.User) string {
	return core.NameFrom(u.Profile.DisplayName, u.Profile.RealName, u.Name)
}

// maxNamed is how many people are looked up for one command: more names do not fit into a title.
const maxNamed = 5

// namesFor returns what names those who are mentioned in a command. All of it together has a second, and is done for no
// other workspace.
func (s *Slack) namesFor(ctx context.Context, team string) func(id string) string {
	until, asked := time.Now().Add(askTime), 0
	return func(id string) string {
		if asked++; asked > maxNamed || !s.serves(team) {
			return ""
		}
		ctx, cancel := context.WithDeadline(ctx, until)
		defer cancel()
		user, err := s.lookUp(ctx, id)
		if err != nil {
			s.log.WarnContext(ctx, "cannot name who is mentioned", "who", id, "error", err)
			return ""
		}
		return shownName(user)
	}
}
