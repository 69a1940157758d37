package joint_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"meetbot/core/joint"
)

// A shop is where errands are run: it notes who went together, and waits each time until it is told to go on.
type shop struct {
	goOn     chan struct{}
	together [][]int
}

var errClosed = errors.New("closed")

func (s *shop) run(all []*joint.Errand[int]) {
	var who []int
	for _, e := range all {
		who = append(who, e.Of)
		if e.Of == 3 {
			e.Err = errClosed
		}
	}
	s.together = append(s.together, who)
	<-s.goOn
	if len(all) == 2 {
		panic("the till is jammed")
	}
}

func TestWhoeverComesMeanwhileGoesTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{goOn: make(chan struct{})}
		j := joint.New(s.run)
		first := j.Put(1)
		synctest.Wait()
		ctx, leave := context.WithCancel(t.Context())
		second, third, fourth, gone := j.Put(2), j.Put(3), j.Put(4), j.Put(5)
		leave()
		require.ErrorIs(t, j.Wait(ctx, gone), context.Canceled, "who leaves in time does not go")
		s.goOn <- struct{}{}
		require.NoError(t, j.Wait(t.Context(), first))
		synctest.Wait()
		require.Equal(t, [][]int{{1}, {2, 3, 4}}, s.together)
		select {
		case <-second.Done():
			require.Fail(t, "nobody has gone yet")
		default:
		}
		require.ErrorIs(t, j.Wait(ctx, second), context.Canceled, "who leaves too late does not know")
		s.goOn <- struct{}{}
		require.NoError(t, j.Wait(t.Context(), second))
		require.ErrorIs(t, j.Wait(t.Context(), third), errClosed)
		require.NoError(t, j.Wait(t.Context(), fourth))
	})
}

func TestAPanicIsAnErrorOfAllWhoWent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shop{goOn: make(chan struct{})}
		j := joint.New(s.run)
		first := j.Put(1)
		synctest.Wait()
		pair := []*joint.Errand[int]{j.Put(2), j.Put(4)}
		close(s.goOn)
		require.NoError(t, j.Wait(t.Context(), first))
		for _, e := range pair {
			require.ErrorContains(t, j.Wait(t.Context(), e), "jammed")
		}
		require.NoError(t, j.Wait(t.Context(), j.Put(6)), "and the next one is served")
	})
}
