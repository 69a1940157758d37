package parlour

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"meetbot/bot/carrier"
	"meetbot/core"
)

const (
	// callTime bounds one call, well within the lease of an announcement.
	callTime  = 8 * time.Second
	maxAnswer = 1 << 20
	// pause is how long the chat is left alone where it does not say itself.
	pause = 30 * time.Second
)

// What the chat says where it does not do what it was asked.
const (
	outside   = "outside" // we are not in that room
	closed    = "closed"  // nobody writes in that room any more
	noMessage = "no_message"
	noPerson  = "no_person"
)

// A refusal is an error answer of the chat.
type refusal struct {
	status int
	code   string
	wait   time.Duration
}

// Error holds nothing of the request, and so no secret.
func (r *refusal) Error() string { return fmt.Sprintf("%s (status %d)", r.code, r.status) }

// ask makes a request and decodes the answer into out, unless that is nil. Its error is one that core.Announcer names.
func (p *Parlour) ask(ctx context.Context, method string, changes bool, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	err := p.send(ctx, method, in, out)
	var r *refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &r):
		return r.meaning(changes)
	case errors.Is(err, carrier.ErrUnsent):
		return fmt.Errorf("Parlour %w", carrier.ErrUnsent)
	default:
		return carrier.Lost(carrier.Describe(err), changes)
	}
}

func (p *Parlour) send(ctx context.Context, method string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.o.URL+"/"+method, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+p.o.Token)
	res, err := p.web.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	switch {
	case res.StatusCode != http.StatusOK:
		return refusalIn(res, answer)
	case err != nil || out == nil:
		return err
	}
	return json.Unmarshal(answer, out)
}

func refusalIn(res *http.Response, answer []byte) *refusal {
	var said struct{ Error string }
	_ = json.Unmarshal(answer, &said) // a status without a word says enough
	seconds, _ := strconv.Atoi(res.Header.Get("Retry-After"))
	return &refusal{res.StatusCode, said.Error, time.Duration(seconds) * time.Second}
}

func (r *refusal) meaning(changes bool) error {
	switch {
	case r.status == http.StatusTooManyRequests && r.wait > 0:
		return &core.Busy{After: r.wait}
	case r.status == http.StatusTooManyRequests:
		return &core.Busy{After: pause}
	case r.status >= 500:
		return carrier.Lost(fmt.Sprintf("status %d", r.status), changes)
	case r.code == closed:
		return fmt.Errorf("%w: %w", core.ErrVanished, r)
	case r.code == noMessage:
		return fmt.Errorf("%w: %w", core.ErrDeleted, r)
	default:
		return fmt.Errorf("%w: %w", core.ErrGone, r)
	}
}
