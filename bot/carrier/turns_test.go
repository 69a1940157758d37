package carrier_test

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/time/rate"

	"meetbot/bot/carrier"
)

// TestWhoeverIsSentAwayComesAgainOnce: a thousand who come at one instant are not all told the same.
func TestWhoeverIsSentAwayComesAgainOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := carrier.NewTurns(rate.Every(time.Second), 1)
		var done, asked atomic.Int64
		began := time.Now()
		for range 1000 {
			go func() {
				for {
					asked.Add(1)
					turn := turns.Reserve()
					if turn.Delay() <= 3*time.Second {
						time.Sleep(turn.Delay())
						done.Add(1)
						return
					}
					delay := turn.Delay()
					turn.Cancel()
					time.Sleep(turns.Later(delay))
				}
			}()
			synctest.Wait()
		}
		time.Sleep(time.Until(began.Add(1001 * time.Second)))
		require.EqualValues(t, 1000, done.Load(), "none of them later than the rate allows")
		require.LessOrEqual(t, asked.Load(), int64(2000))
	})
}
