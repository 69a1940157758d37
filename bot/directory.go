package bot

import (
	"context"

	"meetbot/core"
)

// A Directory asks the platforms who is a member of what. It implements core.Directory.
type Directory map[string]Platform

var _ core.Directory = Directory(nil)

// Member implements core.Directory. Nobody is a member of a workspace on a platform that is not theirs.
func (d Directory) Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error) {
	platform, ok := d[w.Platform]
	if !ok || who.Platform != w.Platform {
		return false, nil
	}
	return platform.Member(ctx, who, w)
}
