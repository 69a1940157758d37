package discord

import (
	"time"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// Name is what core calls this platform in channels and identities.
const Name = "discord"

// A directory knows who and what there is at Discord: accounts, servers and their members, channels and who sees them.
type directory struct {
	*client
	application string
	clock       core.Clock
	people      *people
	places      *places
	sights      sights
	anywhere    inquiries
}

func newDirectory(calls *client, application string, clock core.Clock) *directory {
	return &directory{
		client: calls, application: application, clock: clock, people: newPeople(), places: newPlaces(), sights: newSights(clock.Now),
		anywhere: inquiries{now: clock.Now, under: map[string]*inquiry{}},
	}
}

// sights remember what tells who is where and sees what.
type sights struct {
	members *carrier.LookUps[[2]string, member] // by server and user; the zero member is none
	guilds  *carrier.LookUps[string, guild]
	servers *carrier.LookUps[string, []core.Workspace]
	rooms   *carrier.LookUps[string, map[string]room] // by server
	room    *carrier.LookUps[string, room]
	inside  *carrier.LookUps[[2]string, bool] // by thread and user
}

func newSights(now func() time.Time) sights {
	return sights{
		members: carrier.NewLookUps[[2]string, member](memberLife, now), guilds: carrier.NewLookUps[string, guild](rolesLife, now),
		servers: carrier.NewLookUps[string, []core.Workspace](rolesLife, now), rooms: carrier.NewLookUps[string, map[string]room](roomLife, now),
		room: carrier.NewLookUps[string, room](roomLife, now), inside: carrier.NewLookUps[[2]string, bool](memberLife, now),
	}
}
