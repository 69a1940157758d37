package app_test

import (
	"testing"

	"meetbot/core/store/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }
