package carrier_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/carrier"
)

var errDown = errors.New("down")

// TestLookUpsAskSeldom: an answer is good for a while, a failure for a moment, and who hangs up says nothing.
func TestLookUpsAskSeldom(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	l := carrier.NewLookUps[string, int](time.Minute, func() time.Time { return now })
	asked := 0
	answer := func(n int, err error) func(context.Context) (int, error) {
		return func(context.Context) (int, error) { asked++; return n, err }
	}
	of := func(ask func(context.Context) (int, error)) (int, error) { return l.Of(t.Context(), "alice", ask) }

	_, err := of(answer(0, context.Canceled))
	require.ErrorIs(t, err, context.Canceled)
	_, err = of(answer(0, errDown))
	require.ErrorIs(t, err, errDown)
	_, err = of(answer(7, nil))
	require.ErrorIs(t, err, errDown, "it is not asked again at once")
	require.Equal(t, 2, asked)
	now = now.Add(3 * time.Second)
	for range 2 {
		n, err := of(answer(7, nil))
		require.NoError(t, err)
		require.Equal(t, 7, n)
	}
	require.Equal(t, 3, asked)
	now = now.Add(time.Minute)
	n, err := of(answer(8, nil))
	require.NoError(t, err)
	require.Equal(t, 8, n)
	l.Forget("alice")
	n, err = of(answer(9, nil))
	require.NoError(t, err)
	require.Equal(t, 9, n)
	l.Know("alice", 10)
	n, err = of(answer(11, nil))
	require.NoError(t, err)
	require.Equal(t, 10, n)
}

func TestSeenKnowsTheLatest(t *testing.T) {
	s := carrier.NewSeen(10)
	require.False(t, s.Has("0"))
	for i := range 100 {
		require.True(t, s.First(strconv.Itoa(i)))
		require.False(t, s.First(strconv.Itoa(i)))
	}
	for i := 90; i < 100; i++ {
		require.True(t, s.Has(strconv.Itoa(i)))
	}
	require.False(t, s.Has("0"), "or it would grow for ever")
}

func TestOpenersAreTakenTheOldestFirst(t *testing.T) {
	var o carrier.Openers[string]
	now := time.Unix(1_000_000, 0)
	o.Keep("C1", carrier.Opener[string]{Way: "short", Until: now.Add(time.Minute), Uses: 5}, now)
	o.Keep("C1", carrier.Opener[string]{Way: "long", Until: now.Add(time.Hour), Uses: 2}, now)
	take := func(channel string) string {
		way, ok := o.Take(channel, now)
		require.Equal(t, ok, way != "")
		return way
	}
	require.Empty(t, take("C2"))
	require.Equal(t, "short", take("C1"))
	now = now.Add(2 * time.Minute)
	require.Equal(t, "long", take("C1"))
	require.Equal(t, "long", take("C1"))
	require.Empty(t, take("C1"), "its uses are over")
}

func TestNothingUnsignedIsHandedOn(t *testing.T) {
	handed := ""
	genuine := func(h http.Header, body []byte) bool { return h.Get("X-Right") == "yes" && string(body) == "hello" }
	h := carrier.Signed(genuine, func(_ http.ResponseWriter, _ *http.Request, body []byte) { handed = string(body) })
	for _, c := range []struct {
		right, body string
		most        int64
		want        int
	}{{"no", "hello", 100, 401}, {"yes", "hullo", 100, 401}, {"yes", "hello", 3, 413}, {"yes", "hello", 100, 200}} {
		handed = ""
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(c.body))
		r.Header.Set("X-Right", c.right)
		w := httptest.NewRecorder()
		r.Body = http.MaxBytesReader(w, r.Body, c.most)
		h.ServeHTTP(w, r)
		require.Equal(t, c.want, w.Code)
		require.Equal(t, c.want == 200, handed == "hello")
	}
	now := time.Unix(1_000_000, 0)
	for stamp, want := range map[string]bool{"1000000": true, "999700": true, "999699": false, "1000300": true, "1000301": false, "": false, "x": false, "99999999999999999999": false} {
		require.Equal(t, want, carrier.Recent(stamp, now), stamp)
	}
}

func TestWhatIsTooLongEndsInDots(t *testing.T) {
	require.Equal(t, "Grüße", carrier.Shorten("Grüße", 5))
	require.Equal(t, "Grü…", carrier.Shorten("Grüße", 4))
}
