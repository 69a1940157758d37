package discord

import (
	"bufio"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"

func frame(kind byte, payload string) string {
	head := []byte{0x80 | kind, byte(len(payload))}
	if n := len(payload); n > 125 {
		head = []byte{0x80 | kind, 126, byte(n >> 8), byte(n)}
	}
	return string(head) + payload
}

// TestWire hands on what it reads as it is, and ends where it is told to.
func TestWire(t *testing.T) {
	long := frame(1, strings.Repeat("x", 5000))
	huge := string([]byte{0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}) + strings.Repeat("y", 1<<16)
	for name, c := range map[string]struct {
		sent, read string
		code       int32
		err        error
	}{
		"frames":         {upgraded + frame(1, "{}") + long + huge, upgraded + frame(1, "{}") + long + huge, 0, io.EOF},
		"close":          {upgraded + frame(8, "\x0f\xa4bye"), upgraded + frame(8, "\x0f\xa4bye"), 4004, io.EOF},
		"close, unsaid":  {upgraded + frame(8, ""), upgraded + frame(8, ""), 0, io.EOF},
		"reconnect":      {upgraded + frame(1, `{"op":7,"d":null}`) + long, upgraded, closeRestart, errReconnect},
		"over":           {upgraded + frame(1, `{"op":9,"d":false}`), upgraded, closeOver, errReconnect},
		"not quite over": {upgraded + frame(1, `{"op":9,"d":true}`), upgraded, closeRestart, errReconnect},
		"masked":         {upgraded + "\x81\x82abcdef", upgraded, 0, errFrame},
		"absurd":         {upgraded + "\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff", upgraded, 0, errFrame},
		"cut":            {upgraded + long[:100], upgraded, 0, io.ErrUnexpectedEOF},
	} {
		t.Run(name, func(t *testing.T) {
			near, far := net.Pipe()
			go func() {
				_, _ = io.WriteString(far, c.sent) // a reader that has enough hangs up
				_ = far.Close()
			}()
			var code atomic.Int32
			w := &wire{Conn: near, in: bufio.NewReader(near), idle: time.Second, code: &code}
			var got strings.Builder
			_, err := io.Copy(&got, reading{w})
			if c.err == io.EOF {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, c.err)
			}
			require.Equal(t, c.read, got.String())
			require.Equal(t, c.code, code.Load())
		})
	}
}

// reading has nothing but Read, so that nothing else is used.
type reading struct{ io.Reader }

func TestWireIsSilent(t *testing.T) {
	near, far := net.Pipe()
	defer func() { _ = far.Close() }()
	go func() { _, _ = io.WriteString(far, upgraded+frame(1, `{"op":10,"d":{"heartbeat_interval":40}}`)) }()
	var code atomic.Int32
	w := &wire{Conn: near, in: bufio.NewReader(near), idle: time.Minute, slack: 20 * time.Millisecond, code: &code}
	_, err := io.ReadAll(w)
	var timeout net.Error
	require.ErrorAs(t, err, &timeout)
	require.True(t, timeout.Timeout())
	require.Equal(t, 60*time.Millisecond, w.idle)
	_, err = far.Write([]byte("x"))
	require.Error(t, err, "the connection is gone")
}
