package discordtest

import (
	"encoding/json"
	"io"
	"os"
)

// journalFolder is the environment variable that names a folder in which every request of the bot is kept, for
// make conformance.
const journalFolder = "DISCORD_JOURNAL"

// openJournal opens a file of its own for one server, where requests are to be kept. It stays open to the end of the
// process.
func openJournal() io.Writer {
	folder := os.Getenv(journalFolder)
	if folder == "" {
		return io.Discard
	}
	f, err := os.CreateTemp(folder, "*.jsonl")
	if err != nil {
		panic(err) // whoever asks for the requests must not miss any
	}
	return f
}

// keep writes a request, one a line.
func (d *Discord) keep(c Call) {
	if err := json.NewEncoder(d.journalFile).Encode(c); err != nil {
		panic(err)
	}
}
