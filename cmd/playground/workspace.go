package main

import (
	"meetbot/bot/emulator"
	"meetbot/bot/slack/slacktest"
)

// The people and places of the Slack workspace.
const (
	alice, bob, carol   = "U0001", "U0002", "U0003"
	team, design, leads = "C0001", "C0002", "C0003"
)

const botName, workspace = "meetbot", "T0001"

// furnishWorkspace fills the workspace. The bot is not let into #leads.
func furnishWorkspace(s *slacktest.Slack) error {
	for _, p := range []emulator.Person{
		{ID: alice, Name: "alice", Zone: "Europe/Warsaw"},
		{ID: bob, Name: "bob", Zone: "America/New_York"},
		{ID: carol, Name: "carol", Zone: "Asia/Tokyo", Admin: true},
	} {
		s.AddPerson(p)
	}
	all := []string{alice, bob, carol}
	for _, c := range []emulator.Channel{
		{ID: team, Name: "team", Bot: true, Members: all},
		{ID: design, Name: "design", Bot: true, Members: all},
		{ID: leads, Name: "leads", Private: true, Members: []string{alice, carol}},
	} {
		s.AddChannel(c)
	}
	return talk(s)
}

// talk has people say a few words, so that nobody comes into an empty room.
func talk(s *slacktest.Slack) error {
	for _, said := range []struct{ person, channel, text string }{
		{carol, team, "The release notes are ready for a last look."},
		{bob, team, "Thanks, carol. Shall we go through them together?"},
		{alice, team, "Good idea, I’ll call us in for a few minutes."},
		{bob, design, "The new drafts are in the folder. Time for a review tomorrow?"},
		{carol, leads, "meetbot is not in here yet. A good place to see what it does then."},
	} {
		if _, err := s.Type(said.person, said.channel, said.text); err != nil {
			return err
		}
	}
	return nil
}
