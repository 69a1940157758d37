package app_test

import (
	"fmt"
	"strings"

	"github.com/stretchr/testify/require"
)

// complete writes what is suggested to somebody who is filling in an option: what they see, and what is sent for it.
func (p *play) complete(m []string) {
	choices, err := p.discord.Autocomplete(p.person(p.discord, m[0]).ID, p.channel(p.discord, m[1]).ID, m[3], m[2])
	require.NoError(p.t, err)
	for _, c := range choices {
		sent := fmt.Sprint(c.Value)
		for i, link := range p.links {
			if strings.HasSuffix(link, "/"+sent) {
				sent = fmt.Sprintf("MEETING(%d)", i+1)
			}
		}
		fmt.Fprintf(&p.out, "> %s → %s\n", c.Name, sent)
	}
}
