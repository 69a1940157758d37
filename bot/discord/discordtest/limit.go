package discordtest

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"time"
)

const globalLimit = 50 // requests a second of one bot

// A limit allows so many requests in a window, which opens with the first.
type limit struct {
	most int
	span time.Duration
}

// A bucket counts against a limit.
type bucket struct {
	used int
	ends time.Time
}

// take counts one request; it returns how long to wait where there is no room.
func (b *bucket) take(l limit, now time.Time) time.Duration {
	if !now.Before(b.ends) {
		b.used, b.ends = 0, now.Add(l.span)
	}
	if b.used >= l.most {
		return b.ends.Sub(now)
	}
	b.used++
	return 0
}

// throttle counts a request against its own limit and the global one. Its answer is empty where there is room; the
// headers go onto the request's answer then. Early tells that the bot had been told to wait longer.
func (d *Discord) throttle(q *request) (a answer, header map[string]string, early bool) {
	now, key := d.opts.Pace(), q.route.name+" "+q.major()
	early = now.Before(d.banned[key])
	if !q.route.open {
		early = early || now.Before(d.banned["global"])
		if wait := d.bucket("global").take(limit{globalLimit, time.Second}, now); wait > 0 {
			d.banned["global"] = now.Add(wait)
			return limited("global", wait), nil, early
		}
	}
	b := d.bucket(key)
	wait := b.take(q.route.limit, now)
	header = b.header(q.route.limit, now, key)
	if wait == 0 {
		return answer{}, header, early
	}
	d.banned[key] = now.Add(wait)
	a = limited("user", wait)
	for k, v := range header {
		a.header[k] = v
	}
	return a, nil, early
}

func (d *Discord) bucket(key string) *bucket {
	b := d.buckets[key]
	if b == nil {
		b = &bucket{}
		d.buckets[key] = b
	}
	return b
}

// header tells the state of a bucket. Its name says nothing, as Discord's.
func (b *bucket) header(l limit, now time.Time, key string) map[string]string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // a hash does not fail
	return map[string]string{
		"X-RateLimit-Limit":       strconv.Itoa(l.most),
		"X-RateLimit-Remaining":   strconv.Itoa(l.most - b.used),
		"X-RateLimit-Reset":       strconv.FormatFloat(float64(b.ends.UnixMilli()+1)/1000, 'f', 3, 64),
		"X-RateLimit-Reset-After": strconv.FormatFloat(seconds(b.ends.Sub(now)), 'f', 3, 64),
		"X-RateLimit-Bucket":      fmt.Sprintf("%016x", h.Sum64()),
	}
}
