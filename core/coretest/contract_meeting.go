package coretest

import (
	"fmt"
	"time"

	"meetbot/core"
)

var meetingCases = []storeCase{
	{"what was created is read back", readBack},
	{"a meeting that is not there is NotFound", missingMeeting},
	{"the caller's meeting is left as it was", argumentUntouched},
	{"each workspace counts its meetings by itself", countsPerWorkspace},
	{"two channels of one workspace share a number", sharedNumber},
	{"a meeting in two workspaces has a number in each", numberInEach},
	{"meetings made at once in two workspaces, in either order, all get numbers of their own", numbersAtOnce},
	{"the same request makes one meeting", sameRequest},
	{"the same request from 8 goroutines makes one meeting", sameRequestAtOnce},
	{"the same request key from two homes makes two meetings", requestPerHome},
	{"meetings without a request key are never taken for one", noRequest},
	{"the same thing due at the same instant is stored once", plannedOnce},
	{"a meeting that was over is forgotten with everything about it", forgotten},
	{"a number is not given again after its meeting is forgotten", numberNotReused},
}

func readBack(b *bench) {
	m := draft(by("alice", "bob", "carol"), in(team, guild))
	m.MembersOnly = true
	made := b.create(m, say(core.KindCard, noon))
	b.Equal(1, made.Revision)
	b.Equal(made, b.stored(m.ID))

	m.Revision, m.Postings[0].Number, m.Postings[1].Number = 1, 1, 1
	b.Equal(m, made)
	as, err := b.Announcements(b.ctx, m.ID)
	b.NoError(err)
	b.Len(as, 1)
	b.NotEmpty(as[0].ID)
	b.LessOrEqual(len(as[0].ID), 25, "a nonce at Discord")
	want := say(core.KindCard, noon)
	want.ID, want.Meeting, want.Revision, want.State = as[0].ID, m.ID, 1, core.Pending
	b.Equal(want, as[0])
}

func missingMeeting(b *bench) {
	_, err := b.Meeting(b.ctx, "nothing")
	b.refused(err, core.NotFound)
	_, err = b.UpdateMeeting(b.ctx, "nothing", func(*core.Meeting, []core.Announcement) ([]core.Announcement, error) {
		b.Fail("fn must not run")
		return nil, nil
	})
	b.refused(err, core.NotFound)
}

func argumentUntouched(b *bench) {
	m := draft(in(team, guild))
	b.create(m)
	b.Equal(draft(in(team, guild)).Postings, m.Postings)
	b.Zero(m.Revision)
}

func countsPerWorkspace(b *bench) {
	for n := 1; n <= 3; n++ {
		b.Equal(n, b.create(draft(in(team))).Number(slackOne))
	}
	b.Equal(1, b.create(draft(in(faraway))).Number(slackTwo))
	b.Equal(1, b.create(draft(in(guild))).Number(guild.Home()))
	b.Equal(4, b.create(draft(in(random))).Number(slackOne))
}

func sharedNumber(b *bench) {
	m := b.create(draft(in(team, random)))
	b.Equal(1, m.Postings[0].Number)
	b.Equal(1, m.Postings[1].Number)
	b.Equal(m, b.stored(m.ID))
	b.Equal(2, b.create(draft()).Number(slackOne))
}

func numberInEach(b *bench) {
	b.create(draft(in(team)))
	m := b.create(draft(in(team, guild)))
	b.Equal(2, m.Number(slackOne))
	b.Equal(1, m.Number(guild.Home()))
}

func numbersAtOnce(b *bench) {
	const each = 4
	var made [8 * each]core.Meeting
	atOnce(8, func(i int) {
		for j := range each {
			where := []core.Channel{team, guild}
			if (i+j)%2 == 0 {
				where = []core.Channel{guild, team}
			}
			m, err := b.CreateMeeting(b.ctx, draft(in(where...)), "", nil, core.Limit{})
			if err == nil {
				made[i*each+j] = m
			}
		}
	})
	numbers := map[string]bool{}
	for _, m := range made {
		b.NotEmpty(m.ID, "not created")
		b.Equal(m, b.stored(m.ID))
		for _, p := range m.Postings {
			numbers[fmt.Sprint(p.Channel.Platform, p.Number)] = true
			b.LessOrEqual(p.Number, len(made))
		}
	}
	b.Len(numbers, 2*len(made))
}

func sameRequest(b *bench) {
	first, err := b.CreateMeeting(b.ctx, draft(), "trigger", []core.Announcement{say(core.KindCard, noon)}, core.Limit{})
	b.NoError(err)
	again, err := b.CreateMeeting(b.ctx, draft(titled("another")), "trigger", []core.Announcement{say(core.KindCard, noon)}, core.Limit{})
	b.NoError(err)
	b.Equal(first, again)
	b.Equal([]string{"card pending"}, b.of(first.ID))
	b.Equal(2, b.create(draft()).Number(slackOne), "no number was spent")
}

func sameRequestAtOnce(b *bench) {
	var ids [8]core.MeetingID
	atOnce(8, func(i int) {
		m, err := b.CreateMeeting(b.ctx, draft(), "trigger", []core.Announcement{say(core.KindCard, noon)}, core.Limit{})
		if err == nil {
			ids[i] = m.ID
		}
	})
	for _, id := range ids {
		b.Equal(ids[0], id)
	}
	all, err := b.Meetings(b.ctx, core.Query{})
	b.NoError(err)
	b.Len(all, 1)
	b.Equal(1, all[0].Number(slackOne))
	b.Len(b.claim(noon, 100), 1)
}

func requestPerHome(b *bench) {
	one, err := b.CreateMeeting(b.ctx, draft(in(team)), "trigger", nil, core.Limit{})
	b.NoError(err)
	two, err := b.CreateMeeting(b.ctx, draft(in(faraway)), "trigger", nil, core.Limit{})
	b.NoError(err)
	b.NotEqual(one.ID, two.ID)
}

func noRequest(b *bench) {
	b.NotEqual(b.create(draft()).ID, b.create(draft()).ID)
}

func plannedOnce(b *bench) {
	m := b.create(draft(), say(core.KindEdit, noon), say(core.KindEdit, noon), say(core.KindEdit, noon.Add(time.Second)))
	b.Equal([]string{"edit pending", "edit pending"}, b.of(m.ID))
}

func forgotten(b *bench) {
	m := draft(by("alice", "bob"))
	old, err := b.CreateMeeting(b.ctx, m, "trigger", []core.Announcement{say(core.KindCard, noon)}, core.Limit{})
	b.NoError(err)
	kept := b.create(draft(starting(noon.Add(time.Hour+time.Microsecond))), say(core.KindCard, noon))

	n, err := b.Forget(b.ctx, old.End().Add(-time.Microsecond))
	b.NoError(err)
	b.Zero(n, "it was not over then")
	n, err = b.Forget(b.ctx, old.End())
	b.NoError(err)
	b.Equal(1, n)

	_, err = b.Meeting(b.ctx, old.ID)
	b.refused(err, core.NotFound)
	b.Empty(b.of(old.ID))
	for _, q := range []core.Query{{Workspace: slackOne}, {Channel: team}, {Organizer: "alice"}, {Moderator: "bob"}} {
		found, err := b.Meetings(b.ctx, q)
		b.NoError(err)
		for _, m := range found {
			b.Equal(kept.ID, m.ID)
		}
	}
	b.Equal(kept.ID, b.claimOne(noon).Meeting)
	again, err := b.CreateMeeting(b.ctx, draft(), "trigger", nil, core.Limit{})
	b.NoError(err)
	b.NotEqual(old.ID, again.ID, "the request went with its meeting")
}

func numberNotReused(b *bench) {
	b.create(draft())
	_, err := b.Forget(b.ctx, noon.Add(time.Hour*24))
	b.NoError(err)
	b.Equal(2, b.create(draft()).Number(slackOne))
}
