package core

import (
	"cmp"
	"context"
	"errors"
	"time"
)

// A Spot is a place in a list of meetings, between two of which one starts before the other. It names no meeting: a list
// goes on from it whatever has become of those that were there.
type Spot struct {
	Start time.Time
	ID    MeetingID // orders those that start at the same instant
}

// Spot returns where m stands in a list.
func (m Meeting) Spot() Spot { return Spot{m.Start, m.ID} }

// Compare tells whether s comes before t in a list (-1), after it (1) or is the same.
func (s Spot) Compare(t Spot) int {
	return cmp.Or(s.Start.Compare(t.Start), cmp.Compare(s.ID, t.ID))
}

// A Listing says which page of the meetings that are not over one wants. At most one of After and Before is set.
type Listing struct {
	In     Channel // those announced in it; the zero value: those that the asker moderates
	After  Spot    // the page that follows it
	Before Spot    // the page that ends there
	Size   int
}

// A Page is part of a list, the earliest first.
type Page struct {
	Meetings []Meeting
	Earlier  bool // there are some before these
	Later    bool // and after these
}

// batches bounds how often the store is asked for one page, of which some may be nothing to the asker.
const batches = 10

// List returns a page of meetings. Where nothing is left after a spot it is the last page there is, and where little is
// left before one, the first. With NotTold it holds those of which it is certain.
func (s *Service) List(ctx context.Context, by Actor, l Listing) (Page, error) {
	if l.Before != (Spot{}) {
		p, err := s.pageBefore(ctx, by, l)
		if p.Earlier || err != nil && !IsCode(err, NotTold) {
			return p, err
		}
		l.Before = Spot{}
	}
	found, more, err := s.kept(ctx, by, l)
	if err != nil && !IsCode(err, NotTold) {
		return Page{}, err
	}
	if len(found) == 0 && l.After != (Spot{}) {
		l.Before, l.After = l.After, Spot{}
		l.Before.ID += "~" // the last one that was shown may be all there is
		return s.pageBefore(ctx, by, l)
	}
	return Page{Meetings: found, Earlier: l.After != (Spot{}), Later: more}, err
}

func (s *Service) pageBefore(ctx context.Context, by Actor, l Listing) (Page, error) {
	found, more, err := s.kept(ctx, by, l)
	if err != nil && !IsCode(err, NotTold) || len(found) == 0 {
		return Page{}, err
	}
	l.Before, l.After, l.Size = Spot{}, found[len(found)-1].Spot(), 1
	later, _, unknown := s.kept(ctx, by, l)
	if unknown != nil && !IsCode(unknown, NotTold) {
		return Page{}, unknown
	}
	return Page{Meetings: found, Earlier: more, Later: len(later) > 0}, err
}

// kept returns as many as a page holds of the meetings that are there for the asker, and whether there are more.
func (s *Service) kept(ctx context.Context, by Actor, l Listing) (found []Meeting, more bool, unknown error) {
	q := Query{Channel: l.In, After: l.After, Before: l.Before, OverAfter: s.Now(), Limit: l.Size + 1}
	var p Person
	var err error
	if l.In == (Channel{}) {
		if p, err = s.personOf(ctx, by); err != nil {
			return nil, false, ignore(err, NotFound)
		}
		q.Moderator = p.ID
	}
	for range batches {
		all, err := s.store.Meetings(ctx, q)
		if err != nil {
			return nil, false, err
		}
		mine, err := s.ofThese(ctx, by, p, all)
		unknown = errors.Join(unknown, err)
		found = along(l, found, mine)
		if len(all) < q.Limit || len(found) > l.Size {
			break
		}
		q.After, q.Before = goOn(l, all)
	}
	if more = len(found) > l.Size; more {
		found = cut(l, found)
	}
	return found, more, unknown
}

// ofThese returns those of the meetings that a person may be shown; of those in a channel, where nobody is asked for, all.
// Its error is NotTold.
func (s *Service) ofThese(ctx context.Context, by Actor, p Person, all []Meeting) (mine []Meeting, unknown error) {
	if p.ID == "" {
		return all, nil
	}
	for _, m := range all {
		belongs, err := s.belongs(ctx, p, m, by)
		if err != nil {
			unknown = err
		}
		if belongs {
			mine = append(mine, m)
		}
	}
	return mine, unknown
}

// along adds to what was found what comes next in the direction in which a page is filled.
func along(l Listing, found, next []Meeting) []Meeting {
	if l.Before != (Spot{}) {
		return append(next, found...)
	}
	return append(found, next...)
}

// goOn returns from where the store is asked for more.
func goOn(l Listing, all []Meeting) (after, before Spot) {
	if l.Before != (Spot{}) {
		return Spot{}, all[0].Spot()
	}
	return all[len(all)-1].Spot(), Spot{}
}

// cut leaves what a page holds, next to where it begins or ends.
func cut(l Listing, found []Meeting) []Meeting {
	if l.Before != (Spot{}) {
		return found[len(found)-l.Size:]
	}
	return found[:l.Size]
}

func ignore(err error, c Code) error {
	if IsCode(err, c) {
		return nil
	}
	return err
}
