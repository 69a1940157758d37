package bot

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAddressesInAnAgendaAreLinks(t *testing.T) {
	to := func(url string) Link { return Link{Label: url, URL: url} }
	for agenda, want := range map[string][]Line{
		"":                                 nil,
		"Budget":                           {{Text("Budget")}},
		"Budget\n\nRoadmap":                {{Text("Budget")}, {Text("Roadmap")}},
		"See https://a.b/c?d=e":            {{Text("See "), to("https://a.b/c?d=e")}},
		"(https://a.b/c), and http://d.e.": {{Text("("), to("https://a.b/c"), Text("), and "), to("http://d.e"), Text(".")}},
		"javascript:alert(1) ftp://a.b <https://c.d>": {{Text("javascript:alert(1) ftp://a.b <"), to("https://c.d"), Text(">")}},
		"https://": {{Text("https://")}},
	} {
		require.Equal(t, want, agendaLines(agenda, firstOfIt), agenda)
	}
}

// TestALongAgendaIsCut, and no address with it: it would lead somewhere else.
func TestALongAgendaIsCut(t *testing.T) {
	require.Equal(t, []Line{{Text("Budget")}, {Text("https://e…")}}, agendaLines("Budget\nhttps://example.org/secret", 16))
	require.Equal(t, []Line{{Text("Budget")}}, agendaLines("Budget\nRoadmap", 6))
	total := 0
	for _, line := range agendaLines(strings.Repeat("x", 150)+"\n"+strings.Repeat("y", 150), firstOfIt) {
		total += len([]rune(string(line[0].(Text))))
	}
	require.Equal(t, firstOfIt, total)
}
