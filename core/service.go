package core

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"
	"unicode/utf8"
)

// The bounds of a meeting that no operator changes.
const (
	MaxTitle    = 100 // characters
	MinDuration = 10 * time.Second
)

// A Service does what people want done with meetings, and decides who may. Its refusals are *Error.
type Service struct {
	store     Store
	provider  Provider
	directory Directory
	clock     Clock
	policy    Policy
	sealer    *Sealer
	log       *slog.Logger
	wake      func()
}

// NewService returns a Service. It calls wake after each change, so that what has become due is made at once.
func NewService(store Store, provider Provider, directory Directory, clock Clock, policy Policy, sealer *Sealer, log *slog.Logger, wake func()) *Service {
	return &Service{store, provider, directory, clock, policy, sealer, log, wake}
}

// Policy returns what the operator has settled.
func (s *Service) Policy() Policy { return s.policy }

// Enforces tells what the meeting server really enforces.
func (s *Service) Enforces() Enforcement { return s.provider.Enforces() }

// Now returns the service's time.
func (s *Service) Now() time.Time { return s.clock.Now().UTC() }

// A Request is a meeting that somebody wants. A zero Start means now, a zero Duration the usual one.
type Request struct {
	Title       string
	Start       time.Time
	Duration    time.Duration
	Zone        string // IANA name of the zone it was said in
	MembersOnly bool
	Invited     []Identity // who is to be told directly; those who do not belong to the workspace are left out
	Caller      string     // what the request calls whoever wants it; see Meet
	Key         string     // names the request: the same key makes one meeting, however often it comes
	Rule        string     // an RRULE by which it repeats from Start on, in Zone; empty: it takes place once
	Except      []Day      // days of that rule on which it does not take place
}

// Schedule makes a meeting called by somebody in a channel. Its refusals have the codes Invalid and TooMany. The meeting names
// whom it invites.
func (s *Service) Schedule(ctx context.Context, by Actor, in Channel, r Request) (Meeting, error) {
	now := s.Now()
	if in.Home() != by.place() {
		return Meeting{}, refuse(Forbidden, ScheduleElsewhere)
	}
	if err := s.check(&r, now); err != nil {
		return Meeting{}, err
	}
	invited, err := s.invitable(ctx, by, in, r.Invited)
	if err != nil {
		return Meeting{}, err
	}
	person, err := s.Meet(ctx, by.Identity, r.Caller)
	if err != nil {
		return Meeting{}, err
	}
	r.Invited = invited
	m := s.draw(r, person, in, by.Open, now)
	if err := s.repeats(&m, r); err != nil {
		return Meeting{}, err
	}
	limit := Limit{Most: s.policy.MaxUpcoming, Now: now}
	m, err = s.store.CreateMeeting(ctx, m, RequestKey(r.Key), s.planFor(m, []Person{person}, now), limit)
	if IsCode(err, TooMany) {
		return Meeting{}, refuse(TooMany, MostUpcoming, "N", limit.Most)
	}
	if err != nil {
		return Meeting{}, fmt.Errorf("create meeting: %w", err)
	}
	s.log.InfoContext(ctx, "meeting scheduled", "meeting", m.ID, "start", m.Start, "duration", m.Duration)
	s.changed(ctx)
	return m, nil
}

func (s *Service) check(r *Request, now time.Time) error {
	var err error
	if r.Title, err = checkTitle(r.Title); err != nil {
		return err
	}
	if r.Start.IsZero() {
		r.Start = now
	}
	if r.Start.Before(now.Truncate(time.Second)) {
		return refuse(Invalid, Past)
	}
	if r.Duration == 0 {
		r.Duration = s.policy.DefaultDuration
	}
	return s.checkDuration(r.Duration)
}

func checkTitle(title string) (string, error) {
	title = CleanText(title)
	if n := utf8.RuneCountInString(title); n > MaxTitle {
		return "", refuse(Invalid, LongTitle, "Length", n, "Most", MaxTitle)
	}
	return title, nil
}

// MaxAgenda is how many characters an agenda has at most.
const MaxAgenda = 4000

func checkAgenda(agenda string) (string, error) {
	agenda = CleanLines(agenda)
	if n := utf8.RuneCountInString(agenda); n > MaxAgenda {
		return "", refuse(Invalid, LongAgenda, "Length", n, "Most", MaxAgenda)
	}
	return agenda, nil
}

func (s *Service) checkDuration(d time.Duration) error {
	if d < MinDuration {
		return refuse(Invalid, TooShort, "Least", MinDuration)
	}
	if d > s.policy.MaxDuration {
		return refuse(Invalid, TooLong, "Most", s.policy.MaxDuration)
	}
	return nil
}

func (s *Service) draw(r Request, by Person, in Channel, open bool, now time.Time) Meeting {
	// Times people chose are whole seconds; "now" is cut too, and Created with it, so that both stay equal.
	start, created := r.Start.UTC().Truncate(time.Second), now.Truncate(time.Second)
	return Meeting{
		ID: NewMeetingID(), Home: in.Home(), Title: r.Title, Organizer: by.ID,
		Postings: []Posting{{Channel: in, Open: open}},
		Zone:     r.Zone, Reminders: slices.Clone(s.policy.Reminders), MembersOnly: r.MembersOnly, Invited: r.Invited, Created: created,
		Occurrence: Occurrence{Start: start, Duration: r.Duration, Room: randomName()},
	}
}

// planFor plans what the meeting's channels are told, and what its moderators are told directly.
func (s *Service) planFor(m Meeting, moderators []Person, now time.Time) []Announcement {
	return s.planSince(m, moderators, now, now)
}

// planSince is planFor with what was to be said since an earlier time.
func (s *Service) planSince(m Meeting, moderators []Person, since, now time.Time) []Announcement {
	out := s.policy.planSince(m, since, now)
	due := m.End().Add(-s.policy.EndingSoon)
	ending := s.policy.EndingSoon > 0 && m.Duration >= 2*s.policy.EndingSoon && m.State(now) != Cancelled && due.After(since)
	for _, p := range moderators {
		if !m.Moderates(p.ID) {
			continue // any more
		}
		if c, ok := p.Direct(m.Home); ok && ending {
			out = append(out, Announcement{Meeting: m.ID, Nth: m.Nth, Kind: KindEnding, Channel: c, Due: due, Next: due})
		}
		if p.ID == m.Organizer {
			out = append(out, summary(m, p, now)...)
		}
	}
	return out
}
