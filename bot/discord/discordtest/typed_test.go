package discordtest

import (
	"encoding/json"
	"strings"
	"testing"

	"meetbot/bot/emulator"
)

// TestTyped has what the client sends for a line, or the words with which it refuses it.
func TestTyped(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"/meet new when:tomorrow 3pm title:Design review", `[{"name":"new","options":[{"name":"when","type":3,"value":"tomorrow 3pm"},{"name":"title","type":3,"value":"Design review"}],"type":1}]`},
		{"/meet new  title:Re: x:y  when:now ", `[{"name":"new","options":[{"name":"title","type":3,"value":"Re: x:y"},{"name":"when","type":3,"value":"now"}],"type":1}]`},
		{"/meet new when:now title:notwhen:ever", `[{"name":"new","options":[{"name":"when","type":3,"value":"now"},{"name":"title","type":3,"value":"notwhen:ever"}],"type":1}]`},
		{"/meet new when:x minutes:45 members_only:True person:@bob", `[{"name":"new","options":[{"name":"when","type":3,"value":"x"},{"name":"minutes","type":4,"value":45},{"name":"members_only","type":5,"value":true},{"name":"person","type":6,"value":"` + bob + `"}],"type":1}]`},
		{"/meet list", `[{"name":"list","options":[],"type":1}]`},
		{"/meet list scope:mine", `[{"name":"list","options":[{"name":"scope","type":3,"value":"m"}],"type":1}]`},
		{"hello", "is no command"},
		{"/other", "no command /other"},
		{"/meet", `no subcommand ""`},
		{"/meet fly", `no subcommand "fly"`},
		{"/meet new", `option "when": this option is required`},
		{"/meet new when:", "this option is required"},
		{"/meet new tomorrow", `"tomorrow" belongs to no option`},
		{"/meet new color:red when:now", `no option "color"`},
		{"/meet new when:now when:then", "given twice"},
		{"/meet new when:" + strings.Repeat("x", 41), "must be 40 or fewer"},
		{"/meet new when:x minutes:soon", "not a valid number"},
		{"/meet new when:x minutes:5.5", "not a valid number"},
		{"/meet new when:x minutes:61", "out of range"},
		{"/meet new when:x members_only:yes", "neither true nor false"},
		{"/meet new when:x person:carol", "nobody in this server"},
		{"/meet list scope:all", "not one of the choices"},
	} {
		t.Run(c.line, func(t *testing.T) {
			w := newWorld(t)
			w.register()
			_, payload, err := w.typing(bob, team, c.line, "")
			if err != nil {
				if !strings.Contains(err.Error(), c.want) {
					t.Errorf("error %q, want %q", err, c.want)
				}
				return
			}
			if b, _ := json.Marshal(payload["data"].(object)["options"]); string(b) != c.want {
				t.Errorf("sends %s, want %s", b, c.want)
			}
		})
	}
}

func TestInvokeTakesAnyText(t *testing.T) {
	var got any
	w := newWorld(t, answering(t, func(ix map[string]any) (int, string) {
		got = ix["data"].(map[string]any)["options"].([]any)[0].(map[string]any)["options"].([]any)[1].(map[string]any)["value"]
		return 200, `{"type":4,"data":{"content":"ok","flags":64,"allowed_mentions":{"parse":[]}}}`
	}))
	w.register()
	m, err := w.Invoke(alice, team, "/meet new", Value{"when", "now"}, Value{"title", "a when:b title:c"})
	if err != nil || got != "a when:b title:c" || m.Text != "ok" {
		t.Errorf("%v %v %v", got, m, err)
	}
	w.sound()
}

func TestAutocomplete(t *testing.T) {
	var seen string
	answer := `{"type":8,"data":{"choices":[{"name":"15:00","value":"15:00"}]}}`
	w := newWorld(t, answering(t, func(ix map[string]any) (int, string) {
		b, _ := json.Marshal(ix["data"].(map[string]any)["options"])
		seen = string(b)
		return 200, answer
	}))
	w.register()
	got, err := w.Autocomplete(bob, team, "/meet new when:3p", "when")
	if err != nil || len(got) != 1 || got[0].Name != "15:00" || !strings.Contains(seen, `"focused":true,"name":"when","type":3,"value":"3p"`) {
		t.Errorf("%v %v %s", got, err, seen)
	}
	if _, err := w.Autocomplete(bob, team, "/meet new title:x", "title"); err == nil {
		t.Error("an option completes though it was registered without")
	}
	w.sound()
	for body, want := range map[string]string{
		`{"type":4,"data":{}}`:                                                     "INTERACTION_CALLBACK_TYPE_INVALID",
		`{"type":8,"data":{"choices":[` + choices(26) + `]}}`:                      "data.choices: BASE_TYPE_BAD_LENGTH",
		`{"type":8,"data":{"choices":[{"name":"` + long(101) + `","value":"x"}]}}`: "data.choices.name",
		`{"type":8,"data":{"choices":[{"name":"a","value":"` + long(101) + `"}]}}`: "data.choices.value: BASE_TYPE_MAX_LENGTH",
		`{"type":8,"data":{"choices":[{"name":"a","value":""}]}}`:                  "data.choices.value: BASE_TYPE_REQUIRED",
	} {
		answer = body
		if _, err := w.Autocomplete(bob, team, "/meet new", "when"); err == nil {
			t.Errorf("accepted %s", body)
		}
		w.blamed(want)
	}
}

func choices(n int) string { return repeat(`{"name":"a","value":"b"}`, n) }

// TestCommandRefusals has a command for every rule of registering.
func TestCommandRefusals(t *testing.T) {
	opts := func(o string) string { return `[{"name":"a","description":"b","options":[` + o + `]}]` }
	opt := func(more string) string { return opts(`{"type":3,"name":"o","description":"d"` + more + `}`) }
	for _, c := range []struct{ name, body, want string }{
		{"good", meet, ""},
		{"upper case", `[{"name":"Meet","description":"b"}]`, "APPLICATION_COMMAND_INVALID_NAME"},
		{"space", `[{"name":"a b","description":"b"}]`, "APPLICATION_COMMAND_INVALID_NAME"},
		{"33 letters", `[{"name":"` + strings.Repeat("a", 33) + `","description":"b"}]`, "APPLICATION_COMMAND_INVALID_NAME"},
		{"localized name", `[{"name":"a","description":"b","name_localizations":{"de":"A"}}]`, "name_localizations"},
		{"no description", `[{"name":"a"}]`, "0.description: BASE_TYPE_REQUIRED"},
		{"long description", `[{"name":"a","description":"` + long(101) + `"}]`, "0.description"},
		{"twice", `[{"name":"a","description":"b"},{"name":"a","description":"b"}]`, "APPLICATION_COMMANDS_DUPLICATE_NAME"},
		{"user command", `[{"type":2,"name":"a","description":"b"}]`, "NOT_EMULATED"},
		{"unknown field", `[{"name":"a","description":"b","help":"x"}]`, "unknown field 0.help"},
		{"context", `[{"name":"a","description":"b","contexts":[3]}]`, "0.contexts"},
		{"integration", `[{"name":"a","description":"b","integration_types":[2]}]`, "0.integration_types"},
		{"permissions", `[{"name":"a","description":"b","default_member_permissions":"x"}]`, "default_member_permissions"},
		{"101 commands", `[` + many(101) + `]`, "commands: BASE_TYPE_BAD_LENGTH"},
		{"26 options", opts(repeat(`{"type":3,"name":"o","description":"d"}`, 26)), "0.options: BASE_TYPE_BAD_LENGTH"},
		{"same option", opts(repeat(`{"type":3,"name":"o","description":"d"}`, 2)), "OPTIONS_NAME_ALREADY_EXISTS"},
		{"option name", opts(`{"type":3,"name":"O","description":"d"}`), "0.options.0.name: APPLICATION_COMMAND_INVALID_NAME"},
		{"unknown locale", `[{"name":"a","description":"b","description_localizations":{"xx":"A"}}]`, "description_localizations"},
		{"long translation", opt(`,"description_localizations":{"de":"` + long(101) + `"}`), "description_localizations.de"},
		{"option description", opts(`{"type":3,"name":"o","description":""}`), "0.options.0.description"},
		{"option type", opts(`{"type":12,"name":"o","description":"d"}`), "0.options.0.type"},
		{"required last", opts(`{"type":3,"name":"o","description":"d"},{"type":3,"name":"p","description":"d","required":true}`), "OPTIONS_REQUIRED_INVALID"},
		{"mixed", opts(`{"type":1,"name":"o","description":"d"},{"type":3,"name":"p","description":"d"}`), "cannot be mixed"},
		{"sub in sub", opts(`{"type":1,"name":"o","description":"d","options":[{"type":1,"name":"p","description":"d"}]}`), "cannot be nested"},
		{"plain in group", opts(`{"type":2,"name":"o","description":"d","options":[{"type":3,"name":"p","description":"d"}]}`), "A group holds sub-commands only"},
		{"26 choices", opt(`,"choices":[` + choices(26) + `]`), "0.options.0.choices"},
		{"choice of another type", opt(`,"choices":[{"name":"a","value":1}]`), "does not fit"},
		{"choice name", opt(`,"choices":[{"name":"` + long(101) + `","value":"a"}]`), "choices.0.name"},
		{"choice value", opt(`,"choices":[{"name":"a","value":"` + long(101) + `"}]`), "choices.0.value: BASE_TYPE_MAX_LENGTH"},
		{"choices and autocomplete", opt(`,"autocomplete":true,"choices":[{"name":"a","value":"b"}]`), "AUTOCOMPLETE_CHOICES"},
		{"boolean with autocomplete", opts(`{"type":5,"name":"o","description":"d","autocomplete":true}`), "Only strings and numbers"},
		{"max_length", opt(`,"max_length":6001`), "max_length"},
		{"length of a number", opts(`{"type":4,"name":"o","description":"d","max_length":3}`), "Only strings have a length"},
		{"max_value of a string", opt(`,"max_value":3`), "Only numbers have"},
		{"options in a string", opt(`,"options":[{"type":3,"name":"p","description":"d"}]`), "Only sub-commands have options"},
		{"too large", opts(big()), "APPLICATION_COMMAND_TOO_LARGE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			r := w.do("PUT", "/applications/"+appID+"/guilds/"+guildID+"/commands", c.body)
			if c.want != "" {
				w.blamed(c.want)
				return
			}
			w.sound()
			if r.status != 200 || w.Registrations() != 1 || w.Commands()[0].Guild != guildID {
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
}

func many(n int) string {
	var all []string
	for i := range n {
		all = append(all, `{"name":"c`+string(rune('a'+i/26))+string(rune('a'+i%26))+`","description":"b"}`)
	}
	return strings.Join(all, ",")
}

// big is options whose texts weigh more than 8000.
func big() string {
	var all []string
	for _, name := range []string{"p", "q"} {
		all = append(all, `{"type":3,"name":"`+name+`","description":"d","choices":[`+repeat(`{"name":"`+long(100)+`","value":"`+long(100)+`"}`, 25)+`]}`)
	}
	return strings.Join(all, ",")
}

func TestCommandsKeepTheirIDs(t *testing.T) {
	w := newWorld(t)
	w.register()
	id := w.Commands()[0].ID
	w.register()
	if w.Commands()[0].ID != id || len(w.Commands()) != 1 || w.Registrations() != 2 {
		t.Errorf("%+v", w.Commands())
	}
	for _, n := range []int{100, 99} {
		w.do("PUT", "/applications/"+appID+"/commands", `[`+many(n)+`]`)
		w.do("PUT", "/applications/"+appID+"/commands", `[]`)
	}
	w.sound()
	w.do("PUT", "/applications/"+appID+"/commands", meet)
	w.blamed("30034")
	if r := w.do("GET", "/applications/"+appID+"/commands?with_localizations=true", ""); string(r.body) != "[]" {
		t.Errorf("%s", r.body)
	}
}

func TestCommandsByPlaceAndRight(t *testing.T) {
	w := newWorld(t)
	w.do("PUT", "/applications/"+appID+"/commands", `[{"name":"here","description":"b","contexts":[0]},{"name":"admin","description":"b","default_member_permissions":"32"}]`)
	for line, want := range map[string]bool{
		alice + team + "/here": true, bob + w.DirectChannel(bob) + "/here": false,
		alice + team + "/admin": true, bob + team + "/admin": false, bob + secret + "/here": false,
	} {
		body := w.Interaction(line[:18], line[18:36], line[36:])
		if (body != nil) != want {
			t.Errorf("%s: %s", line, body)
		}
	}
	if _, err := w.Press(bob, emulator.Message{ID: "1", Channel: team}, "x"); err == nil {
		t.Error("pressed what is not there")
	}
}
