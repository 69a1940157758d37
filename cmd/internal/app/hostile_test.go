package app_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"github.com/stretchr/testify/require"

	"meetbot/bot/emulator"
	"meetbot/cmd/internal/app"
	"meetbot/core/store/pgtest"
)

// hostile is what comes from outside in place of text, of IDs and of everything else.
var hostile = map[string]string{
	"NUL":          "a\x00b",
	"controls":     "a\x1b[31m\x07b\x7f",
	"directions":   "a\u202egnp.exe\u2066\u200f",
	"broken UTF-8": "a\xff\xfe\xc0\x80",
	"invisible":    "\u3164\u200b\u2800\u115f",
	"tags":         "a\U000E0041\U000E0042",
	"marks":        "Z" + strings.Repeat("\u0351\u036b", 100),
	"long":         strings.Repeat("x7", 5_000),
	"long marks":   strings.Repeat("\u0301", 5_000),
	"lines":        "a\r\nX: 1\u2028b\u0085c",
	"SQL":          `' OR 1=1; DROP TABLE meeting; -- \' ?0 $1`,
	"path":         "../../etc/passwd%00",
	"spaces":       "   ",
}

// requireInert looks for what may stand on no card and on no page.
func requireInert(t *testing.T, text, why string) {
	t.Helper()
	marks := 0
	for _, r := range text {
		if unicode.Is(unicode.Mn, r) {
			marks++
		} else {
			marks = 0
		}
		if unicode.IsControl(r) && !strings.ContainsRune("\n\t\r", r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune("\u3164\u2800\u115f\U000E0041\u2028", r) || marks > 8 {
			require.Failf(t, "hostile text is shown", "%s: %U in %.300q", why, r, text)
		}
	}
	for _, s := range []string{`\u0000`, `\u001b`, `\u0007`, `\u007f`, `\u2028`, "bun:", "SQLSTATE", "panic"} {
		require.NotContains(t, text, s, why)
	}
}

// requireCalm says that nothing went wrong on our side.
func (w *world) requireCalm(why string) {
	w.t.Helper()
	for line := range strings.Lines(w.log.String()) {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, "bun:") {
			require.Fail(w.t, "written to the log as a failure", "%s: %s", why, line)
		}
	}
}

// onEither runs a test in a world with both chats and sign-ins, on either database.
func onEither(t *testing.T, test func(t *testing.T, w *world)) {
	for _, database := range []string{"SQLite", "PostgreSQL"} {
		t.Run(database, func(t *testing.T) {
			w := newWorld(t, (*world).withDiscord, (*world).withSignIns, func(w *world) {
				w.spoilt = true
				w.edits = append(w.edits, func(c *app.Config) {
					c.Meetings.MaxUpcoming = 100_000
					if database == "PostgreSQL" {
						c.Database.URL = app.Secret(pgtest.Database(t))
					}
				})
			})
			t.Cleanup(w.close)
			w.ready()
			test(t, w)
		})
	}
}

// spoilt calls spoil with a copy of a JSON value for every string in it and every hostile text in its place.
func spoilt(t *testing.T, raw []byte, spoil func(where string, body []byte)) {
	var at func(v any, set func(any), where string)
	var whole any
	require.NoError(t, json.Unmarshal(raw, &whole))
	at = func(v any, set func(any), where string) {
		switch v := v.(type) {
		case map[string]any:
			for name, below := range v {
				at(below, func(to any) { v[name] = to }, where+"."+name)
			}
		case []any:
			for i, below := range v {
				at(below, func(to any) { v[i] = to }, where+"[]")
			}
		case string:
			for name, text := range hostile {
				set(text)
				body, err := json.Marshal(whole)
				require.NoError(t, err)
				spoil(where+": "+name, body)
			}
			set(v)
		}
	}
	at(whole, func(any) {}, "")
}

func TestHostileSlackCommands(t *testing.T) {
	onEither(t, func(t *testing.T, w *world) {
		for field := range w.slack.CommandForm("U0001", "C0001", "") {
			for name, text := range hostile {
				form := w.slack.CommandForm("U0001", "C0001", "in 10 minutes")
				form.Set(field, text)
				res, err := w.slack.Post("/slack/commands", []byte(form.Encode()), nil)
				require.NoError(t, err)
				why := field + ": " + name
				answer, err := io.ReadAll(res.Body)
				require.NoError(t, err)
				require.Equal(t, http.StatusOK, res.StatusCode, why)
				requireInert(t, string(answer), why)
				if slices.Contains([]string{"team_id", "user_id", "channel_id"}, field) {
					require.Contains(t, string(answer), "I'm not set up here", why)
				} else if field != "text" {
					require.Contains(t, string(answer), "Booked: ", why)
				}
			}
		}
		w.requireCalm("commands")
	})
}

func TestHostileSlackPresses(t *testing.T) {
	onEither(t, func(t *testing.T, w *world) {
		m, err := w.slack.Type("U0001", "C0001", "/meet")
		require.NoError(t, err)
		form, err := w.slack.PressForm("U0001", m, "My meetings")
		require.NoError(t, err)
		spoilt(t, []byte(form.Get("payload")), func(why string, body []byte) {
			if strings.HasPrefix(why, ".response_url") {
				return // there the answers go
			}
			res, err := w.slack.Post("/slack/interactions", []byte(url.Values{"payload": {string(body)}}.Encode()), nil)
			require.NoError(t, err)
			require.Less(t, res.StatusCode, 500, why)
		})
		for _, e := range w.slack.Events(0) {
			requireInert(t, string(e.Message.Raw), "what Slack got")
		}
		w.requireCalm("presses")
	})
}

func TestHostileDiscordInteractions(t *testing.T) {
	onEither(t, func(t *testing.T, w *world) {
		const alice, general = "200000000000000001", "300000000000000001"
		for _, line := range []string{"/meet new when:in 10 minutes title:standup", "/meet list", "/meet timezone zone:Europe/Paris"} {
			var raw []byte
			require.Eventually(t, func() bool { raw = w.discord.Interaction(alice, general, line); return raw != nil },
				10*time.Second, time.Millisecond, "the commands are not registered")
			spoilt(t, raw, func(why string, body []byte) {
				res, err := w.discord.PostInteraction(body, nil)
				require.NoError(t, err)
				answer, err := io.ReadAll(res.Body)
				require.NoError(t, err)
				require.Less(t, res.StatusCode, 500, why)
				requireInert(t, string(answer), why)
				for _, field := range []string{".guild_id", ".channel_id", ".member.user.id"} {
					if strings.HasPrefix(why, field+":") {
						require.Contains(t, string(answer), "I'm not set up here", why)
					}
				}
			})
		}
		w.requireCalm("interactions")
	})
}

// TestHostilePlatformAnswers has the platforms tell hostile things of people whom the service asks about.
func TestHostilePlatformAnswers(t *testing.T) {
	onEither(t, func(t *testing.T, w *world) {
		n := 0
		for _, field := range []string{"user.id", "user.team_id", "user.name", "user.real_name", "user.tz", "user.profile.display_name", "user.profile.real_name"} {
			for name, text := range hostile {
				n++
				person := fmt.Sprintf("U7%05d", n) // nobody is remembered
				w.slack.AddPerson(emulator.Person{ID: person, Name: "dora", Zone: "Europe/Warsaw"})
				w.alter("/api/users.info", field, text)
				res, err := w.slack.Post("/slack/commands", []byte(w.slack.CommandForm(person, "C0001", "in 10 minutes").Encode()), nil)
				require.NoError(t, err)
				answer, err := io.ReadAll(res.Body)
				require.NoError(t, err)
				requireInert(t, string(answer), field+": "+name)
				require.Contains(t, string(answer), "Booked: ", field+": "+name)
				if name == "invisible" {
					require.Contains(t, string(answer), "Booked: dora's meeting", "the next name it is")
				}
			}
		}
		for _, field := range []string{"id", "username", "global_name"} {
			for name, text := range hostile {
				w.alter("/api/v10/users/@me", field, text)
				b := w.tab()
				page := w.signInWith(b, "discord", "alice")
				require.Less(t, page.Code, 500, field+": "+name)
				requireInert(t, page.Body.String(), field+": "+name)
				if field == "id" {
					require.Equal(t, "This account isn’t from here", headingOf(page), name)
				}
			}
		}
		w.requireCalm("answers")
	})
}

// alter has a platform's next answers under a path hold something else in one field.
func (w *world) alter(path, field, text string) {
	change := func(r *http.Request, body []byte) []byte {
		var whole map[string]any
		if r.URL.Path != path || json.Unmarshal(body, &whole) != nil {
			return body
		}
		parts, at := strings.Split(field, "."), whole
		for _, p := range parts[:len(parts)-1] {
			at = at[p].(map[string]any)
		}
		at[parts[len(parts)-1]] = text
		out, err := json.Marshal(whole)
		require.NoError(w.t, err)
		return out
	}
	w.altered.Store(&change)
}

// TestHostileIDsAreNobodys signs in as whom Slack itself calls by what is no ID of its.
func TestHostileIDsAreNobodys(t *testing.T) {
	signingIn(t, func(t *testing.T, w *world) {
		for name, text := range hostile {
			w.slack.AddPerson(emulator.Person{ID: text, Name: "dora"})
			page := w.signInWith(w.tab(), "slack", text)
			require.Equal(t, http.StatusForbidden, page.Code, name)
			require.Equal(t, "This account isn’t from here", headingOf(page), name)
		}
		w.requireCalm("IDs")
	})
}

func TestHostileWebRequests(t *testing.T) {
	onEither(t, func(t *testing.T, w *world) {
		m, err := w.slack.Type("U0001", "C0001", "/meet now standup")
		require.NoError(t, err)
		meeting := regexp.MustCompile(`/m/[a-z2-7]{26}`).FindString(string(m.Raw))
		require.NotEmpty(t, meeting)
		for name, text := range hostile {
			for _, c := range []struct {
				method, path string
				form         url.Values
			}{
				{"GET", "/m/" + url.PathEscape(text), nil},
				{"POST", "/m/" + url.PathEscape(text) + "/join", url.Values{"name": {"bob"}}},
				{"GET", "/m/" + url.PathEscape(text) + ".ics", nil},
				{"GET", "/login/ticket/" + url.PathEscape(text), nil},
				{"POST", "/login/ticket/" + url.PathEscape(text), nil},
				{"GET", "/static/" + url.PathEscape(text), nil},
				{"GET", "/" + url.PathEscape(text), nil},
				{"GET", "/login/" + url.PathEscape(text), nil},
				{"GET", "/login/slack?next=" + url.QueryEscape(text), nil},
				{"GET", "/login/slack?next=" + url.QueryEscape("/"+text), nil},
				{"GET", "/login/slack/callback?state=" + url.QueryEscape(text) + "&code=" + url.QueryEscape(text) + "&error=" + url.QueryEscape(text), nil},
				{"POST", meeting + "/join", url.Values{"name": {text}}},
				{"POST", "/login/join", url.Values{"answer": {text}, "question": {text}}},
				{"POST", "/login/separate", url.Values{"account": {text}}},
				{"POST", "/logout", url.Values{"next": {text}}},
				{"POST", "/logout", url.Values{"next": {"/" + text}}},
			} {
				b := w.tab()
				page := b.do(c.method, c.path, c.form)
				why := c.method + " " + c.path + ": " + name
				require.Less(t, page.Code, 500, why)
				requireInert(t, page.Body.String(), why)
				require.NotContains(t, page.Header().Get("Location"), "\x00", why)
			}
			for _, cookie := range []string{"meetbot", "meetbot-login", "meetbot-join"} {
				for _, path := range []string{"/", meeting, "/login/join", "/login/slack", "/login/slack/callback?state=x&code=y"} {
					r := httptest.NewRequest(http.MethodGet, path, nil)
					r.Header.Set("Cookie", cookie+"="+text)
					rec := httptest.NewRecorder()
					w.app.Handler().ServeHTTP(rec, r)
					require.Less(t, rec.Code, 500, cookie+" "+path+": "+name)
				}
			}
		}
		w.requireCalm("requests")
	})
}

// TestHostileNamesOnCards has people with hostile names call meetings, come to them and sign in.
func TestHostileNamesOnCards(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		text := hostile[name]
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, (*world).withDiscord, (*world).withSignIns)
			t.Cleanup(w.close)
			w.ready()
			w.slack.AddPerson(emulator.Person{ID: "U0007", Name: text, Zone: "Europe/Warsaw"})
			w.discord.AddPerson(emulator.Person{ID: "200000000000000007", Name: text, Zone: "Europe/Warsaw"})
			for platform, id := range map[string]string{"slack": "U0007", "discord": "200000000000000007"} {
				chat := w.chats[platform]
				channel := chat.Channels()[0].ID
				for _, line := range []string{"/meet now", "/meet list", "/meet show #1"} {
					if platform == "discord" {
						line = strings.Replace(line, "show #1", "show meeting:1", 1)
					}
					_, _ = chat.Type(id, channel, line) // whatever the answer is, it is looked at below
				}
				time.Sleep(time.Minute)
				synctest.Wait()
				for _, e := range chat.Events(0) {
					requireInert(t, string(e.Message.Raw), platform+": "+name)
				}
				require.NotEmpty(t, chat.Messages(id, channel), "nothing was posted")
				page := w.signInWith(w.tab(), platform, id)
				require.Less(t, page.Code, 500, platform+": "+name)
				requireInert(t, page.Body.String(), platform+": "+name)
			}
			w.requireCalm(name)
		})
	}
}
