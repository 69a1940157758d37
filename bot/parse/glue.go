package parse

// glue tells whether the word at i only joins a time to the rest: "at 3pm", "on Friday".
func (t text) glue(i int) bool {
	switch t.at(i) {
	case "at", "on", "@", "from", "between", "starting", "around", "after", "the", "for":
		return true
	}
	return i >= 0 && i < len(t) && !t[i].lit && separator(t[i].raw)
}

// separator tells whether s only keeps apart what stands around it.
func separator(s string) bool {
	switch s {
	case "-", "–", "—", "|", ",", ":", ";", "/":
		return true
	}
	return false
}
