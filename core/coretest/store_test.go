package coretest_test

import (
	"testing"

	"meetbot/core"
	"meetbot/core/coretest"
)

func TestTheStoreInMemoryKeepsTheContract(t *testing.T) {
	coretest.TestStore(t, func(*testing.T) core.Store { return coretest.NewStore() })
}
