package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
)

// ticketOf is one that is as good as any.
func ticketOf(hash string) core.Ticket {
	return core.Ticket{Hash: hash, Identity: alice, Expires: time.Now().Add(time.Hour)}
}

// shared has changes wait while somebody else is at it, runs meanwhile, and returns how each came out: nil for what was stored.
func shared(s *store.Store, changes []func(context.Context) error, meanwhile func()) (others []error, first error) {
	begun, release, end := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		_, err := s.Once(context.Background(), "first", time.Now(), func(ctx context.Context) []byte {
			err := s.KeepTicket(ctx, ticketOf("first"))
			close(begun)
			<-release
			return fmt.Append(nil, err)
		})
		end <- err
	}()
	<-begun
	others = make([]error, len(changes))
	done := make(chan struct{})
	for i, change := range changes {
		go func() {
			others[i] = change(context.Background())
			done <- struct{}{}
		}()
	}
	synctest.Wait() // until all of them wait
	meanwhile()
	close(release)
	first = <-end
	for range changes {
		<-done
	}
	return others, first
}

// several are changes of which the second and the fourth fail, the one in its function and the other in the database.
func several(s *store.Store, m core.MeetingID) []func(context.Context) error {
	keep := func(hash string) func(context.Context) error {
		return func(ctx context.Context) error { return s.KeepTicket(ctx, ticketOf(hash)) }
	}
	broken := func(ctx context.Context) error {
		_, err := s.UpdateMeeting(ctx, m, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			return nil, errBroken
		})
		return err
	}
	// The meeting is written before the database finds that it is posted there already.
	impossible := func(ctx context.Context) error {
		_, err := s.UpdateMeeting(ctx, m, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Title, m.Postings = "half", append(m.Postings, core.Posting{Channel: m.Postings[0].Channel})
			return nil, nil
		})
		return err
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	late := func(context.Context) error { return s.KeepTicket(gone, ticketOf("gone")) }
	return []func(context.Context) error{keep("1"), broken, keep("2"), impossible, keep("3"), late}
}

var errBroken = errors.New("broken")

func booked(t *testing.T, s *store.Store) core.Meeting {
	t.Helper()
	p, err := s.KeepPerson(context.Background(), alice, "Alice", "")
	require.NoError(t, err)
	at := core.Channel{Platform: "slack", Workspace: "T1", ID: "C1"}
	m, err := s.CreateMeeting(context.Background(), core.Meeting{
		ID: core.NewMeetingID(), Home: at.Home(), Title: "standup", Organizer: p.ID, Postings: []core.Posting{{Channel: at}}, Created: time.Now(),
		Occurrence: core.Occurrence{Start: time.Now().Add(time.Hour), Duration: time.Hour, Room: "room"},
	}, "", nil, core.Limit{})
	require.NoError(t, err)
	return m
}

// TestWhatWaitsSharesACommit: and what fails in it takes back only its own.
func TestWhatWaitsSharesACommit(t *testing.T) {
	address := sqliteAddress(t)
	migrated(t, address)
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Open(t.Context(), address)
		require.NoError(t, err)
		defer s.Close()
		m, seen := booked(t, s), &statements{}
		s.WatchAll(seen)
		others, first := shared(s, several(s, m.ID), func() {})
		require.NoError(t, first)
		require.NoError(t, others[0])
		require.ErrorIs(t, others[1], errBroken)
		require.NoError(t, others[2])
		require.Error(t, others[3])
		require.NoError(t, others[4])
		require.ErrorIs(t, others[5], context.Canceled)
		commits := 0
		for _, statement := range seen.all {
			commits += strings.Count(statement, "COMMIT")
		}
		require.Equal(t, 2, commits, "one of whoever came first, and one of all others")
		hashes, err := s.Names("SELECT hash FROM ticket ORDER BY hash")
		require.NoError(t, err)
		require.Equal(t, []string{"1", "2", "3", "first"}, hashes)
		after, err := s.Meeting(t.Context(), m.ID)
		require.NoError(t, err)
		require.Equal(t, []any{m.Title, m.Revision, m.Postings}, []any{after.Title, after.Revision, after.Postings})
	})
}

// TestACommitThatFailsFailsAllWhoShareIt: nobody is told that anything is stored.
func TestACommitThatFailsFailsAllWhoShareIt(t *testing.T) {
	address := sqliteAddress(t)
	migrated(t, address)
	file := strings.TrimPrefix(address, "sqlite:")
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Open(t.Context(), address)
		require.NoError(t, err)
		defer s.Close()
		m, aside := booked(t, s), filepath.Join(t.TempDir(), "aside")
		others, first := shared(s, several(s, m.ID), func() { require.NoError(t, os.Rename(file, aside)) })
		require.Error(t, first)
		for i, err := range others {
			require.Error(t, err, i)
		}
		require.NoError(t, os.Rename(aside, file))
		hashes, err := s.Names("SELECT hash FROM ticket")
		require.NoError(t, err)
		require.Empty(t, hashes)
		require.NoError(t, s.KeepTicket(t.Context(), ticketOf("later")), "once the file is there again")
	})
}

// TestARequestThatReachesTwoProcesses is answered by one of them, also where the other dies in the middle of it.
func TestARequestThatReachesTwoProcesses(t *testing.T) {
	for how, dies := range map[string]bool{"both live": false, "the first one dies": true} {
		t.Run(how, func(t *testing.T) {
			onBoth(t, func(t *testing.T, address string) {
				one, two := migrated(t, address), open(t, address)
				begun, release, end := make(chan struct{}), make(chan struct{}), make(chan string)
				answer := func(s *store.Store, name string, stored func()) string {
					defer func() { _ = recover() }()
					out, err := s.Once(t.Context(), "trigger", time.Now(), func(ctx context.Context) []byte {
						_ = s.KeepTicket(ctx, ticketOf(name)) // the answer tells
						stored()
						return []byte(name)
					})
					return fmt.Sprint(string(out), err)
				}
				go func() {
					end <- answer(one, "one", func() {
						close(begun)
						<-release
						if dies {
							panic("dies")
						}
					})
				}()
				<-begun
				go func() { end <- answer(two, "two", func() {}) }()
				close(release)
				hashes := func() []string {
					all, err := one.Names("SELECT hash FROM ticket")
					require.NoError(t, err)
					return all
				}
				got := []string{<-end, <-end}
				require.Len(t, hashes(), 1)
				answered := hashes()[0] + "<nil>" // by whichever was the first to the end
				if dies {
					require.ElementsMatch(t, []string{"", "two<nil>"}, got)
				} else {
					require.Equal(t, []string{answered, answered}, got)
				}
			})
		})
	}
}

// TestARequestThatAnOlderProgramAnswersIsLeftToIt: that says so first, with a time until which nobody else is to.
func TestARequestThatAnOlderProgramAnswersIsLeftToIt(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, now := migrated(t, address), time.Now()
		once := func(ctx context.Context, now time.Time) (string, error) {
			out, err := s.Once(ctx, "trigger", now, func(ctx context.Context) []byte {
				_ = s.KeepTicket(ctx, ticketOf("ours")) // the answer tells
				return []byte("ours")
			})
			return string(out), err
		}
		require.NoError(t, s.Do(fmt.Sprintf("INSERT INTO request (id, made_at, until) VALUES ('trigger', %d, %d)", now.UnixMicro(), now.Add(time.Minute).UnixMicro())))
		ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond)
		defer cancel()
		_, err := once(ctx, now)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		taken, err := once(t.Context(), now.Add(time.Minute))
		require.NoError(t, err)
		require.Equal(t, "ours", taken, "the other has died")
		require.NoError(t, s.Do("UPDATE request SET answer = 'dGhlaXJz'"))
		theirs, err := once(t.Context(), now)
		require.NoError(t, err)
		require.Equal(t, "theirs", theirs)
	})
}
