package discord

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/core"
)

// A small Discord: a server with channels and threadRooms of every kind, and people with and without roles.
type rest struct {
	mu       sync.Mutex
	asked    []string
	down     map[string]bool // paths that answer 500
	everyone int             // permissions of the role of everybody
}

var (
	rooms = map[string]string{
		"1": `"type":0,"permission_overwrites":[]`,
		"2": `"type":0,"permission_overwrites":[{"id":"` + server + `","type":0,"allow":"0","deny":"1024"}]`,
		"3": `"type":0,"permission_overwrites":[{"id":"` + server + `","type":0,"allow":"1024","deny":"0"}]`,
		"4": `"type":0,"permission_overwrites":[{"id":"` + server + `","type":0,"allow":"0","deny":"1024"},{"id":"9","type":0,"allow":"1024","deny":"0"}]`,
		"5": `"type":0,"permission_overwrites":[{"id":"` + server + `","type":0,"allow":"0","deny":"1024"},{"id":"71","type":1,"allow":"1024","deny":"0"}]`,
		"6": `"type":0,"permission_overwrites":[{"id":"71","type":1,"allow":"0","deny":"1024"}]`,
	}
	threadRooms = map[string]string{
		"11": `"type":11,"parent_id":"1"`, "12": `"type":11,"parent_id":"2"`, "13": `"type":12,"parent_id":"1"`, "14": `"type":10,"parent_id":"3"`,
		"15": `"type":1`,
	}
	rolesOfPeople = map[string]string{ // their roles
		"71": `[]`, "72": `["9"]`, "73": `["8"]`, "74": `["7"]`, "75": `[]`, "76": `[]`,
	}
)

func (s *rest) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.URL.Path)
	down := s.down[r.URL.Path]
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	last := parts[len(parts)-1]
	missing := func() {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"code":10003,"message":"Unknown"}`)
	}
	switch {
	case down:
		w.WriteHeader(http.StatusInternalServerError)
	case len(parts) == 2 && parts[0] == "guilds":
		roles := `[{"id":"` + server + `","permissions":"` + strconv.Itoa(s.everyone) + `"},{"id":"9","permissions":"0"},{"id":"8","permissions":"8"},{"id":"7","permissions":"17179869184"}]`
		_, _ = io.WriteString(w, `{"id":"`+server+`","owner_id":"75","roles":`+roles+`}`)
	case last == "channels":
		var all []string
		for id, r := range rooms {
			all = append(all, `{"id":"`+id+`","guild_id":"`+server+`",`+r+`}`)
		}
		_, _ = io.WriteString(w, "["+strings.Join(all, ",")+"]")
	case len(parts) == 4 && parts[2] == "members" && rolesOfPeople[last] != "":
		_, _ = io.WriteString(w, `{"user":{"id":"`+last+`","username":"x"},"roles":`+rolesOfPeople[last]+`}`)
	case len(parts) == 4 && parts[2] == "thread-members" && last == "71":
		_, _ = io.WriteString(w, `{"id":"13","user_id":"71"}`)
	case len(parts) == 2 && parts[0] == "channels" && last == "15":
		_, _ = io.WriteString(w, `{"id":"15",`+threadRooms[last]+`}`)
	case len(parts) == 2 && parts[0] == "channels" && threadRooms[last] != "":
		_, _ = io.WriteString(w, `{"id":"`+last+`","guild_id":"`+server+`",`+threadRooms[last]+`}`)
	default:
		missing()
	}
}

func newRest(t *testing.T) (*rest, *Discord) {
	s := &rest{down: map[string]bool{}, everyone: viewChannel}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	w := newWorld(t)
	w.options.APIURL = srv.URL + "/"
	return s, w.another()
}

func placesOf(ids ...string) []core.Place {
	var out []core.Place
	for _, id := range ids {
		out = append(out, core.Place{Channel: in(id)})
	}
	return out
}

func (d *Discord) seenBy(t *testing.T, user string) []string {
	seen, err := d.Sees(t.Context(), d.identity(user), core.Workspace{Platform: Name, ID: server}, placesOf("1", "2", "3", "4", "5", "6", "11", "12", "13", "14", "15", "16"))
	require.NoError(t, err)
	out := []string{}
	for _, c := range seen {
		out = append(out, c.ID)
	}
	return out
}

// TestWhoSeesWhat holds Discord's way of computing who sees a channel, with roles, overwrites and threadRooms.
func TestWhoSeesWhat(t *testing.T) {
	_, d := newRest(t)
	for user, want := range map[string][]string{
		"71": {"1", "3", "5", "11", "13", "14"},                      // overwrites of their own, and in the private thread
		"72": {"1", "3", "4", "6", "11", "14"},                       // a role
		"73": {"1", "2", "3", "4", "5", "6", "11", "12", "13", "14"}, // an administrator
		"74": {"1", "3", "6", "11", "13", "14"},                      // who manages threadRooms
		"75": {"1", "2", "3", "4", "5", "6", "11", "12", "13", "14"}, // the owner
		"76": {"1", "3", "6", "11", "14"},                            // nobody in particular
		"79": {},                                                     // no member
		"x":  {},
	} {
		require.Equal(t, want, d.seenBy(t, user), user)
	}
}

// TestHowLongItTakesTellsNothing: the same is asked whatever somebody sees.
func TestHowLongItTakesTellsNothing(t *testing.T) {
	var first []string
	for _, user := range []string{"71", "73", "76"} {
		s, d := newRest(t)
		d.seenBy(t, user)
		asked := slices.Clone(s.asked)
		for i := range asked {
			asked[i] = strings.ReplaceAll(asked[i], "/"+user, "/USER")
		}
		slices.Sort(asked)
		if first == nil {
			first = asked
		}
		require.Equal(t, first, asked)
	}
}

func TestWhatCannotBeAskedIsNotSeen(t *testing.T) {
	for path, want := range map[string][]string{
		"/guilds/" + server:                 nil,
		"/guilds/" + server + "/channels":   nil,
		"/guilds/" + server + "/members/71": nil,
		"/channels/13/thread-members/71":    {"1", "3", "5", "11", "14"},
		"/channels/11":                      {"1", "3", "5", "13", "14"},
	} {
		s, d := newRest(t)
		s.down[path] = true
		seen, err := d.Sees(t.Context(), d.identity("71"), core.Workspace{Platform: Name, ID: server}, placesOf("1", "2", "3", "4", "5", "6", "11", "12", "13", "14", "15", "16"))
		if want == nil {
			require.Error(t, err, path)
			require.Empty(t, seen)
			continue
		}
		require.NoError(t, err, path)
		ids := []string{}
		for _, c := range seen {
			ids = append(ids, c.ID)
		}
		require.Equal(t, want, ids, path)
	}
}

// TestPublic: what everybody in a server sees may stand in its calendar, and nothing else.
func TestPublic(t *testing.T) {
	for i, everyone := range []int{viewChannel, 0} {
		s, d := newRest(t)
		s.everyone = everyone
		for id, want := range map[string][2]bool{ // where everybody sees channels, and where nobody does unless one says so
			"1": {true, false}, "2": {false, false}, "3": {true, true}, "4": {false, false}, "6": {true, false},
			"11": {true, false}, "12": {false, false}, "13": {false, false}, "14": {true, true}, "15": {false, false}, "16": {false, false},
		} {
			is, err := d.anyPublic(t.Context(), server, []core.Channel{in(id)})
			require.NoError(t, err)
			require.Equal(t, want[i], is, "channel %s", id)
		}
	}
	s, d := newRest(t)
	s.down["/channels/11"] = true
	_, err := d.anyPublic(t.Context(), server, []core.Channel{in("11")})
	require.Error(t, err, "else its event would be taken away on a guess")
	is, err := d.anyPublic(t.Context(), server, []core.Channel{in("11"), in("1")})
	require.NoError(t, err)
	require.True(t, is)
}

// TestWhoIsSeenIsNotAskedFor: what somebody does in a server tells their roles, and for no longer than they hold.
func TestWhoIsSeenIsNotAskedFor(t *testing.T) {
	s, d := newRest(t)
	r := d.receiver(nil)
	raw, err := json.Marshal(map[string]any{"user": map[string]string{"id": "71"}, "roles": []string{"8"}})
	require.NoError(t, err)
	var m member
	require.NoError(t, json.Unmarshal(raw, &m))
	r.meet(interaction{GuildID: server, ChannelID: "1", Member: &m})
	require.Contains(t, d.seenBy(t, "71"), "2")
	require.NotContains(t, s.asked, "/guilds/"+server+"/members/71")
	require.LessOrEqual(t, max(memberLife, rolesLife, roomLife), time.Minute)
}
