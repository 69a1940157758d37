package discordtest

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"

	"meetbot/bot/emulator"
)

// Fail orders a fault. Method is a route's name, such as "POST /channels/{channel}/messages", or a method and a path.
//
// Code is one of Discord's numbers, whose own status is used where Status is 0; with status 429 it may be "global",
// "shared", or "html" for the page that Discord's front shows to banned addresses. Status alone gives that status.
// Applied with neither cuts the connection after the effect; with nothing at all the answer is a 500.
func (d *Discord) Fail(f emulator.Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, &f)
}

func faultAnswer(f *emulator.Fault) answer {
	a := faulty(f)
	a.fault = true
	return a
}

func faulty(f *emulator.Fault) answer {
	switch {
	case f.Hang:
		return answer{hang: true}
	case f.Applied && f.Status == 0 && f.Code == "":
		return answer{cut: true}
	case f.Status == http.StatusTooManyRequests && (f.Code == "" || !isSnowflake(f.Code)):
		return faultLimit(f)
	case f.Code != "":
		return codeAnswer(f)
	case f.Status == 0 || f.Status == http.StatusInternalServerError:
		return errorAnswer(500, map[string]any{"message": "500: Internal Server Error", "code": 0})
	case f.Status > 500:
		return answer{
			status: f.Status, header: map[string]string{"Content-Type": "text/html"},
			body: []byte("<html><head><title>" + strconv.Itoa(f.Status) + "</title></head><body>cloudflare</body></html>"),
		}
	}
	return errorAnswer(f.Status, map[string]any{"message": strconv.Itoa(f.Status) + ": " + http.StatusText(f.Status), "code": 0})
}

func codeAnswer(f *emulator.Fault) answer {
	code, err := strconv.Atoi(f.Code)
	if err != nil {
		return errorAnswer(400, map[string]any{"message": f.Code, "code": 0})
	}
	r := refuse(code)
	if f.Status != 0 {
		r.status = f.Status
	}
	a := errorAnswer(r.status, r.body())
	if f.RetryAfter > 0 {
		a.header["Retry-After"] = wholeSeconds(f.RetryAfter)
	}
	return a
}

func faultLimit(f *emulator.Fault) answer {
	if f.Code == "html" {
		a := answer{status: 429, header: map[string]string{"Content-Type": "text/html"}, body: []byte("<!DOCTYPE html><html><body>Error 1015: you are being rate limited</body></html>")}
		if f.RetryAfter > 0 {
			a.header["Retry-After"] = wholeSeconds(f.RetryAfter)
		}
		return a
	}
	scope := f.Code
	if scope == "" {
		scope = "user"
	}
	return limited(scope, f.RetryAfter)
}

// limited is a 429 as documented. A global one carries no bucket.
func limited(scope string, wait time.Duration) answer {
	a := errorAnswer(429, map[string]any{
		"message": "You are being rate limited.", "retry_after": seconds(wait), "global": scope == "global",
	})
	a.header["Retry-After"] = wholeSeconds(wait)
	a.header["X-RateLimit-Scope"] = scope
	if scope == "global" {
		a.header["X-RateLimit-Global"] = "true"
	} else {
		a.header["X-RateLimit-Reset-After"] = strconv.FormatFloat(seconds(wait), 'f', 3, 64)
		a.header["X-RateLimit-Remaining"] = "0"
	}
	return a
}

func errorAnswer(status int, body map[string]any) answer {
	raw, _ := json.Marshal(body) // maps, strings and numbers only
	return answer{status: status, header: map[string]string{"Content-Type": "application/json"}, body: raw}
}

// seconds rounds up to the millisecond: who waits as told must not come too early.
func seconds(d time.Duration) float64 {
	return math.Ceil(float64(d)/float64(time.Millisecond)) / 1000
}

func wholeSeconds(d time.Duration) string {
	return strconv.Itoa(int(math.Ceil(d.Seconds())))
}
