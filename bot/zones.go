package bot

import (
	"strings"
	"time"
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

// completeZone suggests the zones whose place begins with what is typed, and then those that contain it.
func completeZone(typed string, now time.Time) []Suggestion {
	typed = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(typed), " ", "_"))
	var first, rest []Suggestion
	for _, name := range zoneNames {
		lower := strings.ToLower(name)
		place := lower[strings.LastIndex(lower, "/")+1:]
		zone, err := time.LoadLocation(name)
		if err != nil || !strings.Contains(lower, typed) {
			continue
		}
		s := Suggestion{Label: name + ", now " + now.In(zone).Format("Mon 15:04"), Value: name}
		if strings.HasPrefix(place, typed) {
			first = append(first, s)
		} else {
			rest = append(rest, s)
		}
	}
	out := append(first, rest...)
	return out[:min(len(out), suggestions)]
}
