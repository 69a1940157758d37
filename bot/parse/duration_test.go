package parse_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/bot/parse"
)

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]string{
		"45m": "45m0s", "45 min": "45m0s", "45 Minutes": "45m0s", "30M": "30m0s", "45": "45m0s", "1h": "1h0m0s",
		"1h30": "1h30m0s", "1h 30m": "1h30m0s", "1h30m20s": "1h30m20s", "1.5h": "1h30m0s", "1,5h": "1h30m0s",
		"90 minutes": "1h30m0s", "an hour": "1h0m0s", "half an hour": "30m0s", "½h": "30m0s", "1½ hours": "1h30m0s",
		"an hour and a half": "1h30m0s", "20s": "20s", "for 20 seconds": "20s", "1 hour, 5 minutes, and 30 seconds": "1h5m30s",
		"two hours": "2h0m0s", "1d": "24h0m0s", "1 h 30 min": "1h30m0s", "30-minute": "30m0s",
	} {
		d, err := parse.ParseDuration(text)
		require.NoError(t, err, text)
		require.Equal(t, want, d.String(), text)
	}
}

func TestParseDurationRefused(t *testing.T) {
	for text, why := range map[string]string{
		"": "can't read", "0": "can't read", "0m": "Zero", "-5m": "negative", "1e3m": "plain digits", "0x1Fm": "plain digits",
		"NaNm": "not a number", "infh": "not a number", "٣٠m": "digits 0 to 9", "1h-1h": "sum", "30m 45m": "can't read",
		"soon": "can't read", "2 months": "too long", "99999999h": "too long", "999999999999999999999999h": "too long", "40d": "too long",
		"m": "can't read", "1h1h": "can't read",
	} {
		_, err := parse.ParseDuration(text)
		var e *parse.Error
		require.ErrorAs(t, err, &e, text)
		require.Contains(t, sentence(t, e), why, text)
		require.NotEmpty(t, e.Example)
	}
}
