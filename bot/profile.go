package bot

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"meetbot/core"
)

// The bounds of looking somebody up: a private answer must leave within three seconds.
const (
	lookUpTime  = time.Second
	profileLife = time.Hour
	maxProfiles = 10_000
)

var errNoPlatform = errors.New("platform is not connected")

// profiles looks people up and remembers them for a while.
type profiles struct {
	platforms map[string]Platform
	now       func() time.Time
	mu        sync.Mutex
	known     map[membership]knownProfile
}

// A membership is somebody in a workspace: elsewhere they may go by another name.
type membership struct {
	who core.Identity
	in  core.Workspace
}

type knownProfile struct {
	Profile
	until time.Time
}

func newProfiles(platforms map[string]Platform, now func() time.Time) *profiles {
	return &profiles{platforms: platforms, now: now, known: map[membership]knownProfile{}}
}

// of returns somebody's profile. fresh tells that it was asked for just now, and not remembered.
func (p *profiles) of(ctx context.Context, m membership) (profile Profile, fresh bool, err error) {
	if known, ok := p.remembered(m); ok {
		return known, false, nil
	}
	platform, ok := p.platforms[m.who.Platform]
	if !ok {
		return Profile{}, false, errNoPlatform
	}
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	profile, err = platform.Profile(ctx, m.who, m.in)
	if err != nil {
		return Profile{}, false, err
	}
	p.remember(m, profile)
	return profile, true, nil
}

func (p *profiles) remembered(m membership) (Profile, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, ok := p.known[m]
	return known.Profile, ok && p.now().Before(known.until)
}

func (p *profiles) remember(m membership, profile Profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= maxProfiles {
		clear(p.known)
	}
	p.known[m] = knownProfile{profile, p.now().Add(profileLife)}
}

// locale returns what somebody reads, as far as they were looked up already; empty: not known. It may be old.
func (p *profiles) locale(m membership) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.known[m].Locale
}

// profile returns what the sender's platform knows of them, and keeps it for the web pages.
func (b *Bot) profile(ctx context.Context, c Command) (Profile, error) {
	profile, fresh, err := b.profiles.of(ctx, membership{c.Sender, c.Channel.Home()})
	if err != nil || !fresh {
		return profile, err
	}
	_, err = b.service.Introduce(ctx, c.Sender, profile.Name, profile.Zone)
	return profile, err
}

// admin tells whether the sender is an admin where the command was given. It is asked only where it matters, and then
// each time: rights are given and taken.
func (b *Bot) admin(ctx context.Context, c Command) (bool, error) {
	platform, ok := b.platforms[c.Sender.Platform]
	if !ok {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	admin, err := platform.Admin(ctx, c.Sender, c.Channel.Home())
	if err != nil {
		b.log.WarnContext(ctx, "cannot tell whether somebody is an admin", "who", c.Sender.String(), "error", err)
		return false, errNotTold
	}
	return admin, nil
}

// errNotTold says that it could not be found out whether somebody is an admin.
var errNotTold = errors.New("not told whether they are an admin")

// zone returns the zone in which somebody's words are read; nil where nobody knows it, with why it could not be looked up.
func (b *Bot) zone(ctx context.Context, c Command) (*time.Location, error) {
	known, err := b.service.PersonOf(ctx, c.Sender)
	if chosen := location(known.Zone); err == nil && known.ZoneChosen && chosen != nil {
		return chosen, nil
	}
	profile, err := b.profile(ctx, c)
	if err != nil {
		b.log.WarnContext(ctx, "cannot look somebody up", "who", c.Sender.String(), "error", err)
		// What was known before a restart is better than asking.
		return location(known.Zone), err
	}
	return location(cmp.Or(profile.Zone, known.Zone, b.zoneElsewhere(ctx, c, known))), nil
}

// zoneElsewhere asks the platforms of a person's other accounts for their zone: some tell none.
func (b *Bot) zoneElsewhere(ctx context.Context, c Command, known core.Person) string {
	for _, id := range known.Identities {
		if id.Platform == c.Sender.Platform {
			continue
		}
		if profile, _, err := b.profiles.of(ctx, membership{id, id.Home()}); err == nil && profile.Zone != "" {
			return profile.Zone
		}
	}
	return ""
}

func location(name string) *time.Location {
	if name == "" {
		return nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return loc
}
