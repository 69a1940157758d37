package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
	"meetbot/core/store"
	"meetbot/core/store/pgtest"
)

// TestWhatTheProgramBeforeWritesLastCounts: it knows of a meeting's and a posting's columns alone.
func TestWhatTheProgramBeforeWritesLastCounts(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		m, err := s.CreateMeeting(ctx, soon(), "", []core.Announcement{{Kind: core.KindCard, Channel: pastGuild, Due: noon, Next: noon}}, core.Limit{})
		require.NoError(t, err)
		want, err := s.Meeting(ctx, m.ID)
		require.NoError(t, err)
		require.NoError(t, s.Do(`DELETE FROM occurrence; UPDATE posting SET card = '1.2' WHERE platform = 'slack';
			UPDATE meeting SET revision = 2, starts_at = starts_at + 3600000000, duration = 60000000, room = 'moved', ended_at = 5, cancelled_at = 7`))
		want.Revision = 2
		want.Occurrence = core.Occurrence{
			Start: noon.Add(2 * time.Hour), Duration: time.Minute, Room: "moved", Ended: time.UnixMicro(5).UTC(), Cancelled: time.UnixMicro(7).UTC(),
			Cards: map[core.Channel]core.MessageRef{pastTeam: "1.2"},
		}
		for range 2 { // it may not have been there yet when it was made, or be older
			require.Equal(t, want, first(t, s, m.ID))
			turn := func(o core.Occurrence) {
				_, err = s.UpdateMeeting(ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
					m.Occurrence = o
					return nil, nil
				})
				require.NoError(t, err)
			}
			turn(core.Occurrence{Nth: 1, Start: noon.Add(25 * time.Hour), Duration: time.Hour, Room: "second"})
			require.Equal(t, want.Occurrence, first(t, s, m.ID).Occurrence, "it is put aside as that program left it")
			standsTwice(t, s)

			turn(want.Occurrence)
			standsTwice(t, s)
			require.NoError(t, s.Do("UPDATE posting SET card = '3.4' WHERE platform = 'slack'; UPDATE meeting SET revision = 9, cancelled_at = NULL"))
			want.Revision, want.Cancelled, want.Cards = 9, time.Time{}, map[core.Channel]core.MessageRef{pastTeam: "3.4"}
		}
	})
}

// first returns a meeting with its first occurrence.
func first(t *testing.T, s *store.Store, id core.MeetingID) core.Meeting {
	t.Helper()
	out, err := s.MeetingsOf(t.Context(), []core.Announcement{{Meeting: id}})
	require.NoError(t, err)
	return out[0]
}

// settle stores how an announcement came out.
func settle(s *store.Store, a core.Announcement) error {
	kept, err := s.Settle(context.Background(), []core.Outcome{{Announcement: a}})
	if err == nil && len(kept) == 0 {
		return core.ErrLost
	}
	return err
}

// soon returns a meeting in both chats, in an hour.
func soon() core.Meeting {
	m := pastMeeting(0)
	m.Start = noon.Add(time.Hour)
	return m
}

// TestTheCardOfAMeetingThatOnlyTheProgramBeforeHasWrittenIsKept in both places, too.
func TestTheCardOfAMeetingThatOnlyTheProgramBeforeHasWrittenIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s, ctx := migrated(t, address), t.Context()
		m, err := s.CreateMeeting(ctx, soon(), "", []core.Announcement{{Kind: core.KindCard, Channel: pastTeam, Due: noon, Next: noon}}, core.Limit{})
		require.NoError(t, err)
		require.NoError(t, s.Do("DELETE FROM occurrence"))
		as, err := s.Claim(ctx, pastTeam.Platform, noon, noon.Add(time.Minute), 1)
		require.NoError(t, err)
		as, err = s.Begin(ctx, as, noon, noon.Add(time.Minute))
		require.NoError(t, err)
		as[0].State, as[0].Ref = core.Sent, "1.2"
		require.NoError(t, settle(s, as[0]))
		m, err = s.Meeting(ctx, m.ID)
		require.NoError(t, err)
		require.Equal(t, map[core.Channel]core.MessageRef{pastTeam: "1.2"}, m.Cards)
		_, err = s.AmendMeeting(ctx, m.ID, func(m *core.Meeting, _ []core.Announcement) ([]core.Announcement, error) {
			m.Title = "retro"
			return nil, nil
		})
		require.NoError(t, err)
		standsTwice(t, s)
	})
}

// TestACardThatIsForgottenIsNotThatOfTheOccurrenceAtHand, which another process has just put there and not yet committed.
func TestACardThatIsForgottenIsNotThatOfTheOccurrenceAtHand(t *testing.T) {
	address := pgtest.Database(t)
	s, ctx := migrated(t, address), t.Context()
	m, err := s.CreateMeeting(ctx, soon(), "", []core.Announcement{{Kind: core.KindEdit, Channel: pastTeam, Due: noon, Next: noon}}, core.Limit{})
	require.NoError(t, err)
	as, err := s.Claim(ctx, pastTeam.Platform, noon, noon.Add(time.Minute), 1)
	require.NoError(t, err)
	as, err = s.Begin(ctx, as, noon, noon.Add(time.Minute))
	require.NoError(t, err)
	as[0].State, as[0].Unposted = core.Dead, true

	tx, err := terminal(t, address).BeginTx(ctx, nil)
	require.NoError(t, err)
	_, err = tx.ExecContext(ctx, "UPDATE meeting SET nth = 1; INSERT INTO occurrence SELECT id, 1, starts_at, duration, room FROM meeting; UPDATE posting SET card = 'second'")
	require.NoError(t, err)
	settled := make(chan error, 1)
	go func() { settled <- settle(s, as[0]) }()
	select {
	case err := <-settled:
		require.NoError(t, err)
		require.Fail(t, "it waits for the other process")
	case <-time.After(200 * time.Millisecond):
	}
	require.NoError(t, tx.Commit())
	require.NoError(t, <-settled)
	m, err = s.Meeting(ctx, m.ID)
	require.NoError(t, err)
	require.Equal(t, 1, m.Nth)
	require.Equal(t, core.MessageRef("second"), m.Card(pastTeam))
}
