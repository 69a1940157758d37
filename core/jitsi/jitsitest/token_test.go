package jitsitest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"hash"
	"testing"
	"time"
)

var (
	secret = []byte("a secret of the test")
	now    = time.Date(2026, 8, 25, 15, 0, 0, 0, time.UTC)
)

// token signs claims by hand, with a header that may be wrong.
func token(t *testing.T, header, body map[string]any, key []byte) string {
	t.Helper()
	var parts [2]string
	for i, part := range []map[string]any{header, body} {
		raw, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		parts[i] = base64.RawURLEncoding.EncodeToString(raw)
	}
	mac := hmac.New(func() hash.Hash { return sha256.New() }, key)
	mac.Write([]byte(parts[0] + "." + parts[1]))
	return parts[0] + "." + parts[1] + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func goodHeader() map[string]any { return map[string]any{"typ": "JWT", "alg": "HS256"} }

func goodBody() map[string]any {
	return map[string]any{
		"iss": "meetbot", "aud": "jitsi", "sub": "meet.test", "room": "room1", "nbf": now.Unix(), "exp": now.Unix() + 1,
		"context": map[string]any{"user": map[string]any{"id": "slack:T1:U1", "name": "alice", "moderator": true}},
	}
}

func newServer() *Server {
	return New(Options{Secret: secret, Subject: "meet.test", XMPPDomain: "meet.test", Now: func() time.Time { return now }})
}

// The rules of a token, as a real Prosody was seen to apply them.
func TestTokenRules(t *testing.T) {
	set := func(name string, value any) func(h, b map[string]any) {
		return func(_, b map[string]any) {
			if b[name] = value; value == nil {
				delete(b, name)
			}
		}
	}
	header := func(name string, value any) func(h, b map[string]any) {
		return func(h, _ map[string]any) { h[name] = value }
	}
	user := func(name string, value any) func(h, b map[string]any) {
		return func(_, b map[string]any) {
			b["context"] = map[string]any{"user": map[string]any{"id": "x", name: value}}
		}
	}
	const refused, elsewhere = "connection.passwordRequired", "conference.connectionError.notAllowed"
	for name, c := range map[string]struct {
		change    func(h, b map[string]any)
		problem   string
		moderator bool
	}{
		"good":                       {func(_, _ map[string]any) {}, "", true},
		"typ":                        {header("typ", "jwt"), refused, false},
		"no signature asked for":     {header("alg", "none"), refused, false},
		"another algorithm":          {header("alg", "HS512"), refused, false},
		"no iss":                     {set("iss", nil), refused, false},
		"another iss":                {set("iss", "other"), refused, false},
		"no aud":                     {set("aud", nil), refused, false},
		"aud is a list":              {set("aud", []string{"jitsi"}), refused, false},
		"another aud":                {set("aud", "other"), refused, false},
		"no sub":                     {set("sub", nil), refused, false},
		"another sub":                {set("sub", "other.test"), refused, false},
		"any sub":                    {set("sub", "*"), "", true},
		"sub in upper case":          {set("sub", "MEET.test"), "", true},
		"no room":                    {set("room", nil), refused, false},
		"another room":               {set("room", "room2"), elsewhere, false},
		"room in upper case":         {set("room", "ROOM1"), "", true},
		"any room":                   {set("room", "*"), "", true},
		"exp is now":                 {set("exp", now.Unix()), refused, false},
		"exp is text":                {set("exp", "9999999999"), refused, false},
		"nbf in a second":            {set("nbf", now.Unix()+1), refused, false},
		"no exp":                     {set("exp", nil), "", true},
		"a guest":                    {user("moderator", false), "", false},
		"moderator as text":          {user("moderator", "true"), "", true},
		"false as text":              {user("moderator", "false"), "", false},
		"moderator is null":          {user("moderator", nil), refused, false},
		"moderator is a number":      {user("moderator", 1), refused, false},
		"owner by affiliation":       {user("affiliation", "owner"), "", true},
		"member by affiliation":      {user("affiliation", "member"), "", false},
		"moderator outside the user": {func(_, b map[string]any) { b["moderator"] = true; b["context"] = map[string]any{} }, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			h, b := goodHeader(), goodBody()
			c.change(h, b)
			p, problem := newServer().vet(entry{Room: "room1", Token: token(t, h, b, secret)})
			if problem != c.problem || p.Moderator != c.moderator {
				t.Errorf("got %q, moderator %t; want %q, %t", problem, p.Moderator, c.problem, c.moderator)
			}
		})
	}
}

func TestForgedTokens(t *testing.T) {
	good := token(t, goodHeader(), goodBody(), secret)
	for name, bad := range map[string]string{
		"none": "", "one part": "abc", "no signature": good[:len(good)-43], "another key": token(t, goodHeader(), goodBody(), []byte("other")),
		"changed": good[:40] + "A" + good[41:],
	} {
		if _, problem := newServer().vet(entry{Room: "room1", Token: bad}); problem != "connection.passwordRequired" {
			t.Errorf("%s: got %q", name, problem)
		}
	}
}
