package discord

import (
	"errors"
	"fmt"
	"time"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// What Discord's error codes mean for a message, see
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: those not listed are definite refusals that
// nothing will change.
const (
	unknownChannel    = 10003
	unknownMessage    = 10008
	unknownWebhook    = 10015
	tooManyOldEdits   = 30046
	directTooFast     = 40003
	unauthorized      = 40001
	alreadyAnswered   = 40060
	invalidToken      = 50014
	cannotReplyUnread = 160002
)

// archived is the code with which Discord refuses to change what stands in an archived thread.
const archived = 50083

// slow lists the codes of limits that come without a 429: slow mode, and how much a server may write.
var slow = map[int]bool{20016: true, 20028: true, 20029: true}

// filtered lists the codes with which a message is not taken where the bot may write: AutoMod, the filter of harmful links,
// and threads that are locked or archived for good.
var filtered = map[int]bool{200000: true, 240000: true, 160005: true, archived: true}

// How long Discord is left alone where it does not say itself.
const (
	pause     = 30 * time.Second
	longPause = 10 * time.Minute // a ban by Discord's front lasts for minutes, and every request prolongs it
)

// errToken is final until somebody changes the configuration.
var errToken = errors.New("Discord refuses discord.bot_token: reset the token under Bot in the developer portal, and configure the new one")

// A refusal is an error answer of Discord.
type refusal struct {
	status  int
	code    int
	message string
	retry   time.Duration // 0: not said
	global  bool
	foreign bool // the answer is not Discord's own: its front has answered, as it does to a banned address
}

// Error holds nothing of the request, and so no secret.
func (r *refusal) Error() string {
	if r.code == 0 {
		return fmt.Sprintf("status %d", r.status)
	}
	return fmt.Sprintf("%s (%d)", r.message, r.code)
}

// classify turns what became of a request into an error that core.Announcer names. A request that changes something,
// and whose answer is lost, has an unknown outcome. Nothing of what is returned holds a token or an address.
func classify(err error, changes bool) error {
	var r *refusal
	var done settled
	switch {
	case err == nil:
		return nil
	case errors.As(err, &done):
		return done.error
	case errors.As(err, &r):
		return r.meaning(changes)
	case errors.Is(err, carrier.ErrUnsent):
		return fmt.Errorf("Discord %w", carrier.ErrUnsent)
	default:
		return carrier.Lost(describe(err), changes)
	}
}

func (r *refusal) meaning(changes bool) error {
	switch {
	case r.status >= 500:
		return carrier.Lost(r.Error(), changes)
	case r.foreign || r.code == directTooFast:
		return &core.Busy{After: max(r.retry, longPause)}
	case r.status == 429 || slow[r.code] || r.code == tooManyOldEdits:
		return &core.Busy{After: r.wait()}
	case r.refusesToken():
		return errToken
	case r.code == unknownChannel:
		return fmt.Errorf("%w: %w", core.ErrVanished, r)
	case r.code == unknownMessage:
		return fmt.Errorf("%w: %w", core.ErrDeleted, r)
	case filtered[r.code]:
		return fmt.Errorf("%w: %w", core.ErrFiltered, r)
	default:
		return fmt.Errorf("%w: %w", core.ErrGone, r)
	}
}

// refusesToken tells whether it is the bot's own token that is refused. That of an interaction has a code of its own.
func (r *refusal) refusesToken() bool {
	return r.status == 401 && r.code == 0 || r.code == invalidToken || r.code == unauthorized
}

func (r *refusal) wait() time.Duration {
	if r.retry > 0 {
		return r.retry
	}
	return pause
}

// isCode tells whether err is a refusal with this code.
func isCode(err error, code int) bool {
	var r *refusal
	return errors.As(err, &r) && r.code == code
}

// describe names an error without its text, which may hold an address or what was sent.
func describe(err error) string {
	switch {
	case errors.Is(err, errNotDiscord):
		return errNotDiscord.Error()
	default:
		return carrier.Describe(err)
	}
}

// errNotDiscord is an answer that looks well but cannot be read.
var errNotDiscord = errors.New("the answer is not Discord's")

// A settled error is one that is classified already.
type settled struct{ error }

// Unwrap returns the error itself.
func (s settled) Unwrap() error { return s.error }
