package jitsi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"meetbot/core"
)

// Close implements core.Provider, through Prosody's muc_end_meeting or the interface of JaaS. Only their own answers count:
// one that somebody else may have given is an ErrOpen.
func (j *Jitsi) Close(ctx context.Context, m core.Meeting) error {
	req, err := j.closing(ctx, m)
	if err != nil {
		return err
	}
	res, err := j.o.Client.Do(req)
	if err != nil {
		return fmt.Errorf("close room: the Jitsi server does not answer")
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, 1))
	if err != nil {
		return fmt.Errorf("close room: the Jitsi server's answer breaks off")
	}
	return j.closed(res.StatusCode, len(body) == 0)
}

// closing returns the request that closes a room.
func (j *Jitsi) closing(ctx context.Context, m core.Meeting) (*http.Request, error) {
	token, err := j.serviceToken(m)
	if err != nil {
		return nil, fmt.Errorf("sign token: %w", err)
	}
	address, body := j.o.EndURL, []byte(nil)
	if j.o.Mode == JaaS {
		address = j.origin() + "/v1/_jaas/conference-commands/v1/meeting"
		body, err = json.Marshal(map[string]any{
			"action": "DESTROY", "payload": map[string]string{"conferenceFullName": m.Room + "@conference." + j.o.AppID + "." + hostname(j.o.Domain)},
		})
		if err != nil {
			return nil, fmt.Errorf("write request: %w", err)
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: jitsi.end_url is no address", core.ErrOpen)
	}
	if j.o.Mode != JaaS {
		q := u.Query()
		q.Set("conference", m.Room+"@"+j.o.MUCDomain)
		u.RawQuery = q.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("close room: %w", err)
	}
	if j.o.Mode == JaaS {
		req.Header.Set("Content-Type", "application/json")
	} else {
		req.Host = j.o.XMPPDomain // Prosody picks the virtual host by it
	}
	req.Header.Set("Authorization", "Bearer "+token)
	return req, nil
}

// closed tells what an answer means. A room that is not there is closed. What muc_end_meeting says has no body, and whatever
// else there may be at that address sends a page.
func (j *Jitsi) closed(status int, empty bool) error {
	there := status == http.StatusOK || status == http.StatusNotFound
	switch {
	case j.o.Mode == JaaS && (status/100 == 2 || status == http.StatusNotFound), there && empty:
		return nil
	case there:
		return fmt.Errorf("%w: there is no end-meeting at jitsi.end_url for the host %s; load muc_end_meeting in Prosody, give it a key (README, Jitsi), and set jitsi.xmpp_domain to Prosody's own name for the host", core.ErrOpen, j.o.XMPPDomain)
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return fmt.Errorf("%w: the Jitsi server refuses our token (status %d); a newer muc_end_meeting wants one of jitsi.key_file and jitsi.key_id, and finds the key at /jitsi/keys (README, Jitsi)", core.ErrOpen, status)
	case status/100 == 4 || status/100 == 3:
		return fmt.Errorf("%w: the Jitsi server answers with status %d; see that jitsi.end_url is the address of end-meeting", core.ErrOpen, status)
	}
	return fmt.Errorf("close room: status %d", status)
}

// serviceToken makes a token with which we ourselves speak to the server of one room, for one request.
func (j *Jitsi) serviceToken(m core.Meeting) (string, error) {
	now := j.clock.Now()
	c := claims{
		Issuer: j.o.AppID, Audience: j.o.Audience, Subject: j.o.Subject, Room: m.Room,
		Before: now.Add(-skew).Unix(), Expires: now.Add(time.Minute).Unix(),
	}
	if j.o.Mode == JaaS {
		c.Issuer, c.Room, c.Admin = jaasIssuer, "", true
	}
	if j.o.Key != nil {
		return j.signRSA(c)
	}
	return j.signHMAC(c)
}
