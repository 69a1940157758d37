package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gorilla/websocket"

	"meetbot/bot/carrier"
)

// A Standing is what Discord says of our application.
type Standing struct {
	Name       string
	Endpoint   string // where Discord sends interactions; empty: through the gateway
	Privileged bool   // it may have intents that we never ask for
	Servers    []Server
}

// A Server is one that the bot is in.
type Server struct {
	Name    string
	Missing []string // rights that the bot's role lacks there
}

// The bits of an application that say that it was given privileged intents, see
// https://docs.discord.com/developers/resources/application#application-object-application-flags.
const privileged = 1<<12 | 1<<13 | 1<<14 | 1<<15 | 1<<18 | 1<<19

// rights are what the install link asks for, see https://docs.discord.com/developers/topics/permissions.
var rights = []struct {
	name string
	bit  int64
}{
	{"View Channels", viewChannel},
	{"Send Messages", 1 << 11},
	{"Embed Links", 1 << 14},
	{"Read Message History", 1 << 16},
	{"Send Messages in Threads", 1 << 38},
	{"Create Events", createEvents},
}

// createEvents is asked for only where meetings are the server's own events as well.
const createEvents = 1 << 44

// Examine asks Discord once how we stand. Its error says what is wrong with the token or the application; it holds no token.
func (d *Discord) Examine(ctx context.Context, events bool) (Standing, error) {
	app, err := d.ours(ctx)
	if err != nil {
		return Standing{}, err
	}
	out := Standing{app.Name, app.Endpoint, app.Flags&privileged != 0, nil}
	var guilds []struct {
		ID          string `json:"id"`
		Name        string `json:"name"`
		Permissions string `json:"permissions"`
	}
	if err := d.ask(ctx, call{method: "GET", path: "/users/@me/guilds", bucket: "our servers"}, &guilds); err != nil {
		return out, fmt.Errorf("read the servers: %w", err)
	}
	for _, g := range guilds {
		held, _ := strconv.ParseInt(g.Permissions, 10, 64) // else none
		out.Servers = append(out.Servers, Server{cmp.Or(g.Name, g.ID), lacking(held, events)})
	}
	return out, nil
}

func lacking(held int64, events bool) (missing []string) {
	for _, r := range rights {
		if held&(r.bit|administrator) == 0 && (events || r.bit != createEvents) {
			missing = append(missing, r.name)
		}
	}
	return missing
}

// ExamineGateway tells whether the gateway can be reached. It says nothing there, so that no session begins.
func (d *Discord) ExamineGateway(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	var gate struct {
		URL string `json:"url"`
	}
	if err := d.ask(ctx, call{method: "GET", path: "/gateway", bucket: "gateway"}, &gate); err != nil {
		return fmt.Errorf("ask where the gateway is: %w", err)
	}
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment}
	if t := carrier.Wire(d.web); t != nil {
		dialer.Proxy, dialer.NetDialContext = t.Proxy, t.DialContext
	}
	ws, res, err := dialer.DialContext(ctx, gate.URL+"/?v=10&encoding=json", nil)
	if res != nil {
		_ = res.Body.Close()
	}
	if err != nil {
		return fmt.Errorf("the gateway cannot be reached (%s)", carrier.Describe(err))
	}
	defer ws.Close()
	until, _ := ctx.Deadline()
	_ = ws.SetReadDeadline(until)
	const hello = 10
	var first struct {
		Op int `json:"op"`
	}
	if _, text, err := ws.ReadMessage(); err != nil || json.Unmarshal(text, &first) != nil || first.Op != hello {
		return errors.New("the gateway says nothing")
	}
	return nil
}

// Registered tells whether the commands are registered as we would register them.
func (d *Discord) Registered(ctx context.Context) (bool, error) {
	_, _, same, err := d.registration(ctx)
	return same, err
}
