package slack

import (
	"errors"
	"sync"

	slackapi "github.com/slack-go/slack"
)

// A status is how we stand with Slack: whether it has told us who we are, and whether its requests reach us.
type status struct {
	mu      sync.Mutex
	dead    string        // why our token is no longer good
	team    string        // the workspace, known once Connect has asked
	org     string        // the organization of the workspace; empty: it is in none
	why     string        // why it is not known yet
	ready   chan struct{} // closed once it is known
	sockets bool          // requests come over Socket Mode
	links   int           // connections of Socket Mode that are open
	trouble string        // why there is none
	ever    bool          // requests have been able to reach us
}

func newStatus(sockets bool) *status {
	return &status{
		why: "not connected yet", trouble: "Socket Mode is not connected yet", ready: make(chan struct{}), sockets: sockets,
	}
}

// isKnown tells whether Slack has told which workspace is ours.
func (t *status) isKnown() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.team != ""
}

// serves tells whether a workspace is ours.
func (t *status) serves(team string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return team != "" && team == t.team
}

// wasOK tells whether text has been "ok" since the start.
func (t *status) wasOK() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.ever
}

func (t *status) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.team == "":
		return t.why
	case t.dead != "":
		return t.dead
	case t.sockets && t.links == 0:
		return t.trouble
	default:
		return "ok"
	}
}

// revoked lists the codes that say that our token is no longer good, see
// https://docs.slack.dev/reference/methods/auth.test.
var revoked = codes("invalid_auth account_inactive token_revoked token_expired not_authed")

// hears takes over what the answer to a call tells of our token.
func (t *status) hears(err error) {
	var refusal slackapi.SlackErrorResponse
	said := errors.As(err, &refusal)
	if err != nil && !said {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.dead = ""; revoked[refusal.Err] {
		t.dead = "Slack refuses slack.bot_token: " + refusal.Err
	}
}

// whose returns our workspace and the organization that it is in; empty: not known, or none.
func (t *status) whose() (team, organization string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.team, t.org
}

// known says which workspace ours is, and in which organization.
func (t *status) known(team, organization string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.team == "" {
		close(t.ready)
	}
	t.team, t.org = team, organization
	t.ever = t.ever || !t.sockets
}

// refused says why it is not known yet.
func (t *status) refused(why string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.why = why
}

// linked counts a connection of Socket Mode in, and unlinked out again.
func (t *status) linked() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.links++
	t.ever = true
}

func (t *status) unlinked(why error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.links--
	t.trouble = why.Error()
}

// troubled says why no connection could be opened.
func (t *status) troubled(why error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.trouble = why.Error()
}
