package bench_test

import (
	"net/http"

	"github.com/stretchr/testify/require"
)

// cookie uses a ticket up and returns the cookie of the session.
func (w *world) cookie(ticket string) string {
	r, err := http.NewRequest(http.MethodPost, "http://"+w.address+ticket, http.NoBody)
	require.NoError(w.t, err)
	r.Header.Set("X-Forwarded-For", from(0))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	require.NoError(w.t, err)
	res.Body.Close()
	require.Equal(w.t, http.StatusSeeOther, res.StatusCode)
	require.NotEmpty(w.t, res.Cookies())
	return res.Cookies()[0].Name + "=" + res.Cookies()[0].Value
}
