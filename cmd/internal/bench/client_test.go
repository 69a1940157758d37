package bench_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// connections is how many requests are under way at once.
const connections = 16

// A target is something that answers requests: the program, or a floor.
type target struct {
	address string
	request func(i int) []byte // the whole of the i-th, as it goes over the wire
	expect  string             // every answer is a 200 that holds this, so that a refusal is never counted for an answer
}

// serve has a handler answer on this machine until the test ends, and returns where.
func serve(t testing.TB, h http.Handler) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	require.NoError(t, err)
	return u.Host
}

// from names an address that a request came from. There are many, since the program limits what one may ask for.
func from(i int) string { return fmt.Sprintf("10.%d.%d.%d", i>>16&255, i>>8&255, i&255) }

// get writes a GET. No compression is asked for, unless header does.
func get(path, header string) func(int) []byte {
	return func(i int) []byte {
		return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %s\r\n%s\r\n", path, from(i%4096), header)
	}
}

// A load is how much a target answered.
type load struct {
	second float64 // answers
	p99    time.Duration
}

// drawn numbers the requests of all loads, so that none is taken for one seen before.
var drawn atomic.Int64

// load asks the target over so many connections for so long.
func (tg target) load(t testing.TB, connections int, length time.Duration) load {
	var all sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	var failed error
	began := time.Now()
	for range connections {
		all.Go(func() {
			mine, err := tg.ask(began.Add(length))
			mu.Lock()
			defer mu.Unlock()
			took = append(took, mine...)
			if err != nil {
				failed = err
			}
		})
	}
	all.Wait()
	elapsed := time.Since(began)
	require.NoError(t, failed)
	require.NotEmpty(t, took)
	return load{float64(len(took)) / elapsed.Seconds(), percentile(took, 99)}
}

// ask asks over one connection, one request after another, until the given time but once at least, and returns how long
// each took.
func (tg target) ask(until time.Time) (took []time.Duration, err error) {
	conn, err := net.Dial("tcp", tg.address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	in, body := bufio.NewReader(conn), &bytes.Buffer{}
	for len(took) == 0 || time.Now().Before(until) {
		raw := tg.request(int(drawn.Add(1)))
		began := time.Now()
		if _, err := conn.Write(raw); err != nil {
			return nil, err
		}
		if err := tg.read(in, body); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

func (tg target) read(in *bufio.Reader, body *bytes.Buffer) error {
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	body.Reset()
	if _, err := io.Copy(body, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK || !bytes.Contains(body.Bytes(), []byte(tg.expect)) {
		return fmt.Errorf("answered %s without %q: %.2000s", res.Status, tg.expect, body)
	}
	return nil
}

// once asks for one answer and returns it.
func (tg target) once(t testing.TB) string {
	conn, err := net.Dial("tcp", tg.address)
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.Write(tg.request(int(drawn.Add(1))))
	require.NoError(t, err)
	body := &bytes.Buffer{}
	require.NoError(t, tg.read(bufio.NewReader(conn), body))
	return body.String()
}

// percentile returns what so many of a hundred do not exceed.
func percentile[T time.Duration | float64](all []T, n int) T {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[max((len(sorted)*n+99)/100, 1)-1]
}

func median[T time.Duration | float64](all []T) T { return percentile(all, 50) }
