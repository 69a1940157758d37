package core

import (
	"context"
	"fmt"
	"time"
)

// answerTime is how long a request may take to be answered before another process takes it over.
const answerTime = 10 * time.Second

// Once answers a request: with what answer returns the first time, and with that same answer whenever the request comes
// again. While another process is answering it, Once waits until ctx ends.
func (s *Service) Once(ctx context.Context, request string, answer func(context.Context) []byte) ([]byte, error) {
	request = RequestKey(request)
	for {
		now := s.Now()
		stored, mine, err := s.store.Reserve(ctx, request, now, now.Add(answerTime))
		switch {
		case err != nil:
			return nil, fmt.Errorf("reserve request: %w", err)
		case mine:
			return s.answer(ctx, request, answer)
		case stored != nil:
			return s.sealer.Open(request, stored)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(25 * time.Millisecond):
		}
	}
}

func (s *Service) answer(ctx context.Context, request string, answer func(context.Context) []byte) ([]byte, error) {
	out := answer(ctx)
	// The answer holds links that sign their reader in, so it is sealed. Somebody who hung up still gets it stored.
	err := s.store.Answer(context.WithoutCancel(ctx), request, s.sealer.Seal(request, out))
	if err != nil {
		s.log.ErrorContext(ctx, "answer not stored", "error", err)
	}
	return out, nil
}
