package coretest

import (
	"context"

	"meetbot/core"
)

// A Directory is a fake core.Directory: an identity is a member of its own workspace, and of those listed.
type Directory map[core.Identity][]core.Workspace

// Member implements core.Directory.
func (d Directory) Member(_ context.Context, who core.Identity, w core.Workspace) (bool, error) {
	if who.Home() == w {
		return true, nil
	}
	for _, also := range d[who] {
		if also == w {
			return true, nil
		}
	}
	return false, nil
}
