package coretest

import (
	"fmt"
	"sync/atomic"
	"time"

	"meetbot/core"
)

var limitCases = []storeCase{
	{"nobody gets more meetings ahead than the limit, asking 50 times at once", limitAtOnce},
	{"what is over or cancelled leaves room, and other people's does too", limitCountsAhead},
	{"at the limit a request that was answered gets its first meeting", limitSameRequest},
}

func limitAtOnce(b *bench) {
	who := b.keep(aliceIn("slack", "T1"), "alice", "").ID
	var made, refused atomic.Int64
	atOnce(50, func(i int) {
		_, err := b.CreateMeeting(b.ctx, draft(by(who)), fmt.Sprint(i), nil, core.Limit{Most: 10, Now: noon})
		switch {
		case err == nil:
			made.Add(1)
		case core.IsCode(err, core.TooMany):
			refused.Add(1)
		}
	})
	b.EqualValues(10, made.Load())
	b.EqualValues(40, refused.Load(), "any other error would be a fault of ours")
	b.Len(b.found(core.Query{Organizer: who}), 10)
	b.Equal(11, b.create(draft()).Number(slackOne), "no number was spent")
}

func limitCountsAhead(b *bench) {
	limit := core.Limit{Most: 1, Now: noon}
	for _, change := range []func(*core.Meeting){
		starting(noon.Add(-30 * time.Minute)), // over just now
		func(m *core.Meeting) { m.Cancelled = noon },
		func(m *core.Meeting) { m.Ended = noon },
		by("bob"), by("bob", "alice"),
	} {
		b.create(draft(change))
	}
	_, err := b.CreateMeeting(b.ctx, draft(), "", nil, limit)
	b.NoError(err)
	_, err = b.CreateMeeting(b.ctx, draft(starting(noon.Add(24*time.Hour))), "", nil, limit)
	b.refused(err, core.TooMany)
	_, err = b.CreateMeeting(b.ctx, draft(), "", nil, core.Limit{})
	b.NoError(err, "without a limit there is none")
}

func limitSameRequest(b *bench) {
	limit := core.Limit{Most: 1, Now: noon}
	first, err := b.CreateMeeting(b.ctx, draft(), "trigger", nil, limit)
	b.NoError(err)
	again, err := b.CreateMeeting(b.ctx, draft(), "trigger", nil, limit)
	b.NoError(err)
	b.Equal(first, again)
	_, err = b.CreateMeeting(b.ctx, draft(), "another", nil, limit)
	b.refused(err, core.TooMany)
}
