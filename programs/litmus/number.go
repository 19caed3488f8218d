package litmus

import (
	"math"

	"github.com/fencewise/fencewise/programs/diag"
)

// number reads a decimal or hexadecimal number of up to 64 bits.
// 0xffffffffffffffff is -1, and so is 18446744073709551615, as final states print it.
func (l *lexer) number() token {
	start := l.pos
	i := start
	neg := l.s[i] == '-'
	if neg {
		i++
	}
	var v uint64
	fits := true
	digits := i
	hex := l.s[i] == '0' && i+1 < l.end && l.s[i+1]|0x20 == 'x'
	if hex {
		i += 2
		digits = i
		for ; l.hasClass(i, isHex); i++ {
			fits = fits && v < 1<<60
			v = v<<4 | uint64(hexDigit(l.s[i]))
		}
	} else {
		for ; l.hasClass(i, isDigit); i++ {
			d := uint64(l.s[i] - '0')
			fits = fits && v <= (math.MaxUint64-d)/10
			v = v*10 + d
		}
		fits = fits && (v <= 1<<63 || !neg)
	}
	bad := i == digits
	for l.hasClass(i, isAlpha|isDigit) {
		bad = true
		i++
	}
	l.pos = i
	switch {
	case bad:
		l.p.errorAt(start, i, diag.LitmusBadNumber, "%s is not a number", diag.Quote(l.s[start:i])).
			Note("numbers are decimal or hexadecimal: 12, -3, 0x1f").
			WithFix("correct the number; if it is a name or a label, start it with a letter")
	case !fits:
		l.p.errorAt(start, i, diag.LitmusBadNumber, "the number %s does not fit in 64 bits", diag.Quote(l.s[start:i])).
			WithFix("use a smaller number")
	}
	n := int64(v)
	if neg {
		n = -n
	}
	return token{kind: tNum, start: start, end: i, num: n}
}

func hexDigit(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}
