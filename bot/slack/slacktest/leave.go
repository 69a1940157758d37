package slacktest

import "slices"

// Reactivate takes somebody in again whom Deactivate took out.
func (s *Slack) Reactivate(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deactivated = slices.DeleteFunc(s.deactivated, func(id string) bool { return id == person })
}

// MakeGuest makes somebody a guest, who sees only the channels that they are a member of.
func (s *Slack) MakeGuest(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guests[person] = true
}

// UserChange is the event that tells how somebody's account is now, see
// https://docs.slack.dev/reference/events/user_change.
func (s *Slack) UserChange(person string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return map[string]any{"type": "user_change", "user": s.user(s.person(person)), "cache_ts": s.o.Now().Unix()}
}
