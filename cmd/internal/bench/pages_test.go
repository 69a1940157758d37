package bench_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	"github.com/stretchr/testify/require"
)

// pages measures what browsers ask for. The link is a meeting's that is live, and its organizer's list has fifty.
func (b *bench) pages(w *world, link string, floors database) {
	w.clock.hurry(60)
	on := ", " + floors.kind
	db := floors.reader(b.t)
	stock(b.t, db)
	cookie := w.signIn(organizer)
	guest := target{w.address, get(link, ""), `data-state="live" data-role="guest"`}
	moderator := target{w.address, get(link, cookie), `data-state="live" data-role="moderator"`}
	list := target{w.address, get("/", cookie), link}
	page, all := guest.once(b.t), list.once(b.t)
	require.GreaterOrEqual(b.t, strings.Count(all, "data-copy="), 50, "the list is not of fifty")

	floor := func(name string, h http.Handler) contender {
		return w.contender(name, target{serve(b.t, h), get("/", ""), "meet "})
	}
	got := b.pace.compete(b.t, w.contender("guest", guest), w.contender("moderator", moderator),
		floor("bare", barePage(b.t, db, len(page))), floor("static", static(len(page))))
	b.add("live page"+on, got["guest"].against(got["bare"]))
	b.add("same against a file"+on, got["guest"].against(got["static"]))
	b.add("organizer's live page"+on, got["moderator"].against(got["guest"]))

	bare := floor("bare", bareList(b.t, db, len(all)))
	got = b.pace.compete(b.t, w.contender("list", list), bare)
	b.add("list of 50"+on, got["list"].against(got["bare"]))
	b.add("list of 50 on the wire"+on, figure{
		value: float64(wire(w, cookie)) / 1000, floor: float64(len(all)) / 1000, note: "asked for as browsers do, with gzip; the floor is the same list as it is without",
	})
}

// joins measures how a guest enters.
func (b *bench) joins(w *world, link, kind string) {
	w.clock.hurry(60)
	const form = "name=Bob"
	tg := target{w.address, func(i int) []byte {
		return fmt.Appendf(nil, "POST %s/join HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: %s\r\n"+
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", link, from(i%4096), len(form), form)
	}, `"jwt":"ey`}
	floor := tg
	floor.address = serve(b.t, bareToken())
	got := b.pace.compete(b.t, w.contender("join", tg), w.contender("bare token", floor))
	b.add("join, "+kind, got["join"].against(got["bare token"]))
}

// wire returns how many bytes the list takes on its way to a browser.
func wire(w *world, cookie string) int64 {
	conn, err := net.Dial("tcp", w.address)
	require.NoError(w.t, err)
	defer conn.Close()
	_, err = conn.Write(get("/", cookie+"Accept-Encoding: gzip, deflate, br\r\n")(1))
	require.NoError(w.t, err)
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(w.t, err)
	defer res.Body.Close()
	require.Equal(w.t, http.StatusOK, res.StatusCode)
	n, err := io.Copy(io.Discard, res.Body)
	require.NoError(w.t, err)
	return n
}
