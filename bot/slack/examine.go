package slack

import (
	"context"
	"strings"
)

// A Standing is what Slack says of our token.
type Standing struct {
	Workspace string // its ID
	Name      string
	Scopes    []string // that the token was given
}

// Examine asks Slack once what our token is worth. Its errors hold no token.
func Examine(ctx context.Context, o Options) (Standing, error) {
	s, err := New(o)
	if err != nil {
		return Standing{}, err
	}
	who, err := s.api.AuthTestContext(ctx)
	if err != nil {
		return Standing{}, classify(err, false)
	}
	split := func(r rune) bool { return r == ',' || r == ' ' }
	return Standing{who.TeamID, who.Team, strings.FieldsFunc(who.Header.Get("X-OAuth-Scopes"), split)}, nil
}

// ExamineSockets tells whether Slack opens Socket Mode for our app token. It does not connect: Slack would send there what a
// meetbot at work is waiting for.
func ExamineSockets(ctx context.Context, o Options) error {
	s, err := New(o)
	if err != nil {
		return err
	}
	if _, _, err = s.api.StartSocketModeContext(ctx); err != nil {
		return classify(err, false)
	}
	return nil
}
