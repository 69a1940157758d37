package slacktest

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"meetbot/bot/emulator"
)

// A post is one message as Slack keeps it.
type post struct {
	ts, channel string
	author      string // a person or BotUser
	thread      string // ts of the message that it replies to
	privateTo   string
	broadcast   bool
	hooked      bool // came by HTTP answer or response_url: the bot was never given its ts
	deleted     bool
	content
	edits int
	at    time.Time
	raw   json.RawMessage
}

// A content is what a bot can say in one message.
type content struct {
	text      string
	blocks    []any
	metadata  map[string]any
	linkNames bool           // bare names are parsed too
	extra     map[string]any // flags as they were sent: unfurl_links, unfurl_media
}

// stamp draws the next ts: unique, increasing, and following the clock.
func (s *Slack) stamp() string {
	s.lastTS = max(s.o.Now().UnixMicro(), s.lastTS+100)
	return fmt.Sprintf("%d.%06d", s.lastTS/1e6, s.lastTS%1e6)
}

// add stores a new post and tells everybody.
func (s *Slack) add(p *post) *post {
	p.ts, p.at = s.stamp(), s.o.Now()
	p.raw = s.raw(p)
	s.posts = append(s.posts, p)
	s.tell(emulator.Posted, p)
	return p
}

// edit replaces the content of a post and tells everybody. Metadata that is not given is kept.
func (s *Slack) edit(p *post, c content) {
	if c.metadata == nil {
		c.metadata = p.metadata
	}
	p.content = c
	p.edits++
	p.raw = s.raw(p)
	s.tell(emulator.Edited, p)
}

func (s *Slack) remove(p *post) {
	p.deleted = true
	s.tell(emulator.Deleted, p)
}

// DeleteMessage deletes a message, as an admin can; the bot is not told.
func (s *Slack) DeleteMessage(channel, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.post(channel, id); p != nil && !p.deleted {
		s.remove(p)
	}
}

// post finds a message, a deleted one too.
func (s *Slack) post(channel, ts string) *post {
	for i := len(s.posts) - 1; i >= 0; i-- {
		if p := s.posts[i]; p.ts == ts && p.channel == channel {
			return p
		}
	}
	return nil
}

// raw is the message as the API shows it.
func (s *Slack) raw(p *post) json.RawMessage {
	m := map[string]any{"type": "message", "ts": p.ts, "text": p.text, "user": p.author, "team": s.o.Team}
	if p.author == BotUser {
		m["bot_id"], m["app_id"] = botID, appID
	}
	if p.blocks != nil {
		m["blocks"] = p.blocks
	}
	if p.thread != "" {
		m["thread_ts"] = p.thread
	}
	if len(p.metadata) > 0 {
		m["metadata"] = p.metadata
	}
	if p.edits > 0 {
		m["edited"] = map[string]any{"user": p.author, "ts": p.ts}
	}
	maps.Copy(m, p.extra)
	return must(json.Marshal(m))
}

// seenBy tells whether a person sees a post.
func (s *Slack) seenBy(p *post, person string) bool {
	at := s.place(p.channel)
	return !p.deleted && at != nil && at.open(person) && (p.privateTo == "" || p.privateTo == person)
}

// message is the post as one reader sees it. Rings are those whom its present words mention: an edit rings nobody
// anew, but words that could ring should not be there either. What is private never rings.
func (s *Slack) message(p *post, reader string) emulator.Message {
	m := emulator.Message{
		ID: p.ts, Channel: p.channel, PrivateTo: p.privateTo, ReplyTo: p.thread, Broadcast: p.broadcast,
		Text: s.reader(reader).content(p.content), Buttons: buttons(p.blocks), Edits: p.edits, At: p.at, Raw: p.raw,
	}
	if p.privateTo == "" && p.author == BotUser {
		m.Rings = s.rings(p.content)
	}
	return m
}
