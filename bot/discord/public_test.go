package discord

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPublic: what everybody in a server sees may stand in its calendar, and nothing else.
func TestPublic(t *testing.T) {
	const (
		deny  = `"permission_overwrites":[{"id":"` + server + `","type":0,"allow":"0","deny":"1024"}]`
		allow = `"permission_overwrites":[{"id":"` + server + `","type":0,"allow":"1024","deny":"0"}]`
		other = `"permission_overwrites":[{"id":"9","type":0,"allow":"1024","deny":"0"}]`
		none  = `"permission_overwrites":[]`
	)
	channels := map[string]string{
		"1": `"type":0,` + none, "2": `"type":0,` + deny, "3": `"type":0,` + allow, "4": `"type":0,` + other,
		"11": `"type":11,"parent_id":"1"`, "12": `"type":11,"parent_id":"2"`, "13": `"type":12,"parent_id":"1"`, "14": `"type":10,"parent_id":"3"`,
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":"`+id+`","guild_id":"`+server+`",`+channels[id]+`}`)
	}))
	defer srv.Close()
	w := newWorld(t)
	w.options.APIURL = srv.URL + "/"
	d := w.another()
	everybody := func(rights int) guild {
		return guild{ID: server, Roles: []role{{ID: server, Permissions: strconv.Itoa(rights)}, {ID: "9", Permissions: "1024"}}}
	}
	for id, want := range map[string][2]bool{ // where everybody sees channels, and where nobody does unless one says so
		"1": {true, false}, "2": {false, false}, "3": {true, true}, "4": {true, false},
		"11": {true, false}, "12": {false, false}, "13": {false, false}, "14": {true, true},
	} {
		for i, g := range []guild{everybody(viewChannel), everybody(0)} {
			is, err := d.public(t.Context(), g, id)
			require.NoError(t, err)
			require.Equal(t, want[i], is, "channel %s: %s", id, channels[id])
		}
	}
	is, err := d.public(t.Context(), guild{ID: "300000000000000009"}, "3")
	require.NoError(t, err)
	require.False(t, is, "another server's")
}
