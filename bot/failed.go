package bot

// NotServed is the private answer to a command from a workspace that this bot does not serve.
func NotServed() Card {
	return Card{
		Title: "I do not serve this workspace",
		Lines: []Line{{Text("This bot is set up for another workspace. Ask whoever runs it to add yours.")}},
	}
}

// NotYetConnected is the private answer while the platform has not told yet which workspace is ours.
func NotYetConnected() Card {
	return Card{
		Title: "I am only just starting",
		Lines: []Line{{Text("I am not connected yet. Please try again in a moment.")}},
	}
}

// Failed is the private answer where something went wrong on our side.
func Failed() Card {
	return Card{
		Title: "That did not work",
		Lines: []Line{{Text("Something is wrong on my side. Please look at /meet list whether it was done, and else try again in a moment.")}},
	}
}
