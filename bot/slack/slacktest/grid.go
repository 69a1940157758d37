package slacktest

import (
	"cmp"
	"slices"
	"strings"

	"meetbot/bot/emulator"
)

// An origin is where somebody is from whose own workspace is not ours, see
// https://docs.slack.dev/enterprise and https://docs.slack.dev/apis/slack-connect.
type origin struct {
	team, enterprise string
	teams            []string // of their organization, in which they are
}

// AddSister adds somebody whose own workspace is a sister of ours in the same organization. They are in ours too where
// member is set, and else only in those channels that list them.
func (s *Slack) AddSister(p emulator.Person, team string, member bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := origin{team: team, enterprise: s.o.Enterprise, teams: []string{team}}
	if member {
		o.teams = append(o.teams, s.o.Team)
	}
	s.people = append(s.people, p)
	s.origins[p.ID] = o
	s.places = append(s.places, directWith(p.ID))
}

// AddStranger adds somebody of a foreign organization, who sees the channels that list them. Enterprise is empty where
// their workspace is in no Enterprise Grid.
func (s *Slack) AddStranger(p emulator.Person, team, enterprise string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.people = append(s.people, p)
	s.origins[p.ID] = origin{team: team, enterprise: enterprise, teams: []string{team}}
}

// Deactivate takes somebody's account away.
func (s *Slack) Deactivate(person string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deactivated = append(s.deactivated, person)
}

// AddGroup adds a user group, which can be mentioned by its handle.
func (s *Slack) AddGroup(id, handle string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.groups[id] = handle
}

// teamOf is the workspace that somebody is from.
func (s *Slack) teamOf(person string) string { return cmp.Or(s.origins[person].team, s.o.Team) }

// foreign tells whether somebody is of another organization: such people see messages and buttons in a shared channel, and
// have none of the commands.
func (s *Slack) foreign(person string) bool {
	o, other := s.origins[person]
	return other && (s.o.Enterprise == "" || o.enterprise != s.o.Enterprise)
}

func (s *Slack) isForeign(person string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.foreign(person)
}

// organization is how payloads name the organization; nil where there is none.
func (s *Slack) organization() any {
	if s.o.Enterprise == "" {
		return nil
	}
	return map[string]any{"id": s.o.Enterprise, "name": "Example Org"}
}

// workspace is how payloads of presses name the workspace; nil where the app is one for the whole organization.
func (s *Slack) workspace() any {
	if s.o.OrgWide {
		return nil
	}
	return map[string]any{"id": s.o.Team, "domain": s.domain()}
}

// originInfo adds to users.info what it shows of people in Enterprise Grid, and of those who are not ours. Of these it tells
// no rights, and is_stranger only where no channel that the bot sees is shared with them.
func (s *Slack) originInfo(person string, u map[string]any) {
	o, other := s.origins[person]
	if !other {
		o = origin{enterprise: s.o.Enterprise, teams: []string{s.o.Team}}
	}
	if o.enterprise != "" {
		u["enterprise_user"] = map[string]any{
			"id": person, "enterprise_id": o.enterprise, "enterprise_name": "Org " + o.enterprise, "is_admin": false,
			"is_owner": false, "is_primary_owner": false, "teams": o.teams,
		}
	}
	if !s.foreign(person) {
		return
	}
	for key := range u {
		if strings.HasPrefix(key, "is_") && key != "is_bot" {
			delete(u, key)
		}
	}
	u["is_stranger"] = !slices.ContainsFunc(s.places, func(p *place) bool { return p.Bot && p.holds(person) && slices.Contains(p.Members, person) })
}
