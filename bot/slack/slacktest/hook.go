package slacktest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"meetbot/bot/emulator"
)

// What a response URL allows.
const (
	hookUses = 5
	hookLife = 30 * time.Minute
)

// A hook is what stands behind one response URL.
type hook struct {
	person, channel string
	source          *post // the message that was pressed; nil: a command was typed
	since           time.Time
	uses            int
	answered        chan emulator.Message // the private words that came by it
}

// hook makes a response URL. Its channel holds as many words as the URL has uses, so nobody waits to put one in.
func (s *Slack) hook(person, channel string, source *post) (*hook, string) {
	s.serial++
	h := &hook{
		person: person, channel: channel, source: source, since: s.o.Now(),
		answered: make(chan emulator.Message, hookUses+1),
	}
	token := fmt.Sprintf("%s-%d-response", s.o.Team, s.serial)
	s.hooks[token] = h
	return h, s.base + "/response/" + token
}

// respond takes a post to a response URL.
func (s *Slack) respond(r *http.Request, body []byte, _ string) (answer, args) {
	given, bad := decode(r, body)
	if kind := r.Header.Get("Content-Type"); bad == nil && !strings.HasPrefix(kind, "application/json") {
		bad = refuse("invalid_payload", "the content type is "+kind)
	}
	if bad == nil {
		bad = s.useHook(s.hooks[r.PathValue("token")], given)
	}
	if bad == nil {
		return answer{status: http.StatusOK, plain: "ok"}, given
	}
	a := s.refusedAnswer(responseURL, bad)
	a.status = http.StatusBadRequest
	if bad.code == "used_url" || bad.code == "expired_url" || bad.code == "no_service" {
		a.status = http.StatusNotFound
	}
	return a, given
}

func (s *Slack) useHook(h *hook, a args) *refusal {
	switch {
	case h == nil:
		return refuse("no_service", "no such response URL")
	case s.o.Now().Sub(h.since) > hookLife:
		return refuse("expired_url")
	case h.uses >= hookUses:
		return refuse("used_url")
	}
	h.uses++
	if gone, _ := a.flag("delete_original"); gone {
		return s.deleteSource(h)
	}
	c, bad := s.content(responseURL, a)
	if bad != nil {
		return bad
	}
	public, bad := s.public(responseURL, a)
	if bad != nil {
		return bad
	}
	if replace, _ := a.flag("replace_original"); replace {
		if h.source != nil && !h.source.deleted {
			return s.replaceSource(h, c, public)
		}
		s.blame(responseURL, "replace_original where there is no message to replace")
	}
	return s.hookPost(h, c, public, a.str("thread_ts"))
}

// public reads response_type.
func (s *Slack) public(method string, a args) (bool, *refusal) {
	switch t := a.str("response_type"); t {
	case "in_channel":
		return true, nil
	case "", "ephemeral":
		return false, nil
	default:
		return false, refuse("invalid_arguments", "response_type "+t)
	}
}

func (s *Slack) deleteSource(h *hook) *refusal {
	if h.source == nil || h.source.deleted {
		return refuse("message_not_found", "delete_original where there is no message to delete")
	}
	s.remove(h.source)
	h.answered <- emulator.Message{}
	return nil
}

func (s *Slack) replaceSource(h *hook, c content, public bool) *refusal {
	if public && h.source.privateTo != "" {
		s.blame(responseURL, "an ephemeral message cannot become in_channel")
	}
	c.extra = h.source.extra
	s.edit(h.source, c)
	if h.source.privateTo == "" {
		h.answered <- emulator.Message{}
	} else {
		h.answered <- s.message(h.source, h.person)
	}
	return nil
}

// hookPost posts a new message; the bot need not be a member of the channel.
func (s *Slack) hookPost(h *hook, c content, public bool, thread string) *refusal {
	if p := s.place(h.channel); p == nil || p.deleted {
		return state("channel_not_found")
	} else if p.archived {
		return state("is_archived")
	}
	if bad := s.thread(responseURL, h.channel, thread); bad != nil {
		return bad
	}
	m := &post{channel: h.channel, author: BotUser, thread: thread, hooked: true, content: c}
	if !public {
		m.privateTo = h.person
	}
	s.add(m)
	if !public {
		h.answered <- s.message(m, h.person)
	}
	return nil
}
