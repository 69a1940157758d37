//go:build !unix

package pgtest

import "errors"

type cluster struct{}

func start() (*cluster, error) {
	return nil, errors.New("these tests start PostgreSQL on Unix only")
}

func (c *cluster) stop() {}

func (c *cluster) address(string) string { return "" }
