package store

import (
	"bytes"
	"encoding/binary"
	"os"
)

// A place is how far SQLite has come with its write-ahead log and with copying that into the database file, as the index
// of the log says, which is the -shm file (https://sqlite.org/walformat.html, 2.1 and 2.2).
type place struct {
	page    int64     // size of a page in bytes
	frames  int64     // how many of the log count
	pages   int64     // of the database
	sum     [2]uint32 // of the last of them
	salt    [8]byte   // of the log: another one each time it begins anew
	copied  uint32    // how many frames the database file has
	copying uint32    // how many it will have when what goes on is done
}

const (
	indexForm   = 3007000 // the form of the index that is known here
	indexSize   = 136
	logHeader   = 32
	frameHeader = 24
)

// placeIn reads the index; false: there is none yet, or none that we know.
func placeIn(index *os.File) (p place, known bool) {
	var b [indexSize]byte
	if index == nil {
		return p, false
	}
	if _, err := index.ReadAt(b[:], 0); err != nil || binary.NativeEndian.Uint32(b[0:]) != indexForm {
		return p, false
	}
	size := int64(binary.NativeEndian.Uint16(b[14:]))
	p.page = size&^1 | size&1<<16 // 1 stands for 65536
	p.frames, p.pages = int64(binary.NativeEndian.Uint32(b[16:])), int64(binary.NativeEndian.Uint32(b[20:]))
	p.sum = [2]uint32{binary.NativeEndian.Uint32(b[24:]), binary.NativeEndian.Uint32(b[28:])}
	copy(p.salt[:], b[32:40])
	p.copied, p.copying = binary.NativeEndian.Uint32(b[96:]), binary.NativeEndian.Uint32(b[128:])
	return p, true
}

// settled tells whether nothing is being copied, nor the log begun anew.
func (p place) settled() bool { return p.copied == p.copying && int64(p.copied) <= p.frames }

// A sight is how a database file looked at a place.
type sight struct {
	place
	info os.FileInfo
}

// differs tells whether the file, its log or the index of that has been changed otherwise than SQLite changes it, since the
// last sight if there was one.
func (s sight) differs(last sight, data *os.File, log string) bool {
	same := last.info != nil && s.salt == last.salt
	switch {
	case same && (s.frames < last.frames || s.copied < last.copied): // these only grow, until the log begins anew
		return true
	case same && s.copied == last.copied && (!s.info.ModTime().Equal(last.info.ModTime()) || s.info.Size() != last.info.Size()):
		return true // though nothing was copied into it
	case s.frames == 0:
		return false // nothing in the log counts
	}
	f, err := os.Open(log) //nolint:gosec // SQLite's own; it holds no locks on this one, so that closing it does no harm
	if err != nil {
		return true
	}
	defer f.Close()
	return !s.ends(f) || int64(s.copied) == s.frames && !s.copiedInto(data, f)
}

// ends tells whether a log is begun with the salt, and has the last frame.
func (p place) ends(log *os.File) bool {
	var head [logHeader]byte
	var last [frameHeader]byte
	_, err1 := log.ReadAt(head[:], 0)
	_, err2 := log.ReadAt(last[:], p.frame(p.frames))
	sum := [2]uint32{binary.BigEndian.Uint32(last[16:]), binary.BigEndian.Uint32(last[20:])}
	return err1 == nil && err2 == nil && [8]byte(head[16:24]) == p.salt && [8]byte(last[8:16]) == p.salt && sum == p.sum
}

// copiedInto tells whether the database file has the last page of a log of which all is copied. Of one that is copied in
// part, the page may be left out because there is a newer one.
func (p place) copiedInto(data, log *os.File) bool {
	frame, page := make([]byte, frameHeader+p.page), make([]byte, p.page)
	if _, err := log.ReadAt(frame, p.frame(int64(p.copied))); err != nil || data == nil {
		return false
	}
	number := int64(binary.BigEndian.Uint32(frame))
	if number > p.pages {
		return true // the database has become smaller since
	}
	_, err := data.ReadAt(page, (number-1)*p.page)
	return err == nil && bytes.Equal(page, frame[frameHeader:])
}

// frame returns where the nth frame of a log begins.
func (p place) frame(n int64) int64 { return logHeader + (n-1)*(frameHeader+p.page) }
