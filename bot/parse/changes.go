package parse

import "time"

// What changes of a meeting are said to be.

// shiftBy is so much later or earlier, longer or shorter: n is 1 or -1, 0 where it may be either.
func (b *building) shiftBy() bool {
	b.out.amount = b.part(amountKind, 0).amount
	b.out.n = b.arg(0)
	return !b.out.amount.zero()
}

// shiftOf is so many minutes, in one word.
func (b *building) shiftOf() bool {
	b.out.amount, b.out.n = amount{length: time.Duration(b.arg(0)) * time.Minute, top: minute, last: minute}, b.arg(1)
	if days := b.arg(0) / (24 * 60); days > 0 {
		b.out.amount = amount{days: days, top: day, last: day}
	}
	return true
}

// earlier turns a shift round.
func (b *building) earlier() bool {
	b.out.value = b.part(shiftKind, 0).value
	b.out.n = -b.out.n
	return b.out.n < 0
}

// moreOf is "15 more minutes".
func (b *building) moreOf() bool {
	b.out.n = b.arg(0)
	return b.amountOf()
}

// shiftMinutes is a number of minutes behind a word that says by how much.
func (b *building) shiftMinutes() bool {
	i := b.part(intKind, 0)
	b.out.amount = amount{length: time.Duration(i.n) * time.Minute, top: minute, last: minute}
	b.out.n, b.out.weak = b.arg(0), true
	return i.n > 0 && i.width <= 3
}

// totalOf is how long something lasts in all.
func (b *building) totalOf() bool {
	if a := b.part(amountKind, 0); a != nil {
		b.out.amount = a.amount
		return !a.amount.zero()
	}
	return b.shiftMinutes()
}

// endAtInstant is an end with its day, which is only an extension's.
func (b *building) endAtInstant() bool {
	b.out.value = b.part(instKind, 0).value
	return b.out.fault == nil
}
