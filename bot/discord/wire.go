package discord

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"time"
)

// A wire is a connection to the gateway. It reads each frame before the library does, for what the library conceals or
// does not bear: the code with which Discord closes; the order to connect anew, which it does not survive while a
// session begins (https://github.com/bwmarrin/discordgo/issues/513); the news that a session is over, after which it
// goes on counting where that one ended; and silence, which it bears for minutes.
type wire struct {
	net.Conn
	in     *bufio.Reader
	frame  []byte // what is left of it to hand on
	begun  bool   // the handshake is over
	opaque bool   // its frames cannot be read: it is encrypted
	idle   time.Duration
	slack  time.Duration
	code   *atomic.Int32 // why it ended
}

const (
	frameText  = 1
	frameClose = 8
	maxFrame   = 64 << 20
	// maxOrder is how long a frame without an event can be.
	maxOrder = 1 << 10

	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	// Codes that stand for what Discord says without closing: connect anew, and the session is over.
	closeRestart = 1012
	closeOver    = 4009
)

var (
	errReconnect = errors.New("asked to connect anew")
	errFrame     = errors.New("not a frame of the gateway")
)

// Read implements net.Conn. Once it has failed the connection is gone, without a farewell: that would end the session.
func (w *wire) Read(p []byte) (int, error) {
	if len(w.frame) == 0 {
		if err := w.next(p); err != nil {
			_ = w.Close() // nothing is owed to it
			return 0, err
		}
	}
	n := copy(p, w.frame)
	w.frame = w.frame[n:]
	return n, nil
}

// next reads the next piece that is handed on as a whole.
func (w *wire) next(p []byte) (err error) {
	_ = w.SetReadDeadline(time.Now().Add(w.idle)) // fails only as the read after it, and not before what was read ahead
	switch {
	case w.opaque:
		n, err := w.Conn.Read(p)
		w.frame = append(w.frame[:0], p[:n]...)
		return err
	case !w.begun:
		w.frame, err = w.in.ReadBytes('\n')
		w.begun = len(bytes.TrimSpace(w.frame)) == 0
		return err
	default:
		return w.readFrame()
	}
}

// readFrame reads one frame, see RFC 6455, section 5.2. A server's are not masked.
func (w *wire) readFrame() error {
	head := make([]byte, 2, 10)
	if _, err := io.ReadFull(w.in, head); err != nil {
		return err
	}
	extra := map[byte]int{126: 2, 127: 8}[head[1]]
	size := uint64(head[1])
	if extra > 0 {
		head = head[:2+extra]
		if _, err := io.ReadFull(w.in, head[2:]); err != nil {
			return err
		}
		size = binary.BigEndian.Uint64(append(make([]byte, 8-extra), head[2:]...))
	}
	if size > maxFrame || head[1]&0x80 != 0 {
		return errFrame
	}
	w.frame = append(head, make([]byte, size)...)
	payload := w.frame[len(head):]
	if _, err := io.ReadFull(w.in, payload); err != nil {
		return err
	}
	return w.heed(head[0]&0x0f, payload)
}

func (w *wire) heed(kind byte, payload []byte) error {
	if kind == frameClose && len(payload) >= 2 {
		w.code.Store(int32(binary.BigEndian.Uint16(payload)))
	}
	var order struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if kind != frameText || len(payload) > maxOrder || json.Unmarshal(payload, &order) != nil {
		return nil
	}
	switch order.Op {
	case opReconnect:
		w.code.Store(closeRestart)
		return errReconnect
	case opInvalid:
		if w.code.Store(closeOver); string(order.Data) == "true" {
			w.code.Store(closeRestart)
		}
		return errReconnect
	case opHello:
		w.expect(order.Data)
	}
	return nil
}

// expect takes over how often something is to be heard: every heartbeat is acknowledged.
func (w *wire) expect(hello []byte) {
	var h struct {
		Interval int64 `json:"heartbeat_interval"`
	}
	if json.Unmarshal(hello, &h) == nil && h.Interval > 0 {
		beat := time.Duration(h.Interval) * time.Millisecond
		w.idle = beat + w.slack
	}
}
