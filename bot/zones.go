package bot

import (
	"strings"
	"time"

	"meetbot/core"
)

// zoneNames are the time zones that people are offered: the larger places of the IANA table, which knows many more.
// Any of those can be typed.
var zoneNames = strings.Fields(`
	Europe/London Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Warsaw Europe/Amsterdam Europe/Athens
	Europe/Bucharest Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/Oslo Europe/Prague
	Europe/Stockholm Europe/Vienna Europe/Zurich Europe/Brussels Europe/Budapest Europe/Copenhagen Europe/Moscow
	America/New_York America/Chicago America/Denver America/Los_Angeles America/Toronto America/Vancouver
	America/Sao_Paulo America/Bogota America/Lima America/Mexico_City America/Argentina/Buenos_Aires America/Santiago
	America/Caracas America/Halifax America/Phoenix America/Anchorage America/St_Johns America/Montevideo
	Asia/Kolkata Asia/Tokyo Asia/Shanghai Asia/Singapore Asia/Hong_Kong Asia/Seoul Asia/Dubai Asia/Jakarta Asia/Manila
	Asia/Bangkok Asia/Ho_Chi_Minh Asia/Karachi Asia/Dhaka Asia/Kathmandu Asia/Tehran Asia/Jerusalem Asia/Riyadh
	Asia/Taipei Asia/Kuala_Lumpur Asia/Colombo Asia/Tashkent Asia/Almaty
	Africa/Cairo Africa/Lagos Africa/Nairobi Africa/Johannesburg Africa/Casablanca Africa/Accra Africa/Algiers
	Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Darwin
	Pacific/Auckland Pacific/Honolulu Pacific/Fiji Atlantic/Reykjavik UTC`)

// zones are offered as buttons to somebody whose zone nobody knows, and moreZones in a menu, from west to east.
var (
	zones     = strings.Fields("Europe/London Europe/Berlin America/New_York America/Los_Angeles Asia/Kolkata UTC")
	moreZones = strings.Fields(`
		America/Denver America/Chicago America/Sao_Paulo Africa/Lagos Europe/Lisbon Europe/Madrid Europe/Paris Europe/Rome
		Europe/Warsaw Africa/Johannesburg Africa/Cairo Europe/Athens Europe/Helsinki Europe/Kyiv Africa/Nairobi
		Europe/Istanbul Asia/Dubai Asia/Karachi Asia/Dhaka Asia/Bangkok Asia/Shanghai Asia/Singapore Asia/Tokyo
		Australia/Sydney Pacific/Auckland`)
)

// clockIn names a zone by what its clocks show, "Europe/Paris, now Mon 15:04"; empty where there is no such zone.
func (t tongue) clockIn(name string, now time.Time) string {
	zone := location(name)
	if zone == nil {
		return ""
	}
	now = now.In(zone)
	return t.Say("zone.clock_in", "Zone", name, "Weekday", t.Weekday(now), "Time", t.Clock(now)+core.ClockName(now))
}

// completeZone suggests the zones whose place begins with what is typed, and then those that contain it.
func (t tongue) completeZone(typed string, now time.Time) []Suggestion {
	typed = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(typed), " ", "_"))
	var first, rest []Suggestion
	for _, name := range zoneNames {
		lower := strings.ToLower(name)
		place := lower[strings.LastIndex(lower, "/")+1:]
		if !strings.Contains(lower, typed) {
			continue
		}
		s := Suggestion{Label: t.clockIn(name, now), Value: name}
		if strings.HasPrefix(place, typed) {
			first = append(first, s)
		} else {
			rest = append(rest, s)
		}
	}
	out := append(first, rest...)
	return out[:min(len(out), suggestions)]
}
