package store

import (
	"encoding/binary"
	"os"
	"time"
)

// A place is how far SQLite has come with its write-ahead log and with copying that into the database file, as the index
// of the log says, which is the -shm file (https://sqlite.org/walformat.html, 2.1 and 2.2).
type place struct {
	page    int64     // size of a page in bytes
	frames  int64     // how many of the log count
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
	p.frames = int64(binary.NativeEndian.Uint32(b[16:]))
	p.sum = [2]uint32{binary.NativeEndian.Uint32(b[24:]), binary.NativeEndian.Uint32(b[28:])}
	copy(p.salt[:], b[32:40])
	p.copied, p.copying = binary.NativeEndian.Uint32(b[96:]), binary.NativeEndian.Uint32(b[128:])
	return p, true
}

// holds tells whether the log is the one that the index speaks of: begun with that salt, and with the last frame there.
func (p place) holds(log string) bool {
	if p.frames == 0 {
		return true // nothing in it counts
	}
	f, err := os.Open(log) //nolint:gosec // SQLite's own; it holds no locks on this one, so that closing it does no harm
	if err != nil {
		return false
	}
	defer f.Close()
	var head [logHeader]byte
	var last [frameHeader]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return false
	}
	if _, err := f.ReadAt(last[:], logHeader+(p.frames-1)*(frameHeader+p.page)); err != nil {
		return false
	}
	sum := [2]uint32{binary.BigEndian.Uint32(last[16:]), binary.BigEndian.Uint32(last[20:])}
	return [8]byte(head[16:24]) == p.salt && [8]byte(last[8:16]) == p.salt && sum == p.sum
}

// A sight is the database file as it was seen at a place. It changes only when frames are copied into it.
type sight struct {
	salt   [8]byte
	copied uint32
	time   time.Time
	size   int64
}

func (p place) sees(info os.FileInfo) sight {
	return sight{p.salt, p.copied, info.ModTime(), info.Size()}
}

// overwritten tells whether the file is another than at an earlier sight, if there was one, though nothing was copied into it.
func (s sight) overwritten(now sight) bool {
	return !s.time.IsZero() && s.salt == now.salt && s.copied == now.copied && (!s.time.Equal(now.time) || s.size != now.size)
}
