package bot

import (
	"context"
	"fmt"

	"meetbot/core"
)

// A Directory asks the platforms who belongs where and sees what. It implements core.Directory.
type Directory map[string]Platform

var _ core.Directory = Directory(nil)

// Member implements core.Directory. Nobody is a member of a workspace on a platform that is not theirs.
func (d Directory) Member(ctx context.Context, who core.Identity, w core.Workspace) (bool, error) {
	platform, err := d.of(w.Platform)
	if err != nil || who.Platform != w.Platform {
		return false, err
	}
	return platform.Member(ctx, who, w)
}

// Stands implements core.Directory.
func (d Directory) Stands(ctx context.Context, who core.Identity) (bool, error) {
	platform, err := d.of(who.Platform)
	if err != nil {
		return false, err
	}
	return platform.Stands(ctx, who)
}

// Sees implements core.Directory.
func (d Directory) Sees(ctx context.Context, who core.Identity, in core.Workspace, places []core.Place) ([]core.Channel, error) {
	platform, err := d.of(in.Platform)
	if err != nil || who.Platform != in.Platform {
		return nil, err
	}
	return platform.Sees(ctx, who, in, places)
}

// of returns a platform. Of one that is not set up any more nobody can say who is there.
func (d Directory) of(name string) (Platform, error) {
	if platform, ok := d[name]; ok {
		return platform, nil
	}
	return nil, fmt.Errorf("%w: %s", errNoPlatform, name)
}
