package parse

import (
	_ "embed"
	"strings"
	"time"
)

// zoneNames are the names in the IANA database, one a line, as Go 1.26 ships it. Only these are read:
// time.LoadLocation takes an empty name and "Local" too.
//
//go:embed zones.txt
var zoneNames string

// canonical gives the IANA name that s spells in whatever case, or "".
func canonical(s string) string {
	for rest := zoneNames; rest != ""; {
		name, after, _ := strings.Cut(rest, "\n")
		if len(name) == len(s) && strings.EqualFold(name, s) {
			return name
		}
		rest = after
	}
	return ""
}

// city gives the one zone that is named after a city, or "".
func city(s string) string {
	s = strings.ReplaceAll(s, " ", "_")
	found := ""
	for rest := zoneNames; rest != ""; {
		name, after, _ := strings.Cut(rest, "\n")
		if i := strings.LastIndexByte(name, '/'); i >= 0 && strings.EqualFold(name[i+1:], s) && !strings.HasPrefix(name, "Etc/") {
			if found != "" {
				return ""
			}
			found = name
		}
		rest = after
	}
	return found
}

// loadZone opens a zone by its IANA name in whatever case; nil where there is none.
func loadZone(s string) *time.Location {
	name := canonical(s)
	if name == "" {
		return nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil
	}
	return loc
}

// region tells whether names of zones begin with s, as in Europe/Paris.
func region(s string) bool {
	switch s {
	case "europe", "america", "asia", "africa", "australia", "pacific", "atlantic", "indian", "antarctica", "arctic":
		return true
	}
	return false
}

// nearZones gives the names of zones that a mistyped one is most likely meant as.
func nearZones(typed string) (out []string) {
	typed = strings.ToLower(strings.Trim(typed, "(),.;:!?"))
	for name := range strings.SplitSeq(zoneNames, "\n") {
		if len(name) < 18 && len(typed) < 18 && name != "" && distance(typed, strings.ToLower(name), 2) <= 2 && len(out) < 3 {
			out = append(out, name)
		}
	}
	return out
}

// offset reads "z", "utc", "gmt", "+02:00", "-0530", "+2" and "utc+2".
func offset(s string) (*time.Location, bool) {
	switch s {
	case "z", "utc", "gmt":
		return time.UTC, true
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "utc"), "gmt")
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return nil, false
	}
	h, m := s[1:], ""
	if a, b, found := strings.Cut(h, ":"); found {
		h, m = a, b
	} else if len(h) == 4 {
		h, m = h[:2], h[2:]
	}
	hours, minutes := whole(h, 2), 0
	if m != "" {
		if minutes = whole(m, 2); len(m) != 2 || minutes > 59 {
			return nil, false
		}
	}
	total := hours*3600 + minutes*60
	if hours < 0 || minutes < 0 || total > 14*3600 || s[0] == '-' && total > 12*3600 {
		return nil, false
	}
	if total == 0 {
		return time.UTC, true
	}
	if s[0] == '-' {
		total = -total
	}
	return time.FixedZone("", total), true
}
