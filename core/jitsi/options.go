package jitsi

import (
	"maps"

	"meetbot/core"
)

// options are those of Jitsi's external API for a role. They are convenience and no lock: a guest can change them in
// the browser, so every right hangs on the token alone. The keys are on Jitsi's whitelist (configWhitelist.ts).
func options(m core.Meeting, p core.Participant) map[string]any {
	config := common(p)
	role := guestOptions
	if p.Role == core.Moderator {
		role = moderatorOptions
	}
	maps.Copy(config, role(m.Title))
	out := map[string]any{"configOverwrite": config}
	if p.Name != "" {
		out["userInfo"] = map[string]any{"displayName": p.Name}
	}
	return out
}

func common(p core.Participant) map[string]any {
	return map[string]any{
		"prejoinConfig":                 map[string]any{"enabled": true, "hideDisplayName": p.Name != ""},
		"readOnlyName":                  p.Name != "",
		"requireDisplayName":            true,
		"hideEmailInSettings":           true,
		"startWithAudioMuted":           true,
		"startWithVideoMuted":           true,
		"disableDeepLinking":            true, // or phones show Jitsi's "open the app" page in the frame
		"disableInviteFunctions":        true, // it would hand out the room's own address
		"doNotStoreRoom":                true,
		"enableInsecureRoomNameWarning": false,
		"disableThirdPartyRequests":     true,
		"gravatar":                      map[string]any{"disabled": true},
		"notifyOnConferenceDestruction": false, // our page says it better
		"lobby":                         map[string]any{"autoKnock": true, "enableChat": true},
		"timeTimer":                     map[string]any{"enabled": true},
	}
}

var everybodysButtons = []string{
	"microphone", "camera", "desktop", "chat", "raisehand", "reactions", "participants-pane", "tileview", "toggle-camera",
	"hangup", "settings", "select-background", "noisesuppression", "videoquality", "fullscreen", "closedcaptions",
	"whiteboard", "polls", "shortcuts", "help",
}

var moderatorsButtons = []string{"security", "recording", "livestreaming", "sharedvideo", "shareaudio", "etherpad", "filesharing", "stats"}

func moderatorOptions(title string) map[string]any {
	return map[string]any{
		"subject":          title,
		"toolbarButtons":   append(append([]string{}, everybodysButtons...), moderatorsButtons...),
		"participantsPane": map[string]any{"hideModeratorSettingsTab": false, "hideMuteAllButton": false},
		"securityUi":       map[string]any{"hideLobbyButton": false},
	}
}

func guestOptions(title string) map[string]any {
	return map[string]any{
		"localSubject":      title,
		"toolbarButtons":    everybodysButtons,
		"disableRemoteMute": true,
		"remoteVideoMenu":   map[string]any{"disableKick": true, "disableGrantModerator": true, "disableDemote": true},
		"participantsPane":  map[string]any{"hideModeratorSettingsTab": true, "hideMuteAllButton": true},
		"breakoutRooms":     map[string]any{"hideAddRoomButton": true},
		"securityUi":        map[string]any{"hideLobbyButton": true, "disableLobbyPassword": true},
		"localRecording":    map[string]any{"disable": true},
	}
}
