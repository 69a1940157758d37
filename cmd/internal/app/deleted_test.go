package app_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestADeletedCardComesBack where it is shared again, once, and is kept up to date from then on.
func TestADeletedCardComesBack(t *testing.T) {
	for platform, again := range map[string]string{"slack": "/meet share #1", "discord": "/meet share meeting:#1"} {
		t.Run(platform, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, (*world).withDiscord)
				t.Cleanup(w.close)
				w.ready()
				w.says("alice", platform, "in 90 minutes", "retro")
				time.Sleep(time.Minute)
				require.Equal(t, 1, w.seen(platform, "retro"))
				channel := w.chats[platform].Channels()[0].ID
				for _, m := range w.chats[platform].Messages(w.idOf("bob", platform), channel) {
					w.chats[platform].(interface{ DeleteMessage(channel, id string) }).DeleteMessage(channel, m.ID)
				}
				require.Zero(t, w.seen(platform, "retro"))
				_, err := w.chats[platform].Type(w.idOf("alice", platform), channel, again)
				require.NoError(t, err)
				time.Sleep(5 * time.Minute)
				require.Equal(t, 1, w.seen(platform, "retro"))
				require.Less(t, strings.Count(w.log.String(), "announcement settled"), 8, "it is not tried again and again")
				time.Sleep(3 * time.Hour)
				require.Equal(t, 1, w.seen(platform, "retro\nEnded"))
			})
		})
	}
}
