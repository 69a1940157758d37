package store

import (
	"github.com/uptrace/bun/schema"

	"meetbot/core"
)

// errNothing is what an ID finds that can name nothing: it never gets into a query.
var errNothing = &core.Error{Code: core.NotFound}

// A plain dialect writes text as core.Stored has it, into whatever query: PostgreSQL takes NUL nowhere, and bun would
// write its complaint into the query in place of the text.
type plain struct{ schema.Dialect }

// AppendString implements schema.Dialect.
func (p plain) AppendString(b []byte, s string) []byte {
	return p.Dialect.AppendString(b, core.Stored(s))
}

// nameable tells whether a meeting, what it is posted in and the key of its request can be stored.
func nameable(m core.Meeting, request string) bool {
	ok := core.CanName(string(m.ID), m.Home.Platform, m.Home.ID, request, string(m.Organizer))
	for _, h := range m.Hosts {
		ok = ok && core.CanName(string(h))
	}
	for _, p := range m.Postings {
		ok = ok && core.CanName(p.Channel.Platform, p.Channel.Workspace, p.Channel.ID)
	}
	for _, a := range m.Attendees {
		ok = ok && core.CanName(string(a.Person))
	}
	for _, who := range m.Invited {
		ok = ok && named(who)
	}
	return ok
}

// named tells whether an identity can be somebody's.
func named(id core.Identity) bool { return core.CanName(id.Platform, id.Workspace, id.UserID) }
