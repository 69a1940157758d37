package app_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/cmd/internal/app"
)

func TestProxiesAreNetworks(t *testing.T) {
	want := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("192.0.2.7/32"), netip.MustParsePrefix("fd00::/8")}
	file := write(t, "proxies: [10.0.0.0/8, 192.0.2.7, \"fd00::/8\"]\n")
	c, err := app.Load(file, required)
	require.NoError(t, err)
	require.Equal(t, want, c.Proxies)
	c, err = app.Load(file, with("MEETBOT_PROXIES=10.0.0.0/8, ::ffff:192.0.2.7,fd00::/8"))
	require.NoError(t, err)
	require.Equal(t, want, c.Proxies)
	require.Contains(t, app.Describe(c), "proxies: [10.0.0.0/8 192.0.2.7/32 fd00::/8]\n")
	c, err = app.Load(file, with("MEETBOT_PROXIES="))
	require.NoError(t, err)
	require.Empty(t, c.Proxies)

	for value, part := range map[string]string{
		"nginx": `"nginx" is no network; write 10.0.0.0/8, say`, "10.0.0.0/33": "is no network", "10.0.0.1:80": "is no network",
		"0.0.0.0/0": "is everybody", "::/0": "is everybody", "10.0.0.0/8,10.1.2.3/16": "that is 10.1.0.0/16",
	} {
		_, err := app.Load("", with("MEETBOT_PROXIES="+value))
		var faults app.Faults
		require.ErrorAs(t, err, &faults, value)
		require.Len(t, faults, 1, value)
		require.ErrorContains(t, err, part)
		require.ErrorContains(t, err, "proxies")
	}
}
