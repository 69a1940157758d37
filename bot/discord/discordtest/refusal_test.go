package discordtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const mute = `"allowed_mentions":{"parse":[]}`

// with is a message body with the given members.
func with(members string) string { return `{` + mute + `,` + members + `}` }

func row(components string) string {
	return with(`"content":"x","components":[{"type":1,"components":[` + components + `]}]`)
}

func repeat(s string, n int) string { return strings.TrimSuffix(strings.Repeat(s+",", n), ",") }

func long(n int) string { return strings.Repeat("ü", n) }

// TestMessageRefusals has a body for every rule about messages, and for each rule's edge one that passes.
func TestMessageRefusals(t *testing.T) {
	button := `{"type":2,"style":1,"label":"a","custom_id":"%d"}`
	five := fmt.Sprintf(repeat(button, 5), 1, 2, 3, 4, 5)
	embeds := func(e string) string { return with(`"embeds":[` + e + `]`) }
	menu := func(m string) string { return row(`{"type":3,"custom_id":"m",` + m + `}`) }
	for _, c := range []struct{ name, body, want string }{
		{"plain", quiet("hello"), ""},
		{"2000 code points", quiet(long(2000)), ""},
		{"2001 code points", quiet(long(2001)), "content: BASE_TYPE_MAX_LENGTH"},
		{"empty", with(`"content":" "`), "50006"},
		{"only components", with(`"components":[{"type":1,"components":[{"type":2,"style":5,"label":"a","url":"https://x.org"}]}]`), "50006"},
		{"no JSON", `{`, "50109"},
		{"wrong type", with(`"content":7`), "BASE_TYPE_BAD_TYPE"},
		{"no allowed_mentions", `{"content":"x"}`, "without allowed_mentions"},
		{"null allowed_mentions", `{"content":"x","allowed_mentions":null}`, "without allowed_mentions"},
		{"unknown field", with(`"content":"x","contents":"y"`), "unknown field contents"},
		{"unknown field in another case", with(`"Content":"x"`), "unknown field Content"},
		{"unknown field within", embeds(`{"title":"t","colour":3}`), "unknown field embeds.0.colour"},
		{"extras of a known library", with(`"content":"x","embeds":null,"components":null,"sticker_ids":null,"tts":false`), ""},
		{"unknown parse", `{"content":"x","allowed_mentions":{"parse":["all"]}}`, "allowed_mentions.parse: BASE_TYPE_CHOICES"},
		{"parse and list", `{"content":"x","allowed_mentions":{"parse":["users"],"users":["` + alice + `"]}}`, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
		{"101 users", `{"content":"x","allowed_mentions":{"parse":[],"users":[` + repeat(`"1"`, 101) + `]}}`, "allowed_mentions.users: BASE_TYPE_BAD_LENGTH"},
		{"no snowflake", `{"content":"x","allowed_mentions":{"parse":[],"users":["bob"]}}`, "not snowflake"},
		{"components v2", with(`"content":"x","flags":32768`), "flags: BASE_TYPE_CHOICES"},
		{"ephemeral post", with(`"content":"x","flags":64`), "flags: BASE_TYPE_CHOICES"},
		{"silent post", with(`"content":"x","flags":4096`), ""},
		{"attachments", with(`"content":"x","attachments":[{"id":0}]`), "NOT_EMULATED"},
		{"unknown reference", with(`"content":"x","message_reference":{"message_id":"1"}`), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"},
		{"absent reference allowed", with(`"content":"x","message_reference":{"message_id":"1","fail_if_not_exists":false}`), ""},
		{"reference elsewhere", with(`"content":"x","message_reference":{"message_id":"1","channel_id":"2"}`), "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL"},
		{"reference to another server", with(`"content":"x","message_reference":{"message_id":"1","guild_id":"2"}`), "message_reference.guild_id"},
		{"forward", with(`"content":"x","message_reference":{"message_id":"1","type":1}`), "message_reference.type"},
		{"nonce of 25", with(`"content":"x","nonce":"` + strings.Repeat("n", 25) + `"`), ""},
		{"nonce of 26", with(`"content":"x","nonce":"` + strings.Repeat("n", 26) + `"`), "NONCE_TYPE_TOO_LONG"},
		{"nonce a list", with(`"content":"x","nonce":[1]`), "NONCE_TYPE_INVALID"},
		{"enforced without nonce", with(`"content":"x","enforce_nonce":true`), "enforce_nonce without a nonce"},

		{"10 embeds", embeds(repeat(`{"title":"t"}`, 10)), ""},
		{"11 embeds", embeds(repeat(`{"title":"t"}`, 11)), "embeds: BASE_TYPE_BAD_LENGTH"},
		{"empty embed", embeds(`{}`), "embeds.0.description: BASE_TYPE_REQUIRED"},
		{"title 257", embeds(`{"title":"` + long(257) + `"}`), "embeds.0.title: BASE_TYPE_MAX_LENGTH"},
		{"description 4097", embeds(`{"description":"` + long(4097) + `"}`), "embeds.0.description: BASE_TYPE_MAX_LENGTH"},
		{"26 fields", embeds(`{"fields":[` + repeat(`{"name":"a","value":"b"}`, 26) + `]}`), "embeds.0.fields: BASE_TYPE_BAD_LENGTH"},
		{"field without name", embeds(`{"fields":[{"name":"","value":"b"}]}`), "embeds.0.fields.0.name: BASE_TYPE_REQUIRED"},
		{"field name 257", embeds(`{"fields":[{"name":"` + long(257) + `","value":"b"}]}`), "embeds.0.fields.0.name: BASE_TYPE_BAD_LENGTH"},
		{"field value 1025", embeds(`{"fields":[{"name":"a","value":"` + long(1025) + `"}]}`), "embeds.0.fields.0.value: BASE_TYPE_BAD_LENGTH"},
		{"footer 2049", embeds(`{"footer":{"text":"` + long(2049) + `"}}`), "embeds.0.footer.text: BASE_TYPE_BAD_LENGTH"},
		{"author 257", embeds(`{"author":{"name":"` + long(257) + `"}}`), "embeds.0.author.name: BASE_TYPE_BAD_LENGTH"},
		{"6000 in all", embeds(`{"description":"` + long(4000) + `"},{"description":"` + long(2000) + `"}`), ""},
		{"6001 in all", embeds(`{"description":"` + long(4000) + `"},{"description":"` + long(2001) + `"}`), "MAX_EMBED_SIZE_EXCEEDED"},
		{"embed url", embeds(`{"title":"t","url":"javascript:x"}`), "embeds.0.url: URL_TYPE_INVALID_URL"},
		{"color", embeds(`{"title":"t","color":16777216}`), "embeds.0.color: NUMBER_TYPE_MAX"},
		{"timestamp", embeds(`{"title":"t","timestamp":"tomorrow"}`), "embeds.0.timestamp: DATE_TIME_TYPE_PARSE"},

		{"5 buttons", row(five), ""},
		{"6 buttons", row(five + `,{"type":2,"style":1,"label":"a","custom_id":"6"}`), "components.0.components: BASE_TYPE_BAD_LENGTH"},
		{"6 rows", with(`"content":"x","components":[` + repeat(`{"type":1,"components":[{"type":2,"style":5,"label":"a","url":"https://x.org"}]}`, 6) + `]`), "components: BASE_TYPE_BAD_LENGTH"},
		{"empty row", with(`"content":"x","components":[{"type":1,"components":[]}]`), "components.0.components: BASE_TYPE_BAD_LENGTH"},
		{"no row", with(`"content":"x","components":[{"type":2,"style":1,"label":"a","custom_id":"1"}]`), "components.0.type"},
		{"same custom_id", row(fmt.Sprintf(repeat(button, 2), 1, 1)), "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"custom_id 101", row(`{"type":2,"style":1,"label":"a","custom_id":"` + long(101) + `"}`), "custom_id: BASE_TYPE_BAD_LENGTH"},
		{"no custom_id", row(`{"type":2,"style":1,"label":"a"}`), "custom_id: BASE_TYPE_REQUIRED"},
		{"no label", row(`{"type":2,"style":1,"custom_id":"1"}`), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"},
		{"label 81", row(`{"type":2,"style":1,"custom_id":"1","label":"` + long(81) + `"}`), "label: BASE_TYPE_MAX_LENGTH"},
		{"style", row(`{"type":2,"style":9,"custom_id":"1","label":"a"}`), "style: BASE_TYPE_CHOICES"},
		{"link without url", row(`{"type":2,"style":5,"label":"a"}`), "url: BASE_TYPE_REQUIRED"},
		{"link to a script", row(`{"type":2,"style":5,"label":"a","url":"javascript:x"}`), "URL_TYPE_INVALID_SCHEME"},
		{"url 513", row(`{"type":2,"style":5,"label":"a","url":"https://x.org/` + strings.Repeat("a", 500) + `"}`), "url: BASE_TYPE_BAD_LENGTH"},
		{"link with custom_id", row(`{"type":2,"style":5,"label":"a","url":"https://x.org","custom_id":"1"}`), "MUTUALLY_EXCLUSIVE"},
		{"button with url", row(`{"type":2,"style":1,"label":"a","url":"https://x.org","custom_id":"1"}`), "MUTUALLY_EXCLUSIVE"},
		{"text input", row(`{"type":4,"style":1,"label":"a","custom_id":"1"}`), "components.0.type"},
		{"25 options", menu(`"options":[` + options(25) + `]`), ""},
		{"26 options", menu(`"options":[` + options(26) + `]`), "options: BASE_TYPE_BAD_LENGTH"},
		{"no options", menu(`"options":[]`), "options: BASE_TYPE_BAD_LENGTH"},
		{"menu without custom_id", row(`{"type":3,"options":[{"label":"a","value":"1"}]}`), "custom_id: BASE_TYPE_REQUIRED"},
		{"same value", menu(`"options":[{"label":"a","value":"1"},{"label":"b","value":"1"}]`), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
		{"option label", menu(`"options":[{"label":"` + long(101) + `","value":"1"}]`), "label: BASE_TYPE_BAD_LENGTH"},
		{"option value", menu(`"options":[{"label":"a","value":"` + long(101) + `"}]`), "value: BASE_TYPE_BAD_LENGTH"},
		{"option description", menu(`"options":[{"label":"a","value":"1","description":"` + long(101) + `"}]`), "description: BASE_TYPE_MAX_LENGTH"},
		{"placeholder", menu(`"options":[{"label":"a","value":"1"}],"placeholder":"` + long(151) + `"`), "placeholder: BASE_TYPE_MAX_LENGTH"},
		{"min_values", menu(`"options":[{"label":"a","value":"1"}],"min_values":26`), "min_values: NUMBER_TYPE_MAX"},
		{"max_values", menu(`"options":[{"label":"a","value":"1"}],"max_values":0`), "max_values: NUMBER_TYPE_MAX"},
		{"two defaults", menu(`"options":[{"label":"a","value":"1","default":true},{"label":"b","value":"2","default":true}]`), "SELECT_COMPONENT_TOO_MANY_DEFAULTS"},
		{"menu beside a button", row(`{"type":3,"custom_id":"m","options":[{"label":"a","value":"1"}]},{"type":2,"style":1,"label":"a","custom_id":"1"}`), "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			r := w.do("POST", "/channels/"+team+"/messages", c.body)
			if c.want == "" {
				w.sound()
				if r.status != http.StatusOK {
					t.Errorf("status %d: %s", r.status, r.body)
				}
				return
			}
			w.blamed(c.want)
		})
	}
}

func options(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(`{"label":"l%d","value":"v%d"}`, i, i))
	}
	return strings.Join(all, ",")
}

// TestEditsKeepTheRules has what differs from posting.
func TestEditsKeepTheRules(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"content", quiet("new"), ""},
		{"library extras", with(`"content":"x","ID":"1","Channel":"2"`), ""},
		{"no allowed_mentions", `{"content":"x"}`, "without allowed_mentions"},
		{"emptied", with(`"content":""`), "50006"},
		{"nonce", with(`"content":"x","nonce":"1"`), "unknown field nonce"},
		{"too long", quiet(long(2001)), "BASE_TYPE_MAX_LENGTH"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			id := w.post(team, quiet("old"))
			r := w.do("PATCH", "/channels/"+team+"/messages/"+id, c.body)
			if c.want != "" {
				w.blamed(c.want)
				return
			}
			w.sound()
			if m := w.Messages(bob, team)[0]; r.status != 200 || m.Edits != 1 || m.Text == "old" {
				t.Errorf("%d %+v", r.status, m)
			}
		})
	}
}

// TestRequestRefusals has what every request needs.
func TestRequestRefusals(t *testing.T) {
	head := func(k, v string) func(*http.Request) { return func(r *http.Request) { r.Header.Set(k, v) } }
	for _, c := range []struct {
		name, method, path, body string
		change                   func(*http.Request)
		status                   int
		want                     string
	}{
		{"no such route", "GET", "/nothing", "", nil, 404, "404: Not Found"},
		{"wrong token", "GET", "/users/@me", "", head("Authorization", "Bot x"), 401, "401: Unauthorized"},
		{"wrong agent", "GET", "/users/@me", "", head("User-Agent", "curl"), 403, "40333"},
		{"wrong type", "POST", "/channels/" + team + "/messages", quiet("x"), head("Content-Type", "text/plain"), 400, "CONTENT_TYPE_INVALID"},
		{"unknown channel", "GET", "/channels/1", "", nil, 404, "10003"},
		{"unopened direct channel", "POST", "/channels/DIRECT/messages", quiet("x"), nil, 404, "10003"},
		{"unknown message", "PATCH", "/channels/" + team + "/messages/1", quiet("x"), nil, 404, "10008"},
		{"unknown guild", "GET", "/guilds/1", "", nil, 404, "10004"},
		{"unknown recipient", "POST", "/users/@me/channels", `{"recipient_id":"1"}`, nil, 403, "50278"},
		{"list too long", "GET", "/channels/" + team + "/messages?limit=101", "", nil, 400, "NUMBER_TYPE_MAX"},
		{"another application", "GET", "/applications/1/commands", "", nil, 403, "50001"},
		{"unknown interaction", "POST", "/interactions/1/x/callback", `{"type":5}`, nil, 404, "10062"},
		{"unknown webhook", "POST", "/webhooks/" + appID + "/x", quiet("x"), nil, 404, "10015"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			path := strings.Replace(c.path, "DIRECT", w.DirectChannel(bob), 1)
			change := c.change
			if change == nil {
				change = func(*http.Request) {}
			}
			r := w.do(c.method, path, c.body, change)
			w.blamed(c.want)
			if r.status != c.status {
				t.Errorf("status %d, want %d: %s", r.status, c.status, r.body)
			}
		})
	}
}

// TestStatesOfTheWorldAreNobodysFault has refusals that a sound bot meets as well.
func TestStatesOfTheWorldAreNobodysFault(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(*world) reply
		code int
	}{
		{"deleted channel", func(w *world) reply {
			w.DeleteChannel(team)
			return w.do("POST", "/channels/"+team+"/messages", quiet("x"))
		}, 10003},
		{"bot not inside", func(w *world) reply {
			w.RemoveBot(team)
			return w.do("POST", "/channels/"+team+"/messages", quiet("x"))
		}, 50001},
		{"no right to see", func(w *world) reply {
			w.SetPermissions(team, SendMessages)
			return w.do("GET", "/channels/"+team, "")
		}, 50001},
		{"no right to send", func(w *world) reply {
			w.SetPermissions(team, ViewChannel)
			return w.do("POST", "/channels/"+team+"/messages", quiet("x"))
		}, 50013},
		{"no history", func(w *world) reply {
			id := w.post(team, quiet("x"))
			w.SetPermissions(team, ViewChannel|SendMessages)
			return w.do("POST", "/channels/"+team+"/messages", with(`"content":"y","message_reference":{"message_id":"`+id+`"}`))
		}, 160002},
		{"deleted message", func(w *world) reply {
			id := w.post(team, quiet("x"))
			w.DeleteMessage(team, id)
			return w.do("PATCH", "/channels/"+team+"/messages/"+id, quiet("y"))
		}, 10008},
		{"reply to a deleted message", func(w *world) reply {
			id := w.post(team, quiet("x"))
			w.DeleteMessage(team, id)
			return w.do("POST", "/channels/"+team+"/messages", with(`"content":"y","message_reference":{"message_id":"`+id+`"}`))
		}, 50035},
		{"direct messages closed", func(w *world) reply {
			w.CloseDirect(bob, true)
			w.do("POST", "/users/@me/channels", `{"recipient_id":"`+bob+`"}`)
			return w.do("POST", "/channels/"+w.DirectChannel(bob)+"/messages", quiet("x"))
		}, 50007},
		{"not a member", func(w *world) reply { return w.do("GET", "/guilds/"+guildID+"/members/7", "") }, 10007},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if r := c.make(w); r.code(t) != c.code {
				t.Errorf("got %d %s, want code %d", r.status, r.body, c.code)
			}
			w.sound()
		})
	}
}

func TestEmbedsVanishWithoutTheRight(t *testing.T) {
	w := newWorld(t)
	w.SetPermissions(team, ViewChannel|SendMessages)
	w.post(team, with(`"content":"plain","embeds":[{"title":"framed"}]`))
	if m := w.Messages(bob, team)[0]; m.Text != "plain" {
		t.Errorf("text %q", m.Text)
	}
}
