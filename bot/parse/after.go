package parse

import (
	"strings"
	"unicode"
)

// after reads words that mean something only right behind a time: a part of the day, an offset, an
// abbreviation of a zone.
func (t text) after(i int, before *mark, m *mark) {
	switch before.kind {
	case dateMark, clockMark, partMark, instantMark, relativeMark:
	default:
		return
	}
	w := t[i].low
	switch {
	case before.kind != relativeMark && partOf(w) != "":
		m.set(partMark, i+1)
		m.part = partOf(w)
	case (w == "in" && t.at(i+1) == "the" || w == "at" && t.at(i+1) == "the") && partOf(t.at(i+2)) != "":
		m.set(partMark, i+3)
		m.part = partOf(t.at(i + 2))
	case w == "at" && t.at(i+1) == "night":
		m.set(partMark, i+2)
		m.part = "night"
	default:
		t.zoneAfter(i, before, m)
	}
}

func (t text) zoneAfter(i int, before *mark, m *mark) {
	w := t[i].low
	if loc, ok := offset(w); ok && w != "z" {
		m.set(zoneMark, i+1)
		m.zone = loc
		return
	}
	if strings.HasPrefix(w, "utc+") || strings.HasPrefix(w, "utc-") || strings.HasPrefix(w, "gmt+") || strings.HasPrefix(w, "gmt-") ||
		before.kind == clockMark && len(w) > 1 && w[0] == '+' && digits(w[1:]) > 0 {
		m.set(zoneMark, i+1)
		m.fault = because(NoSuchOffset)
		return
	}
	if before.kind == relativeMark {
		return
	}
	if meant := abbreviation(t[i].raw); meant != "" {
		m.set(zoneMark, i+1)
		m.fault = because(VagueZone, "Meant", strings.Split(meant, " or "))
		return
	}
	t.cityTime(i, m)
}

// cityTime reads "Paris time" and "New York time".
func (t text) cityTime(i int, m *mark) {
	for n := 1; n <= 3; n++ {
		if t.at(i+n) != "time" {
			continue
		}
		words := t[i : i+n]
		if loc := load(city(strings.ToLower(words.raw()))); loc != nil {
			m.set(zoneMark, i+n+1)
			m.zone = loc
		}
		return
	}
}

// abbreviation gives zones that a typed abbreviation may stand for, or "" for any other word.
func abbreviation(raw string) string {
	upper := strings.ToUpper(strings.Trim(raw, "(),.;:!?"))
	if len(upper) < 3 && strings.IndexFunc(raw, unicode.IsLower) >= 0 {
		return ""
	}
	switch upper {
	case "EST", "EDT", "ET":
		return "America/New_York or Australia/Sydney"
	case "CST", "CDT", "CT":
		return "America/Chicago or Asia/Shanghai"
	case "MST", "MDT", "MT":
		return "America/Denver or America/Phoenix"
	case "PST", "PDT", "PT":
		return "America/Los_Angeles or Asia/Manila"
	case "IST":
		return "Asia/Kolkata or Europe/Dublin"
	case "BST":
		return "Europe/London or Asia/Dhaka"
	case "CET", "CEST":
		return "Europe/Paris or Europe/Warsaw"
	case "EET", "EEST":
		return "Europe/Athens or Europe/Kyiv"
	case "AEST", "AEDT":
		return "Australia/Sydney or Australia/Brisbane"
	case "AST":
		return "America/Halifax or Asia/Riyadh"
	case "JST":
		return "Asia/Tokyo or Asia/Seoul"
	case "SGT", "HKT":
		return "Asia/Singapore or Asia/Hong_Kong"
	case "MSK":
		return "Europe/Moscow or Europe/Istanbul"
	case "NZST", "NZDT":
		return "Pacific/Auckland or Pacific/Fiji"
	}
	if raw != upper {
		return ""
	}
	switch upper {
	case "WET", "WEST":
		return "Europe/Lisbon or Atlantic/Canary"
	case "KST":
		return "Asia/Seoul or Asia/Tokyo"
	}
	return ""
}
