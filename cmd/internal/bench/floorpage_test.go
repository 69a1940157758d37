package bench_test

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/uptrace/bun"
)

// A bareRow is what the bare pages show of a meeting.
type bareRow struct {
	bun.BaseModel `bun:"table:bare"`

	ID       string `bun:"id,pk"`
	Owner    int64
	Title    string
	Room     string
	StartsAt int64
	Duration int64
}

// stock makes the table of the bare pages: a thousand rows, of which the first owner has fifty.
func stock(t testing.TB, db *bun.DB) {
	_, err := db.NewCreateTable().Model((*bareRow)(nil)).Exec(t.Context())
	require.NoError(t, err)
	_, err = db.NewCreateIndex().Model((*bareRow)(nil)).Index("bare_owner").Column("owner", "starts_at").Exec(t.Context())
	require.NoError(t, err)
	rows := make([]bareRow, 1000)
	for i := range rows {
		rows[i] = bareRow{
			ID: fmt.Sprintf("%026d", i), Owner: int64(i / 50), Title: "Design review", Room: fmt.Sprintf("room%d", i),
			StartsAt: opening.UnixMicro(), Duration: 1_800_000_000,
		}
	}
	_, err = db.NewInsert().Model(&rows).Exec(t.Context())
	require.NoError(t, err)
}

// barePage is net/http, html/template and bun with one SELECT by key, and a page as long as the program's own.
func barePage(t testing.TB, db *bun.DB, length int) http.Handler {
	page := template.Must(template.New("page").Parse(`<!doctype html><title>{{.Title}}</title><main data-starts-at="{{.StartsAt}}" data-lasts="{{.Duration}}">` +
		`<h1>{{.Title}}</h1><a href="/m/{{.ID}}">{{.ID}}</a><p>{{.Room}}</p><p>` + filler(length-400) + `</p></main>`))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var row bareRow
		if err := db.NewSelect().Model(&row).Where("id = ?", fmt.Sprintf("%026d", 7)).Scan(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = page.Execute(w, row)
	})
}

// bareList is the same with a row for each of fifty meetings.
func bareList(t testing.TB, db *bun.DB, length int) http.Handler {
	page := template.Must(template.New("list").Parse(`<!doctype html><title>Meetings</title><ul>{{range .}}` +
		`<li><a href="/m/{{.ID}}">{{.Title}}</a> <time datetime="{{.StartsAt}}">{{.StartsAt}}</time> {{.Duration}} ` +
		`<button data-copy="/m/{{.ID}}">Copy</button> <i>{{.Room}}</i>` + filler(length/50-220) + `</li>{{end}}</ul>`))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var rows []bareRow
		if err := db.NewSelect().Model(&rows).Where("owner = ?", 0).Order("starts_at").Scan(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = page.Execute(w, rows)
	})
}

// static is a page of that length from memory.
func static(length int) http.Handler {
	page := []byte(filler(length))
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(page) })
}

func filler(length int) string { return strings.Repeat("meet ", max(length, 0)/5) }
