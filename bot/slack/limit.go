package slack

import (
	"time"

	"meetbot/bot/carrier"
)

// What Slack lets through, see https://docs.slack.dev/apis/web-api/rate-limits: about one post a second in a channel,
// and 50 edits and 50 deletions a minute in a workspace.
var (
	posting  = carrier.Rate{Every: time.Second, Burst: 1}
	changing = carrier.Rate{Every: time.Minute / 50, Burst: 20}
)

// The kinds of requests that have limits of their own, beside the posts to each channel, whose kind is its ID.
const (
	edits     = "edit"
	deletions = "delete"
)
