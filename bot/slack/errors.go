package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// What Slack's error codes mean for a message, see https://docs.slack.dev/reference/methods/chat.postMessage: those not
// listed are definite refusals that nothing will change.
var (
	passing = codes("service_unavailable request_timeout team_added_to_org external_channel_migrating token_expired " +
		"invalid_auth account_inactive token_revoked not_authed team_access_not_granted org_login_required " +
		"enterprise_is_restricted missing_scope message_limit_exceeded")
	// soon are those of passing that go by themselves.
	soon    = codes("service_unavailable request_timeout team_added_to_org")
	limited = codes("ratelimited rate_limited message_limit_exceeded")
	unknown = codes("internal_error fatal_error")
	// keptOut keep the bot out of a channel, and not those who are in it.
	keptOut = codes("not_in_channel channel_not_found no_permission restricted_action restricted_action_read_only_channel " +
		"restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked")
)

func codes(list string) map[string]bool {
	out := map[string]bool{}
	for _, c := range strings.Fields(list) {
		out[c] = true
	}
	return out
}

// classify turns an error of the client into one that core.Announcer names. A request that changes something, and
// whose answer is lost, has an unknown outcome. Nothing of what is returned holds a token or an address.
func classify(err error, changes bool) error {
	var limit *slackapi.RateLimitedError
	var refusal slackapi.SlackErrorResponse
	var status slackapi.StatusCodeError
	switch {
	case errors.As(err, &limit):
		return &core.Busy{After: max(limit.RetryAfter, time.Second)}
	case errors.As(err, &refusal):
		return byCode(refusal, changes)
	case errors.As(err, &status):
		return byStatus(status.Code, changes)
	case errors.Is(err, carrier.ErrUnsent):
		return fmt.Errorf("Slack %w", carrier.ErrUnsent)
	default:
		return carrier.Lost(describe(err), changes)
	}
}

func byCode(r slackapi.SlackErrorResponse, changes bool) error {
	switch code := r.Err; {
	case limited[code]:
		return &core.Busy{After: 30 * time.Second}
	case unknown[code]:
		return carrier.Lost(code, changes)
	case code == "missing_scope":
		return fmt.Errorf("missing_scope: the app needs %s; install it anew", r.Needed)
	case code == "is_archived":
		return fmt.Errorf("%w: %s", core.ErrVanished, code)
	case code == "message_not_found":
		return fmt.Errorf("%w: %s", core.ErrDeleted, code)
	case passing[code]:
		return errors.New(code)
	default:
		return fmt.Errorf("%w: %s", core.ErrGone, code)
	}
}

func byStatus(code int, changes bool) error {
	switch {
	case code == 429:
		return &core.Busy{After: 30 * time.Second}
	case code >= 500:
		return carrier.Lost(fmt.Sprintf("status %d", code), changes)
	default:
		return fmt.Errorf("status %d", code)
	}
}

// describe names an error without its text, which may hold an address or what was sent.
func describe(err error) string {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return "the answer is not Slack's"
	default:
		return carrier.Describe(err)
	}
}
