package bench_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
)

// A stub answers what a bot asks of Slack at once, and believes everything: it costs next to nothing, so that what is
// measured is the program.
type stub struct{ posts atomic.Int64 }

// ServeHTTP implements http.Handler.
func (s *stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch strings.TrimPrefix(r.URL.Path, "/api/") {
	case "auth.test":
		fmt.Fprint(w, `{"ok":true,"team":"Example","team_id":"T0001","user":"meet","user_id":"UBOT","bot_id":"B0001"}`)
	case "users.info":
		fmt.Fprint(w, `{"ok":true,"user":{"id":"U00000","name":"person","tz":"Etc/UTC"}}`)
	case "chat.postMessage":
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":"1795446000.%06d"}`, r.FormValue("channel"), s.posts.Add(1))
	default:
		fmt.Fprint(w, `{"ok":true}`)
	}
}
