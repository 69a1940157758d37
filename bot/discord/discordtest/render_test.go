package discordtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestDecode shows texts as a reader in Warsaw sees them on Monday, 24 August 2026, 10:00.
func TestDecode(t *testing.T) {
	w := newWorld(t)
	zone, _ := time.LoadLocation("Europe/Warsaw")
	v := view{d: w.Discord, zone: zone, now: w.clock.Now()}
	at := func(style string, d time.Duration) string {
		return fmt.Sprintf("<t:%d:%s>", w.clock.Now().Add(d).Unix(), style)
	}
	for in, want := range map[string]string{
		"plain":                           "plain",
		"**b** *i* __u__":                 "b i u",
		"~~s~~ ||x||":                     "s x",
		"***both***":                      "both",
		`\*\*b\*\*`:                       "**b**",
		`\\*i*`:                           `\i`,
		`\a \`:                            `\a \`,
		`¯\_(ツ)_/¯`:                       `¯\_(ツ)_/¯`,
		"snake_case_name":                 "snake_case_name",
		"_i_ x":                           "i x",
		"2 * 3 * 4":                       "2 * 3 * 4",
		"*open":                           "*open",
		"`*code*`":                        "*code*",
		"``a`b``":                         "a`b",
		"```go\nx *y*\n```":               "x *y*",
		"# head":                          "head",
		"-# small":                        "small",
		"> quote":                         "quote",
		"- item":                          "• item",
		`\# no head`:                      "# no head",
		"#no head":                        "#no head",
		"[click](https://evil.example)":   "click",
		`\[click\](https://evil.example)`: "[click](https://evil.example)",
		"[click](javascript:x)":           "[click](javascript:x)",
		"<https://x.org/a_b_c>":           "https://x.org/a_b_c",
		"https://x.org/a_b_c*":            "https://x.org/a_b_c*",
		"<@" + alice + ">":                "@alice",
		"<@!" + bob + "> hi":              "@bob hi",
		`\<@` + bob + ">":                 "<@" + bob + ">",
		"`<@" + bob + ">`":                "<@" + bob + ">",
		"<@1>":                            "@unknown-user",
		"<#" + team + ">":                 "#team",
		"<@&9001>":                        "@Admins",
		"</meet new:55>":                  "/meet new",
		"<:party:12>":                     ":party:",
		":tada: :nothing:":                "🎉 :nothing:",
		"@everyone @here":                 "@everyone @here",
		at("F", 29*time.Hour):             "Tue 25 Aug 15:00",
		at("F", 365*24*time.Hour):         "Tue 24 Aug 2027 10:00",
		at("f", 0):                        "24 August 2026 10:00",
		at("t", 0):                        "10:00",
		at("T", 5*time.Second):            "10:00:05",
		at("d", 0):                        "24/08/2026",
		at("D", 0):                        "24 August 2026",
		at("s", 0):                        "24/08/2026, 10:00",
		at("S", 0):                        "24/08/2026, 10:00:00",
		at("R", 5*time.Minute):            "in 5 min",
		at("R", -5*time.Minute):           "5 min ago",
		at("R", 0):                        "now",
		at("R", 30*time.Second):           "in 30 s",
		at("R", 29*time.Hour):             "in 1 day",
		at("R", 3*time.Hour):              "in 3 h",
		at("R", 72*time.Hour):             "in 3 days",
		at("R", 9*7*24*time.Hour):         "in 2 months",
		at("R", 800*24*time.Hour):         "in 2 years",
		at("X", 0):                        at("X", 0),
		"`" + at("F", 0) + "`":            at("F", 0),
		"a\nb *c\nd*":                     "a\nb c\nd",
	} {
		if got := v.full(in); got != want {
			t.Errorf("%q is seen as %q, want %q", in, got, want)
		}
	}
	v.full(strings.Repeat("||__**[`", 2000)) // a hostile text comes to an end
	if got := v.plain("<@" + alice + "> **b** [a](https://x.org) # x"); got != "<@"+alice+"> b [a](https://x.org) # x" {
		t.Errorf("a title is seen as %q", got)
	}
}

func TestMessageAsSeen(t *testing.T) {
	w := newWorld(t)
	w.post(team, with(`"content":"now","embeds":[{"author":{"name":"*A*"},"title":"**T**","description":"<@`+bob+`>","fields":[{"name":"_N_","value":"<t:1787670000:F>"}],"footer":{"text":"<t:1:F>"}}],
	 "components":[{"type":1,"components":[{"type":2,"style":5,"label":"Join","url":"https://x.org"},{"type":2,"style":4,"label":"Stop","custom_id":"s"},{"type":2,"style":2,"label":"Off","custom_id":"o","disabled":true}]},
	 {"type":1,"components":[{"type":3,"custom_id":"m","options":[{"label":"More","value":"1"}]}]}]`))
	want := "now\n*A*\nT\n@bob\nN: Tue 25 Aug %s\n<t:1:F>"
	for who, hour := range map[string]string{alice: "17:00", bob: "11:00"} {
		m := w.Messages(who, team)[0]
		if m.Text != fmt.Sprintf(want, hour) {
			t.Errorf("%s sees %q", who, m.Text)
		}
		b, _ := json.Marshal(m.Buttons)
		if string(b) != `[{"Label":"Join","URL":"https://x.org","Style":"","Menu":false,"Asks":""},{"Label":"Stop","URL":"","Style":"danger","Menu":false,"Asks":""},{"Label":"More","URL":"","Style":"","Menu":true,"Asks":""}]` {
			t.Errorf("buttons %s", b)
		}
	}
	if len(w.Messages(bob, secret)) != 0 || w.Events(0)[0].Message.Text != fmt.Sprintf(want, "17:00") {
		t.Error("wrong reader")
	}
	w.sound()
}

func TestRings(t *testing.T) {
	all := "@everyone @here <@" + bob + "> <@&9001>"
	for _, c := range []struct{ name, mentions, want string }{
		{"none", `{"parse":[]}`, "[]"},
		{"null", `{"parse":null}`, "[]"},
		{"users", `{"parse":["users"]}`, "[" + bob + "]"},
		{"this user", `{"users":["` + bob + `"]}`, "[" + bob + "]"},
		{"another user", `{"users":["` + alice + `"]}`, "[]"},
		{"roles", `{"parse":["roles"]}`, "[" + alice + "]"},
		{"everyone", `{"parse":["everyone"]}`, "[@everyone @here]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.SetPermissions("", Installed|MentionEveryone)
			id := w.post(team, `{"content":"`+all+`","allowed_mentions":`+c.mentions+`}`)
			if got := fmt.Sprint(w.Messages(bob, team)[0].Rings); got != c.want {
				t.Errorf("rings %s, want %s", got, c.want)
			}
			w.do("PATCH", "/channels/"+team+"/messages/"+id, `{"content":"`+all+`","allowed_mentions":{"parse":["users"]}}`)
			if e := w.Events(1)[0]; len(e.Message.Rings) != 0 {
				t.Errorf("an edit rings %v", e.Message.Rings)
			}
			w.sound()
		})
	}
	w := newWorld(t)
	w.post(team, `{"content":"`+all+`"}`)
	if got := fmt.Sprint(w.Messages(bob, team)[0].Rings); got != "["+bob+"]" {
		t.Errorf("without a right to ring all, and nothing said: %s", got)
	}
	w.post(team, with(`"content":"x","embeds":[{"description":"<@`+bob+`>"}]`))
	w.post(team, `{"content":"`+all+`","flags":4096,"allowed_mentions":{"parse":["users"]}}`)
	w.post(secret, `{"content":"`+all+`","allowed_mentions":{"parse":["users"]}}`)
	for _, m := range append(w.Messages(bob, team)[1:], w.Messages(alice, secret)...) {
		if len(m.Rings) > 0 {
			t.Errorf("%q rings %v", m.Text, m.Rings)
		}
	}
}
