package jitsi

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"meetbot/core"
)

// Close implements core.Provider, through Prosody's muc_end_meeting. Closing the room of a meeting twice does no harm:
// one that is not there is as good as closed.
func (j *Jitsi) Close(ctx context.Context, m core.Meeting) error {
	u, err := url.Parse(j.o.EndURL)
	if err != nil {
		return fmt.Errorf("jitsi.end_url is no address")
	}
	token, err := j.serviceToken(m)
	if err != nil {
		return fmt.Errorf("sign token: %w", err)
	}
	q := u.Query()
	q.Set("conference", m.Room+"@"+j.o.MUCDomain)
	u.RawQuery = q.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), nil)
	if err != nil {
		return fmt.Errorf("close room: %w", err)
	}
	req.Host = j.o.XMPPDomain // Prosody picks the virtual host by it
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := j.o.Client.Do(req)
	if err != nil {
		return fmt.Errorf("close room: the Jitsi server does not answer")
	}
	defer res.Body.Close()
	if res.StatusCode == http.StatusOK || res.StatusCode == http.StatusNotFound {
		return nil
	}
	return fmt.Errorf("close room: status %d", res.StatusCode)
}

// serviceToken makes a token with which we ourselves speak to the server of one room, for one request.
func (j *Jitsi) serviceToken(m core.Meeting) (string, error) {
	now := j.clock.Now()
	return j.sign(claims{
		Issuer: j.o.AppID, Audience: j.o.Audience, Subject: j.o.Subject, Room: m.Room,
		Before: now.Add(-skew).Unix(), Expires: now.Add(time.Minute).Unix(),
	})
}
