package discordtest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const eventsPath = "/guilds/" + guildID + "/scheduled-events"

const goodEvent = `{"name":"Sync","description":"d","privacy_level":2,"entity_type":3,"entity_metadata":{"location":"https://x.org"},"channel_id":null,
 "scheduled_start_time":"2026-08-24T09:00:00Z","scheduled_end_time":"2026-08-24T10:00:00Z"}`

// TestEventRefusals replaces one part of a good event.
func TestEventRefusals(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"good", "x", "x", ""},
		{"no name", `"Sync"`, `""`, "name: BASE_TYPE_REQUIRED"},
		{"name 101", "Sync", long(101), "name: BASE_TYPE_BAD_LENGTH"},
		{"description 1001", `"d"`, `"` + long(1001) + `"`, "description: BASE_TYPE_MAX_LENGTH"},
		{"location 101", "https://x.org", long(101), "entity_metadata.location"},
		{"no location", `"entity_metadata":{"location":"https://x.org"},`, "", "entity_metadata: BASE_TYPE_REQUIRED"},
		{"no end", `,
 "scheduled_start_time":"2026-08-24T09:00:00Z","scheduled_end_time":"2026-08-24T10:00:00Z"`, `,"scheduled_start_time":"2026-08-24T09:00:00Z"`, "END_REQUIRED"},
		{"no start", `"scheduled_start_time":"2026-08-24T09:00:00Z",`, "", "scheduled_start_time: BASE_TYPE_REQUIRED"},
		{"past", "T09", "T07", "SCHEDULE_PAST"},
		{"end before start", "T10", "T08", "END_BEFORE_START"},
		{"no time", "2026-08-24T09:00:00Z", "tomorrow", "DATE_TIME_TYPE_PARSE"},
		{"privacy", `"privacy_level":2`, `"privacy_level":1`, "privacy_level: BASE_TYPE_CHOICES"},
		{"no privacy", `"privacy_level":2,`, "", "privacy_level: BASE_TYPE_REQUIRED"},
		{"voice", `"entity_type":3`, `"entity_type":2`, "NOT_EMULATED"},
		{"no type", `"entity_type":3,`, "", "entity_type: BASE_TYPE_REQUIRED"},
		{"channel", `"channel_id":null`, `"channel_id":"1"`, "ENTITY_TYPE_INVALID"},
		{"status", `"channel_id":null`, `"status":2`, "status: BASE_TYPE_CHOICES"},
		{"unknown field", `"channel_id":null`, `"place":"x"`, "unknown field place"},
		{"unknown field within", `{"location"`, `{"where":"x","location"`, "unknown field entity_metadata.where"},
		{"recurrence", `"channel_id":null`, `"recurrence_rule":{}`, "recurrence_rule"},
		{"image", `"channel_id":null`, `"image":"data:"`, "image"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			r := w.do("POST", eventsPath, strings.Replace(goodEvent, c.old, c.new, 1))
			if c.want != "" {
				w.blamed(c.want)
				return
			}
			w.sound()
			if r.status != 200 || r.get(t, "entity_metadata") == nil || len(w.ScheduledEvents()) != 1 {
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
}

func (w *world) event() string {
	w.t.Helper()
	return eventsPath + "/" + w.do("POST", eventsPath, goodEvent).get(w.t, "id").(string)
}

func TestEventTransitions(t *testing.T) {
	for _, c := range []struct {
		path string // the states asked for, one after the other
		code int    // of the last answer; 0: taken
		loud bool
	}{
		{"2", 0, false},
		{"23", 0, false},
		{"4", 0, false},
		{"3", 50035, true},
		{"1", 50035, true},
		{"22", 50035, false},
		{"24", 50035, false},
		{"232", 180000, false},
		{"44", 180000, false},
	} {
		t.Run(c.path, func(t *testing.T) {
			w := newWorld(t)
			path, last := w.event(), reply{}
			for _, status := range c.path {
				last = w.do("PATCH", path, fmt.Sprintf(`{"status":%c}`, status))
			}
			if last.code(t) != c.code || c.loud == (len(w.Refused()) == 0) {
				t.Errorf("%d %s, refused %q", last.status, last.body, w.Refused())
			}
		})
	}
}

func TestEventByTheClock(t *testing.T) {
	w := newWorld(t)
	path := w.event()
	w.do("PATCH", path, `{"scheduled_start_time":"2026-08-24T09:30:00Z"}`)
	for _, step := range []struct {
		push   time.Duration
		status int
	}{{80 * time.Minute, EventScheduled}, {10 * time.Minute, EventActive}, {30 * time.Minute, EventCompleted}} {
		w.clock.Advance(step.push)
		if e := w.ScheduledEvents()[0]; e.Status != step.status {
			t.Errorf("after %v: %+v", step.push, e)
		}
		if step.status == EventActive {
			w.do("PATCH", path, `{"scheduled_start_time":"2026-08-24T09:45:00Z"}`)
			w.blamed("START_FIXED")
		}
	}
	if r := w.do("GET", eventsPath, ""); string(r.body) != "[]" {
		t.Errorf("finished events are listed: %s", r.body)
	}
}

func TestEventRightsAndEnds(t *testing.T) {
	w := newWorld(t)
	path := w.event()
	w.SetPermissions("", Installed&^CreateEvents|ManageEvents)
	if r := w.do("POST", eventsPath, goodEvent); r.code(t) != 50013 {
		t.Errorf("MANAGE_EVENTS alone creates: %s", r.body)
	}
	if r := w.do("PATCH", path, `{"name":"New"}`); r.status != 200 || w.ScheduledEvents()[0].Name != "New" {
		t.Errorf("MANAGE_EVENTS does not change: %s", r.body)
	}
	w.SetPermissions("", ViewChannel)
	for _, method := range []string{"PATCH", "DELETE"} {
		if r := w.do(method, path, `{"name":"New"}`); r.code(t) != 50013 {
			t.Errorf("%s without a right: %s", method, r.body)
		}
	}
	w.SetPermissions("", Installed)
	if r := w.do("DELETE", path, ""); r.status != 204 {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := w.do("GET", path, ""); r.code(t) != 10070 {
		t.Errorf("%d %s", r.status, r.body)
	}
	w.DeleteEvent(w.event()[len(eventsPath)+1:])
	w.sound()
	if len(w.ScheduledEvents()) != 0 {
		t.Errorf("%+v", w.ScheduledEvents())
	}
	w.do("GET", eventsPath+"/1", "")
	w.blamed("10070")
}

func TestMostEvents(t *testing.T) {
	w := newWorld(t)
	for range mostEvents {
		w.event()
		w.clock.Advance(time.Second)
	}
	if r := w.do("POST", eventsPath, goodEvent); r.code(t) != 30038 {
		t.Errorf("%d %s", r.status, r.body)
	}
	w.sound()
}
