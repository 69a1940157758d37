package slacktest

import "regexp"

var emojiForm = regexp.MustCompile(`:[a-z0-9_+-]+:`)

// known are the emoji names that are turned into characters, a few of Slack's thousands: enough to show that a typed
// ":tada:" is not left as it is. Unknown names stay, as in Slack.
var known = map[string]string{
	":tada:": "🎉", ":smile:": "😄", ":wave:": "👋", ":fire:": "🔥", ":rocket:": "🚀", ":+1:": "👍", ":thumbsup:": "👍",
	":-1:": "👎", ":heart:": "❤️", ":eyes:": "👀", ":warning:": "⚠️", ":x:": "❌", ":white_check_mark:": "✅",
	":heavy_check_mark:": "✔️", ":question:": "❓", ":calendar:": "📆", ":date:": "📅", ":clock1:": "🕐", ":alarm_clock:": "⏰",
	":hourglass:": "⌛", ":hourglass_flowing_sand:": "⏳", ":movie_camera:": "🎥", ":video_camera:": "📹", ":telephone:": "☎️",
	":red_circle:": "🔴", ":large_green_circle:": "🟢", ":large_blue_circle:": "🔵", ":white_circle:": "⚪",
	":bell:": "🔔", ":no_bell:": "🔕", ":link:": "🔗", ":lock:": "🔒", ":key:": "🔑", ":bulb:": "💡", ":pencil2:": "✏️",
	":no_entry:": "⛔", ":repeat:": "🔁", ":bust_in_silhouette:": "👤", ":busts_in_silhouette:": "👥", ":speech_balloon:": "💬",
}

// emojis turns known emoji names into the characters.
func emojis(text string) string {
	return emojiForm.ReplaceAllStringFunc(text, func(name string) string {
		if character, ok := known[name]; ok {
			return character
		}
		return name
	})
}
