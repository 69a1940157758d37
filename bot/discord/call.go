package discord

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	// callTime bounds one call to Discord, well within the lease of an announcement.
	callTime = 8 * time.Second
	// maxAnswer bounds what is read of an answer: the channels of a large server are some hundred kilobytes.
	maxAnswer = 8 << 20
	// UserAgent has the form that Discord asks for, see https://docs.discord.com/developers/reference#user-agent.
	UserAgent = "DiscordBot (https://meetbot.invalid, 1.0)"
)

// A call is one request to Discord.
type call struct {
	method string
	path   string
	query  string // with its question mark
	body   any
	bucket string        // what it counts against; empty: its path has a token of its own, and no limit holds for the bot
	change bool          // somebody sees its effect, so that a lost answer leaves the outcome open
	within time.Duration // how long it may take; 0: callTime
}

// path joins the parts of an address, each escaped.
func path(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString("/" + url.PathEscape(p))
	}
	return b.String()
}

// A client makes calls as the bot, and keeps to Discord's limits.
type client struct {
	base   *url.URL
	token  string
	web    *http.Client
	limits *limits
	told   func(*refusal) // what became of a call that carried the token; a nil refusal: it was taken
}

// ask waits until the limits let a call through, makes it, and decodes the answer into out, unless that is nil.
func (r *client) ask(ctx context.Context, c call, out any) error {
	if err := r.limits.take(ctx, c.bucket); err != nil {
		return err
	}
	return classify(r.send(ctx, c, out), c.change)
}

// send makes a call that the limits have let through. Its error is as it came; see classify.
func (r *client) send(ctx context.Context, c call, out any) error {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.within, callTime))
	defer cancel()
	req, err := r.request(ctx, c)
	if err != nil {
		r.limits.heed(c.bucket, nil, nil)
		return err
	}
	res, err := r.web.Do(req)
	if err != nil {
		r.limits.heed(c.bucket, nil, nil)
		return err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	refused := refusalIn(res, body)
	r.limits.heed(c.bucket, res.Header, refused)
	if c.bucket != "" {
		r.told(refused)
	}
	switch {
	case refused != nil:
		return refused
	case err != nil:
		return err
	case out != nil && json.Unmarshal(body, out) != nil:
		return errNotDiscord
	}
	return nil
}

func (r *client) request(ctx context.Context, c call) (*http.Request, error) {
	var body io.Reader
	if c.body != nil {
		b, err := json.Marshal(c.body)
		if err != nil {
			return nil, fmt.Errorf("encode: %w", err)
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, c.method, r.base.String()+c.path+c.query, body)
	if err != nil {
		return nil, errNotDiscord
	}
	req.Header.Set("User-Agent", UserAgent)
	if c.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.bucket != "" {
		req.Header.Set("Authorization", "Bot "+r.token)
	}
	return req, nil
}

// refusalIn reads an error answer; nil where the answer is none.
func refusalIn(res *http.Response, body []byte) *refusal {
	if res.StatusCode < 300 {
		return nil
	}
	var said struct {
		Code    int     `json:"code"`
		Message string  `json:"message"`
		Retry   float64 `json:"retry_after"`
		Global  bool    `json:"global"`
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	r := &refusal{status: res.StatusCode}
	r.foreign = kind != "application/json" || json.Unmarshal(body, &said) != nil
	r.code, r.message, r.global = said.Code, said.Message, said.Global || res.Header.Get("X-RateLimit-Global") == "true"
	if r.retry = seconds(said.Retry); r.retry == 0 {
		r.retry = inSeconds(res.Header.Get("Retry-After"))
	}
	return r
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func inSeconds(text string) time.Duration {
	s, err := strconv.ParseFloat(text, 64)
	if err != nil || s < 0 || s > 1e6 {
		return 0
	}
	return seconds(s)
}
