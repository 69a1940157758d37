package slack

import (
	"context"
	"errors"
	"fmt"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/core"
)

// The bounds of asking Slack who somebody is: while somebody waits for an answer, and how long it is taken to be as Slack
// has told.
const (
	askTime   = time.Second
	knownLife = 30 * time.Second
)

// nobody are the codes with which Slack says that it shows us no such person, see
// https://docs.slack.dev/reference/methods/users.info.
var nobody = codes("user_not_found user_not_visible")

// lookUp asks Slack who somebody is, and has a second to find out. Of whom Slack shows us nothing is the zero User.
func (s *members) lookUp(ctx context.Context, id string) (*slackapi.User, error) {
	return s.known.Of(ctx, id, func(ctx context.Context) (*slackapi.User, error) {
		ctx, cancel := context.WithTimeout(ctx, askTime)
		defer cancel()
		user, err := s.api.GetUserInfoContext(ctx, id)
		s.status.hears(err)
		var refusal slackapi.SlackErrorResponse
		switch {
		case errors.As(err, &refusal) && nobody[refusal.Err]:
			return &slackapi.User{}, nil
		case err != nil:
			return nil, fmt.Errorf("look up %s: %w", id, classify(err, false))
		}
		return user, nil
	})
}

// shownName is what somebody is called where they are mentioned.
func shownName(u *slackapi.User) string {
	return core.NameFrom(u.Profile.DisplayName, u.Profile.RealName, u.Name)
}

// maxNamed is how many people are looked up for one command: more names do not fit into a title.
const maxNamed = 5

// namesFor returns what names those who are mentioned in a command. All of it together has a second, and is done for no
// other workspace.
func (s *members) namesFor(ctx context.Context, team string) func(id string) string {
	until, asked := time.Now().Add(askTime), 0
	return func(id string) string {
		if asked++; asked > maxNamed || !s.status.serves(team) {
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
