package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"meetbot/bot/say"
	"meetbot/core"
)

//go:embed page/*.html
var pageFiles embed.FS

//go:embed static
var staticFiles embed.FS

// base is what every page shows.
type base struct {
	Title    string // of the page; empty: the front page
	Link     string // the meeting's link, to copy
	SignedIn bool
	Account  string // whom the browser is signed in as
	Next     string // where signing in leads back to
}

func (s *server) base(title string, who core.Identity) base {
	return base{Title: title, SignedIn: !who.IsZero()}
}

// pages are the templates in each language, and the folder of the files they refer to. Its address holds a hash of them
// all, so that browsers may keep them, and scripts import each other by their plain names.
type pages struct {
	templates map[string]map[string]*template.Template // by language and name
	meetings  map[string]*mould[meetingPage]           // by language
	cards     map[string]*mould[meetingCard]
	folder    string
	files     map[string]staticFile
}

// loadPages reads the templates; logins are the ways to sign in and come back to an address.
func loadPages(words *say.Catalogue, commands []string, logins func(next string) []link) (*pages, error) {
	if len(commands) == 0 {
		return nil, errors.New("pages: it is not said what people type before their words")
	}
	folder, err := hashed(staticFiles)
	if err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	files, err := readStatic(staticFiles)
	if err != nil {
		return nil, fmt.Errorf("static files: %w", err)
	}
	p := &pages{map[string]map[string]*template.Template{}, map[string]*mould[meetingPage]{}, map[string]*mould[meetingCard]{}, folder, files}
	for _, tag := range say.Languages() {
		all, err := p.parse(words.In(tag), commands, logins)
		if err != nil {
			return nil, err
		}
		p.templates[tag] = all
		p.meetings[tag] = &mould[meetingPage]{template: all["meeting"], casts: map[meetingPage]cast{}}
		p.cards[tag] = &mould[meetingCard]{template: all["home"].Lookup("meeting-card"), casts: map[meetingCard]cast{}}
	}
	return p, nil
}

// parse reads the templates, for one language.
func (p *pages) parse(l *say.Language, commands []string, logins func(string) []link) (map[string]*template.Template, error) {
	out := map[string]*template.Template{}
	funcs := template.FuncMap{
		"static": p.address, "lang": l.Tag, "words": func() template.JS { return template.JS(l.Script()) },
		"say":  func(key say.Key, args ...any) any { return sentence(l, key, args...) },
		"link": func() template.HTML { return alternatives(l, commands, "link") },
		"code": func(words string) template.HTML { return code(commands[0] + " " + words) },
		"name": isolated, "clock": clockTime, "count": countTime,
		"logins": logins, "typed": func(words string) string { return commands[0] + " " + words },
	}
	for _, name := range []string{"home", "meeting", "ticket", "consent", "calendar", "error"} {
		t, err := template.New("layout.html").Funcs(funcs).ParseFS(pageFiles, "page/layout.html", "page/sky.html", "page/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		out[name] = t
	}
	return out, nil
}

// hashed returns the address of a folder that changes with any file in it.
func hashed(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", file, len(raw), raw)
		return nil
	})
	return "/static/" + hex.EncodeToString(sum.Sum(nil)[:8]) + "/", err
}

// address returns the address of a static file.
func (p *pages) address(own string) (string, error) {
	if _, there := p.files[own]; !there {
		return "", fmt.Errorf("no static file %q", own)
	}
	return p.folder + own, nil
}

// A staticFile is one as it is, and compressed.
type staticFile struct{ kind, plain, compressed string }

// readStatic reads all static files, and compresses them as far as it goes.
func readStatic(files fs.FS) (map[string]staticFile, error) {
	out := map[string]staticFile{}
	err := fs.WalkDir(files, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		var small bytes.Buffer
		z, _ := gzip.NewWriterLevel(&small, gzip.BestCompression) // a level that there is
		if _, err := z.Write(raw); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		out[strings.TrimPrefix(name, "static/")] = staticFile{mime.TypeByExtension(path.Ext(name)), string(raw), small.String()}
		return nil
	})
	return out, err
}

// static serves the static files, which hold nothing secret.
func (p *pages) static() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		own, ok := strings.CutPrefix(r.URL.Path, p.folder)
		file, there := p.files[own]
		if !ok || !there {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		h.Set("Content-Type", file.kind)
		content := file.plain
		if accepts(r, "gzip") && len(file.compressed) < len(content) {
			content = file.compressed
			h.Set("Content-Encoding", "gzip")
		}
		h.Set("Content-Length", strconv.Itoa(len(content)))
		_, _ = io.WriteString(w, content)
	})
}

// buffers are for pages in the making: to have them grow would cost more than what is written into them.
var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 32<<10)) }}

func buffer() (b *bytes.Buffer, done func()) {
	b = buffers.Get().(*bytes.Buffer) //nolint:errcheck,forcetypeassert // nothing else is in it
	b.Reset()
	return b, func() { buffers.Put(b) }
}

// show writes a page, or nothing of it where its template fails.
func (p *pages) show(w http.ResponseWriter, l *say.Language, code int, name string, data any) {
	out, done := buffer()
	defer done()
	if err := p.templates[l.Tag()][name].Execute(out, data); err != nil {
		http.Error(w, l.Say("failed.text"), http.StatusInternalServerError)
		return
	}
	send(w, code, out.Bytes())
}
