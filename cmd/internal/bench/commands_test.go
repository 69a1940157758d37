package bench_test

import "time"

// contender has a target asked over the usual connections.
func (w *world) contender(name string, tg target) contender {
	return contender{name: name, run: func(d time.Duration) load { return tg.load(w.t, connections, d) }, rest: w.rest}
}

// meet is a /meet by one person after the other, each time in another channel.
func (w *world) meet() target {
	return w.command(booked, func(i int) (string, string, string) {
		return w.person(i), w.channel(i), later
	})
}

// commands measures what people type.
func (b *bench) commands(w *world, floors database) {
	w.clock.hurry(1)
	help, list := w.types(organizer, shortList, "help", "/meet list"), w.types(organizer, shortList, "list", "/m/")
	plain := func(name string, tg target, keep func(string) error) contender {
		tg.address = serve(b.t, plainCommand(tg.once(b.t), keep))
		return w.contender(name, tg)
	}
	meet := w.meet()
	keeping := newLedger(b.t, floors)
	all := []contender{w.contender("meet", meet), plain("one commit", meet, keeping.alone)}
	if floors.kind == sqlite {
		all = append(all, plain("group commit", meet, keeping.grouped(b.t.Context())))
	}
	got := b.pace.compete(b.t, all...)
	on := ", " + floors.kind
	b.add("/meet stored and answered"+on, got["meet"].against(got["one commit"]))
	if floors.kind == sqlite {
		b.add("same against group commit"+on, got["meet"].against(got["group commit"]))
	}
	for name, tg := range map[string]target{"help": help, "list": list} {
		got := b.pace.compete(b.t, w.contender(name, tg), plain("no database", tg, nowhere))
		b.add("/meet "+name+on, got[name].against(got["no database"]))
	}
}
