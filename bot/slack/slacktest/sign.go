package slacktest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"time"
)

// answerLimit is how long Slack waits for an answer to a request of its own.
const answerLimit = 3 * time.Second

// signature computes the v0 signature of a request body.
func signature(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + timestamp + ":"))
	mac.Write(body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// Sign returns the headers of a request that Slack sends at the given time.
func (s *Slack) Sign(at time.Time, body []byte) http.Header {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	return http.Header{
		"X-Slack-Request-Timestamp": {timestamp},
		"X-Slack-Signature":         {signature(s.o.SigningSecret, timestamp, body)},
		"Content-Type":              {"application/x-www-form-urlencoded"},
		"User-Agent":                {"Slackbot 1.0 (+https://api.slack.com/robots)"},
	}
}

// Post sends a body to a path of the service, signed now; mutate, if given, may spoil the request before it leaves.
// The answer's body is read already and need not be closed.
func (s *Slack) Post(path string, body []byte, mutate func(*http.Request)) (*http.Response, error) {
	s.mu.Lock()
	to := s.service + path
	s.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), answerLimit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header = s.Sign(s.o.Now(), body)
	if mutate != nil {
		mutate(req)
	}
	res, err := s.o.Client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(got))
	return res, nil
}
