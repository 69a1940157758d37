package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// asked gives a world with commands, and the path of a fresh interaction's callback and webhook.
func asked(t *testing.T) (w *world, callback, hook string) {
	t.Helper()
	w = newWorld(t)
	w.register()
	var ix struct{ ID, Token string }
	if err := json.Unmarshal(w.Interaction(bob, team, "/meet list"), &ix); err != nil {
		t.Fatal(err)
	}
	return w, "/interactions/" + ix.ID + "/" + ix.Token + "/callback", "/webhooks/" + appID + "/" + ix.Token
}

func data(kind int, members string) string {
	return fmt.Sprintf(`{"type":%d,"data":%s}`, kind, with(members))
}

// bare drops the token: interaction endpoints need none.
func bare(r *http.Request) { r.Header.Del("Authorization") }

func TestAnswers(t *testing.T) {
	w, callback, hook := asked(t)
	r := w.do("POST", callback+"?with_response=true", data(4, `"content":"hi","flags":64`), bare)
	id := r.get(t, "resource").(map[string]any)["message"].(map[string]any)["id"]
	if len(w.Messages(alice, team)) != 0 || w.Messages(bob, team)[0].PrivateTo != bob {
		t.Error("a private answer is not private")
	}
	w.do("PATCH", hook+"/messages/@original", quiet("edited"), bare)
	w.do("PATCH", hook+"/messages/"+id.(string), quiet("again"), bare)
	w.do("POST", hook, quiet("for all"), bare)
	w.clock.Advance(2 * time.Second)
	if w.do("GET", hook+"/messages/@original", "", bare).get(t, "content") != "again" || len(w.Messages(alice, team)) != 1 {
		t.Errorf("%+v", w.Messages(alice, team))
	}
	if r := w.do("DELETE", hook+"/messages/@original", "", bare); r.status != 204 {
		t.Errorf("%d %s", r.status, r.body)
	}
	w.sound()
	if r := w.do("POST", callback, data(4, `"content":"twice"`), bare); r.code(t) != 40060 {
		t.Errorf("%d %s", r.status, r.body)
	}
	w.blamed("40060")
	w.clock.Advance(tokenLife)
	if r := w.do("POST", hook, quiet("late"), bare); r.code(t) != 50027 {
		t.Errorf("%d %s", r.status, r.body)
	}
	w.blamed("50027")
}

func TestAnswerTooLate(t *testing.T) {
	w, callback, _ := asked(t)
	w.clock.Advance(firstAnswer + time.Millisecond)
	w.do("POST", callback, `{"type":5}`, bare)
	w.blamed("10062")
}

func TestNoWebhookBeforeTheFirstAnswer(t *testing.T) {
	w, _, hook := asked(t)
	w.do("POST", hook, quiet("x"), bare)
	w.blamed("10015")
}

func TestAnswerRefusals(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"deferred", `{"type":5}`, ""},
		{"deferred ephemeral", `{"type":5,"data":{"flags":64}}`, ""},
		{"deferred with another flag", `{"type":5,"data":{"flags":4}}`, "data.flags"},
		{"deferred with content", `{"type":5,"data":{"content":"x"}}`, "does not show them"},
		{"silence to a command", `{"type":6}`, "INTERACTION_CALLBACK_TYPE_INVALID"},
		{"update to a command", data(7, `"content":"x"`), "INTERACTION_CALLBACK_TYPE_INVALID"},
		{"choices to a command", `{"type":8,"data":{"choices":[]}}`, "INTERACTION_CALLBACK_TYPE_INVALID"},
		{"pong to a command", `{"type":1}`, "INTERACTION_CALLBACK_TYPE_INVALID"},
		{"empty", data(4, `"flags":64`), "50006"},
		{"no allowed_mentions", `{"type":4,"data":{"content":"x"}}`, "without allowed_mentions"},
		{"nonce", data(4, `"content":"x","nonce":"1"`), "unknown field nonce"},
		{"long", data(4, `"content":"`+long(2001)+`"`), "content: BASE_TYPE_MAX_LENGTH"},
		{"form", form1(`"title":"T","custom_id":"f"`, input("a")), ""},
		{"form title 46", form1(`"title":"`+long(46)+`","custom_id":"f"`, input("a")), "data.title"},
		{"form without id", form1(`"title":"T"`, input("a")), "data.custom_id"},
		{"form of 6", form1(`"title":"T","custom_id":"f"`, repeat(input("a"), 6)), "data.components: BASE_TYPE_BAD_LENGTH"},
		{"form with one id twice", form1(`"title":"T","custom_id":"f"`, repeat(input("a"), 2)), "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"form with a button", form1(`"title":"T","custom_id":"f"`, `{"type":1,"components":[{"type":2}]}`), "Forms hold"},
		{"form label 46", form1(`"title":"T","custom_id":"f"`, strings.Replace(input("a"), `"label":"L"`, `"label":"`+long(46)+`"`, 1)), "label"},
		{"form max_length", form1(`"title":"T","custom_id":"f"`, strings.Replace(input("a"), `"max_length":5`, `"max_length":4001`, 1)), "max_length"},
		{"form input without id", form1(`"title":"T","custom_id":"f"`, input("")), "data.components.0.custom_id"},
		{"form placeholder", form1(`"title":"T","custom_id":"f"`, strings.Replace(input("a"), `"style":1`, `"style":1,"placeholder":"`+long(101)+`"`, 1)), "placeholder"},
		{"form value", form1(`"title":"T","custom_id":"f"`, strings.Replace(input("a"), `"style":1`, `"style":1,"value":"longer"`, 1)), "value"},
		{"form description", form1(`"title":"T","custom_id":"f"`, `{"type":18,"label":"L","description":"`+long(101)+`","component":{"type":4,"style":1,"custom_id":"a"}}`), "description"},
		{"form style", form1(`"title":"T","custom_id":"f"`, strings.Replace(input("a"), `"style":1`, `"style":3`, 1)), "style"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, callback, _ := asked(t)
			r := w.do("POST", callback, c.body, bare)
			if c.want != "" {
				w.blamed(c.want)
				return
			}
			w.sound()
			if r.status != 204 {
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
}

func form1(head, parts string) string {
	return `{"type":9,"data":{` + head + `,"components":[` + parts + `]}}`
}

func input(id string) string {
	return `{"type":1,"components":[{"type":4,"style":1,"label":"L","custom_id":"` + id + `","max_length":5}]}`
}

func TestDeferredIsSeenOnceFilled(t *testing.T) {
	for name, fill := range map[string]func(w *world, hook string) reply{
		"edit": func(w *world, hook string) reply {
			return w.do("PATCH", hook+"/messages/@original", quiet("done"), bare)
		},
		"follow-up": func(w *world, hook string) reply { return w.do("POST", hook, quiet("done"), bare) },
	} {
		t.Run(name, func(t *testing.T) {
			w, callback, hook := asked(t)
			w.do("POST", callback, `{"type":5,"data":{"flags":64}}`, bare)
			if len(w.Messages(bob, team)) != 0 {
				t.Error("a promise is seen as a message")
			}
			fill(w, hook)
			m := w.Messages(bob, team)
			if len(m) != 1 || m[0].Text != "done" || m[0].PrivateTo != bob || len(w.Messages(alice, team)) != 0 {
				t.Errorf("%+v", m)
			}
			w.sound()
		})
	}
}

// TestTypeReturnsTheAnswer drives a bot that answers over HTTP in several ways.
func TestTypeReturnsTheAnswer(t *testing.T) {
	var w *world
	var answer func(ix map[string]any) (int, string)
	w = newWorld(t, answering(t, func(ix map[string]any) (int, string) { return answer(ix) }))
	w.register()
	w.patience = patience{200 * time.Millisecond, 200 * time.Millisecond}
	fixed := func(status int, body string) func(map[string]any) (int, string) {
		return func(map[string]any) (int, string) { return status, body }
	}
	for _, c := range []struct {
		name   string
		answer func(map[string]any) (int, string)
		text   string
		err    error
		blame  string
	}{
		{"private", fixed(200, data(4, `"content":"psst","flags":64`)), "psst", nil, ""},
		{"public", fixed(200, data(4, `"content":"hello"`)), "", nil, ""},
		{"callback", func(ix map[string]any) (int, string) {
			w.do("POST", fmt.Sprintf("/interactions/%s/%s/callback", ix["id"], ix["token"]), data(4, `"content":"called","flags":64`), bare)
			return 202, ""
		}, "called", nil, ""},
		{"deferred", func(ix map[string]any) (int, string) {
			w.do("POST", fmt.Sprintf("/interactions/%s/%s/callback", ix["id"], ix["token"]), `{"type":5,"data":{"flags":64}}`, bare)
			w.do("PATCH", fmt.Sprintf("/webhooks/%s/%s/messages/@original", appID, ix["token"]), quiet("later"), bare)
			return 202, ""
		}, "later", nil, ""},
		{"deferred, then deleted", func(ix map[string]any) (int, string) {
			w.do("POST", fmt.Sprintf("/interactions/%s/%s/callback", ix["id"], ix["token"]), `{"type":5,"data":{"flags":64}}`, bare)
			w.do("DELETE", fmt.Sprintf("/webhooks/%s/%s/messages/@original", appID, ix["token"]), "", bare)
			return 202, ""
		}, "", nil, ""},
		{"deferred for ever", fixed(200, `{"type":5}`), "", errSilent, ""},
		{"nothing", fixed(202, ""), "", errSilent, ""},
		{"failure", fixed(500, "oops"), "", errSilent, "status 500: oops"},
		{"nonsense", fixed(200, `{"type":6}`), "", errSilent, "INTERACTION_CALLBACK_TYPE_INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer = c.answer
			before := len(w.Refused())
			m, err := w.Type(bob, team, "/meet list")
			if m.Text != c.text || err != c.err {
				t.Errorf("%q, %v; want %q, %v", m.Text, err, c.text, c.err)
			}
			if c.blame != "" {
				w.blamed(c.blame)
			} else if len(w.Refused()) != before {
				t.Errorf("refused: %q", w.Refused()[before:])
			}
		})
	}
}

// TestPress has a card with all that can be pressed, and a bot that says what it was told.
func TestPress(t *testing.T) {
	var told map[string]any
	next := data(4, `"content":"ok","flags":64`)
	w := newWorld(t, answering(t, func(ix map[string]any) (int, string) { told = ix; return 200, next }))
	w.post(team, with(`"content":"card","components":[{"type":1,"components":[{"type":2,"style":5,"label":"Join","url":"https://x.org"},{"type":2,"style":1,"label":"Going","custom_id":"g"},{"type":2,"style":1,"label":"Off","custom_id":"o","disabled":true}]},
	 {"type":1,"components":[{"type":3,"custom_id":"m","options":[{"label":"End","value":"e"}]}]},{"type":1,"components":[{"type":5,"custom_id":"u"}]}]`))
	card := w.Messages(bob, team)[0]
	for label, want := range map[string]string{"Going": `"custom_id":"g"`, "End": `"values":["e"]`, "@alice": `"values":["` + alice + `"]`} {
		m, err := w.Press(bob, card, label)
		b, _ := json.Marshal(told["data"])
		if err != nil || m.Text != "ok" || !strings.Contains(string(b), want) || told["message"] == nil {
			t.Errorf("%s: %v %v %s", label, m, err, b)
		}
	}
	for label, want := range map[string]string{"Join": "is a link", "Off": "nothing labelled", "None": "nothing labelled"} {
		if _, err := w.Press(bob, card, label); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", label, err)
		}
	}
	next = data(7, `"content":"changed"`)
	if m, err := w.Press(bob, card, "Going"); err != nil || m.ID != "" || w.Messages(bob, team)[0].Text != "changed" {
		t.Errorf("%v %v %+v", m, err, w.Messages(bob, team)[0])
	}
	next = form1(`"title":"Move","custom_id":"f"`, input("when")+`,{"type":18,"label":"Which","component":{"type":3,"custom_id":"w","required":false,"options":[{"label":"All","value":"a"}]}}`)
	if _, err := w.Press(bob, card, "Going"); err != nil {
		t.Fatal(err)
	}
	w.submit(&next, &told)
	w.sound()
}

// submit fills in the form that is open before bob.
func (w *world) submit(next *string, told *map[string]any) {
	w.t.Helper()
	f, ok := w.Form(bob)
	if !ok || f.Title != "Move" || len(f.Fields) != 2 || f.Fields[0].Label != "L" {
		w.t.Fatalf("form %+v", f)
	}
	for text, want := range map[string]string{"": "required", "too long": "between"} {
		if _, err := w.Submit(bob, map[string]string{"when": text}); err == nil || !strings.Contains(err.Error(), want) {
			w.t.Errorf("%q: %v", text, err)
		}
	}
	*next = data(7, `"content":"moved"`)
	_, err := w.Submit(bob, map[string]string{"when": "3pm", "w": "All"})
	b, _ := json.Marshal((*told)["data"])
	if err != nil || !strings.Contains(string(b), `"value":"3pm"`) || !strings.Contains(string(b), `"values":["a"]`) {
		w.t.Errorf("%v %s", err, b)
	}
	if _, open := w.Form(bob); open {
		w.t.Error("the form is still open")
	}
}

func TestAnswerWithoutItsType(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, data(4, `"content":"ok","flags":64`))
	}))
	defer srv.Close()
	w := newWorld(t, func(o *Options) { o.HTTP, o.Service = true, srv.URL })
	w.register()
	if m, err := w.Type(bob, team, "/meet list"); err != nil || m.Text != "ok" {
		t.Errorf("%v %v", m, err)
	}
	w.blamed("without Content-Type application/json")
}

func TestSigned(t *testing.T) {
	var got []bool
	w := newWorld(t)
	w.SetService(verifier(t, w.PublicKey(), &got))
	for _, mutate := range []func(*http.Request){
		nil,
		func(r *http.Request) { r.Header.Set("X-Signature-Timestamp", "1") },
		func(r *http.Request) { r.Header.Set("X-Signature-Ed25519", w.Sign("1", nil)) },
	} {
		resp, err := w.PostInteraction(w.Ping(), mutate)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	if fmt.Sprint(got) != "[true false false]" {
		t.Errorf("signatures held: %v", got)
	}
}
