package core

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
)

// AnnouncementID derives the ID of an announcement from what is said, of which occurrence and change, when (to the
// microsecond) and where, so that storing the same twice stores it once. It has 22 characters, few enough to serve as a
// nonce at Discord. What is stored has IDs made so: it must not change.
func AnnouncementID(a Announcement) string {
	h := sha256.New()
	for _, part := range []string{string(a.Meeting), string(a.Kind), a.Channel.Platform, a.Channel.Workspace, a.Channel.ID, a.About} {
		_ = binary.Write(h, binary.BigEndian, int64(len(part))) // a hash takes everything
		h.Write([]byte(part))
	}
	numbers := []int64{int64(a.Revision), a.Due.UnixMicro()}
	if a.Nth != 0 { // what was stored before there was a second one stays what it is
		numbers = append(numbers, int64(a.Nth))
	}
	_ = binary.Write(h, binary.BigEndian, numbers)
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}
