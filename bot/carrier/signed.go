package carrier

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"
)

// signatureAge is how old a signed request may be, see
// https://docs.slack.dev/authentication/verifying-requests-from-slack. A signature without an age would be good for ever in
// the hands of whoever recorded it.
const signatureAge = 5 * time.Minute

// Signed hands on the body of a request that genuine, which gets it byte by byte, takes for the platform's own. Nothing of
// it is parsed before: what is too large is answered with 413, anything else with 401.
func Signed(genuine func(h http.Header, body []byte) bool, next func(http.ResponseWriter, *http.Request, []byte)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		switch {
		case errors.As(err, new(*http.MaxBytesError)):
			w.WriteHeader(http.StatusRequestEntityTooLarge)
		case err != nil || !genuine(r.Header, body):
			w.WriteHeader(http.StatusUnauthorized)
		default:
			next(w, r, body)
		}
	})
}

// Recent tells whether a time stamp in seconds since 1970, as a signed request has it, is neither old nor of the future.
func Recent(stamp string, now time.Time) bool {
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	oldest, newest := now.Add(-signatureAge).Unix(), now.Add(signatureAge).Unix()
	return err == nil && seconds >= oldest && seconds <= newest
}
