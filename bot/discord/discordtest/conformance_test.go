//go:build conformance

package discordtest_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/require"

	"meetbot/bot/discord/discordtest"
)

// unspecified are routes that Discord documents outside of the file.
var unspecified = map[string]bool{"POST /oauth2/token": true}

// TestConformanceOpenAPI holds what the tests of the bot have sent, and what the emulator has answered, kept in the folder
// that DISCORD_JOURNAL names, against Discord's own description of its interface, in the file that DISCORD_OPENAPI names
// and that is not part of the repository.
func TestConformanceOpenAPI(t *testing.T) {
	sent, answered := specification(t, true), specification(t, false)
	checked, faults := map[string]int{}, map[string]int{}
	for _, c := range journal(t) {
		if unspecified[c.Route] {
			continue
		}
		checked[c.Route]++
		if err := conforms(sent, answered, c); err != nil {
			why, _, _ := strings.Cut(err.Error(), "\n")
			faults[c.Route+": "+why]++
		}
	}
	n := 0
	for route, times := range checked {
		t.Logf("%5d  %s", times, route)
		n += times
	}
	t.Logf("%d requests on %d routes", n, len(checked))
	for fault, times := range faults {
		t.Errorf("%d times: %s", times, fault)
	}
	for _, route := range []string{
		"POST /channels/{channel}/messages", "PATCH /channels/{channel}/messages/{message}",
		"POST /interactions/{interaction}/{token}/callback", "PUT /applications/{application}/commands",
		"POST /guilds/{guild}/scheduled-events", "PATCH /guilds/{guild}/scheduled-events/{event}",
		"POST /users/@me/channels", "POST /webhooks/{application}/{token}",
	} {
		require.NotZero(t, checked[route], "the tests must have sent a %s", route)
	}
}

// specification reads the file, and mends what is known to be wrong in it. Where it is closed, a name that is misspelt is
// a fault: so for what is sent, as Discord's answers hold more than the file says.
func specification(t *testing.T, closed bool) routers.Router {
	path := os.Getenv("DISCORD_OPENAPI")
	require.NotEmpty(t, path, "DISCORD_OPENAPI must name Discord's OpenAPI file")
	spec, err := openapi3.NewLoader().LoadFromFile(path)
	require.NoError(t, err)
	more := false
	for name, ref := range spec.Components.Schemas {
		s := ref.Value
		// The documentation and every client say that it is a string; the file, that it is a number.
		if p := s.Properties["default_member_permissions"]; p != nil && strings.HasPrefix(name, "ApplicationCommand") {
			p.Value = &openapi3.Schema{Type: &openapi3.Types{"string", "null"}}
		}
		if closed && len(s.Properties) > 0 && s.AdditionalProperties.Has == nil && s.AdditionalProperties.Schema == nil {
			s.AdditionalProperties.Has = &more
		}
	}
	router, err := gorillamux.NewRouter(spec)
	require.NoError(t, err)
	return router
}

// journal reads what was kept.
func journal(t *testing.T) (calls []discordtest.Call) {
	files, err := filepath.Glob(filepath.Join(os.Getenv("DISCORD_JOURNAL"), "*.jsonl"))
	require.NoError(t, err)
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var c discordtest.Call
			require.NoError(t, json.Unmarshal(lines.Bytes(), &c))
			calls = append(calls, c)
		}
		require.NoError(t, lines.Err())
		require.NoError(t, f.Close())
	}
	require.NotEmpty(t, calls, "no request was kept: run make conformance")
	return calls
}

// conforms holds a request against one description, and its answer, unless it is an error, against the other.
func conforms(sent, answered routers.Router, c discordtest.Call) error {
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true}
	in, err := input(sent, c, options)
	if err == nil {
		err = openapi3filter.ValidateRequest(context.Background(), in)
	}
	if err != nil || c.Fault || c.Status < 200 || c.Status > 299 {
		return err
	}
	if in, err = input(answered, c, options); err != nil {
		return err
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: c.Status, Header: http.Header{}, Options: options}
	out.Header.Set("Content-Type", "application/json")
	return openapi3filter.ValidateResponse(context.Background(), out.SetBodyBytes(c.Answer))
}

func input(router routers.Router, c discordtest.Call, options *openapi3filter.Options) (*openapi3filter.RequestValidationInput, error) {
	r, err := http.NewRequest(c.Method, "https://discord.com/api/v10"+c.Path, bytes.NewReader(c.Body))
	if err != nil {
		return nil, err
	}
	r.URL.RawQuery, r.Header = c.Query, c.Header.Clone()
	route, vars, err := router.FindRoute(r)
	return &openapi3filter.RequestValidationInput{Request: r, PathParams: vars, Route: route, Options: options}, err
}
