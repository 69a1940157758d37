package carrier_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"meetbot/bot/carrier"
)

// TestCallerTellsWhatNeverLeft asks hosts that keep silent at one step or the next.
func TestCallerTellsWhatNeverLeft(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer silent.Close()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, closed.Close())
	arrived := make(chan struct{}, 1)
	deaf := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		arrived <- struct{}{}
		<-r.Context().Done()
	}))
	defer deaf.Close()
	foreign := httptest.NewTLSServer(http.NotFoundHandler())
	defer foreign.Close()

	for name, c := range map[string]struct {
		address string
		unsent  bool
	}{
		"nobody listens":                        {"http://" + closed.Addr().String(), true},
		"no such name":                          {"http://chat.invalid", true},
		"the handshake is never answered":       {"https://" + silent.Addr().String(), true},
		"a certificate that nobody vouches for": {foreign.URL, true},
		"the request is never answered":         {deaf.URL, false},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			switch {
			case !c.unsent:
				go func() { <-arrived; cancel() }()
			case c.address == "https://"+silent.Addr().String():
				go func() {
					if conn, err := silent.Accept(); err == nil {
						_, _ = conn.Read(make([]byte, 1)) // the handshake has begun
						cancel()
					}
				}()
			}
			r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address, http.NoBody)
			require.NoError(t, err)
			_, err = carrier.Caller(nil).Do(r)
			require.Error(t, err)
			if c.unsent {
				require.ErrorIs(t, err, carrier.ErrUnsent)
			} else {
				require.NotErrorIs(t, err, carrier.ErrUnsent)
			}
		})
	}
}

// TestCallerIsLedNowhere: what is posted is for the host it was posted to.
func TestCallerIsLedNowhere(t *testing.T) {
	server := httptest.NewServer(http.RedirectHandler("/elsewhere", http.StatusTemporaryRedirect))
	defer server.Close()
	for _, like := range []*http.Client{nil, {}} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, http.NoBody)
		require.NoError(t, err)
		res, err := carrier.Caller(like).Do(r)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		require.Equal(t, http.StatusTemporaryRedirect, res.StatusCode)
	}
}
