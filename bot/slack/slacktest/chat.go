package slacktest

import (
	"slices"
	"strings"
)

// writable finds the place that the bot wants to write to, or says why it cannot.
func (s *Slack) writable(channel string) (*place, *refusal) {
	if channel == "" {
		return nil, refuse("invalid_arguments", "channel is missing")
	}
	p := s.place(s.target(channel))
	switch {
	case p == nil, p.deleted, p.Private && !p.Bot:
		return nil, state("channel_not_found")
	case p.archived:
		return nil, state("is_archived")
	case !p.Bot && !slices.Contains(s.scopes, "chat:write.public"):
		return nil, state("not_in_channel")
	}
	return p, nil
}

func (s *Slack) postMessage(a args) (map[string]any, *refusal) {
	p, bad := s.writable(a.str("channel"))
	if bad != nil {
		return nil, bad
	}
	c, bad := s.content("chat.postMessage", a)
	if bad != nil {
		return nil, bad
	}
	if bad := s.thread("chat.postMessage", p.ID, a.str("thread_ts")); bad != nil {
		return nil, bad
	}
	c.extra = s.unfurls("chat.postMessage", a)
	broadcast, _ := a.flag("reply_broadcast")
	if broadcast && a.str("thread_ts") == "" {
		s.blame("chat.postMessage", "reply_broadcast without thread_ts")
	}
	m := s.add(&post{
		channel: p.ID, author: BotUser, thread: a.str("thread_ts"),
		broadcast: broadcast && a.str("thread_ts") != "", content: c,
	})
	return map[string]any{"channel": p.ID, "ts": m.ts, "message": m.raw}, nil
}

// thread checks that a message can be replied to.
func (s *Slack) thread(method, channel, ts string) *refusal {
	if ts == "" {
		return nil
	}
	root := s.post(channel, ts)
	switch {
	case root == nil || root.privateTo != "":
		return refuse("thread_not_found")
	case root.deleted:
		return state("thread_not_found")
	case root.thread != "":
		s.blame(method, "thread_ts is that of a reply, not of the thread's first message")
	}
	return nil
}

// unfurls wants previews of links switched off: the bot's own links would unfurl under every card.
func (s *Slack) unfurls(method string, a args) map[string]any {
	flags := map[string]any{}
	for _, key := range []string{"unfurl_links", "unfurl_media"} {
		on, given := a.flag(key)
		if on || !given {
			s.blame(method, key+" is not false")
		}
		if given {
			flags[key] = on
		}
	}
	return flags
}

func (s *Slack) postEphemeral(a args) (map[string]any, *refusal) {
	p, bad := s.writable(a.str("channel"))
	if bad != nil {
		return nil, bad
	}
	user := a.str("user")
	if s.person(user) == nil || !p.holds(user) {
		return nil, state("user_not_in_channel")
	}
	c, bad := s.content("chat.postEphemeral", a)
	if bad != nil {
		return nil, bad
	}
	if bad := s.thread("chat.postEphemeral", p.ID, a.str("thread_ts")); bad != nil {
		return nil, bad
	}
	m := s.add(&post{channel: p.ID, author: BotUser, privateTo: user, thread: a.str("thread_ts"), content: c})
	return map[string]any{"message_ts": m.ts}, nil
}

// own finds a message of the bot's that it may still change.
func (s *Slack) own(a args, foreign string) (*post, *refusal) {
	p := s.place(a.str("channel"))
	switch {
	case p == nil, p.Private && !p.Bot:
		return nil, state("channel_not_found")
	case p.archived, p.deleted:
		return nil, state("is_inactive")
	}
	m := s.post(p.ID, a.str("ts"))
	switch {
	case m == nil, m.privateTo != "":
		return nil, refuse("message_not_found")
	case m.deleted:
		return nil, state("message_not_found")
	case m.author != BotUser, m.hooked:
		return nil, refuse(foreign)
	}
	return m, nil
}

func (s *Slack) update(a args) (map[string]any, *refusal) {
	m, bad := s.own(a, "cant_update_message")
	if bad != nil {
		return nil, bad
	}
	c, bad := s.content("chat.update", a)
	if bad != nil {
		return nil, bad
	}
	if hasRichText(m.blocks) && len(c.blocks) > 0 && !hasRichText(c.blocks) {
		return nil, refuse("block_mismatch", "rich text is replaced by blocks without rich text")
	}
	c.extra = m.extra
	s.edit(m, c)
	return map[string]any{"channel": m.channel, "ts": m.ts, "text": m.text, "message": m.raw}, nil
}

func hasRichText(blocks []any) bool {
	return slices.ContainsFunc(blocks, func(b any) bool { return kindOf(b) == "rich_text" })
}

func (s *Slack) deleteMessage(a args) (map[string]any, *refusal) {
	m, bad := s.own(a, "cant_delete_message")
	if bad != nil {
		return nil, bad
	}
	s.remove(m)
	return map[string]any{"channel": m.channel, "ts": m.ts}, nil
}

func (s *Slack) permalink(a args) (map[string]any, *refusal) {
	channel, ts := a.str("channel"), a.str("message_ts")
	p := s.place(channel)
	if p == nil || p.deleted || p.Private && !p.Bot {
		return nil, state("channel_not_found")
	}
	m := s.post(channel, ts)
	if m == nil || m.privateTo != "" {
		return nil, refuse("message_not_found")
	}
	if m.deleted {
		return nil, state("message_not_found")
	}
	at := "https://" + s.domain() + ".slack.com/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
	return map[string]any{"channel": channel, "permalink": at}, nil
}
