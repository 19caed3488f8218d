package cat

// symbol returns the longest operator or delimiter at the start of s; n is 0 if there is
// none.
func symbol(s string) (k kind, n int) {
	second := byte(0)
	if len(s) > 1 {
		second = s[1]
	}
	pair := func(c byte, two, one kind) (kind, int) {
		if second == c {
			return two, 2
		}
		if one == none {
			return none, 0
		}
		return one, 1
	}
	switch s[0] {
	case '|':
		return pair('|', bar, union)
	case '&':
		return pair('&', both, inter)
	case '+':
		return pair('+', plusplus, plus)
	case '-':
		if second == '1' {
			return minusOne, 2
		}
		return pair('>', arrow, none)
	}
	if k := single[s[0]]; k != none {
		return k, 1
	}
	return none, 0
}

// single holds the symbols of one character that begin no longer one.
var single = [256]kind{
	'(': lparen, ')': rparen, '[': lbrack, ']': rbrack, '{': lbrace, '}': rbrace,
	'0': zero, '_': underscore, '*': star, '~': compl, '^': hat, '\\': diff,
	'?': opt, '=': equal, ';': semi, ',': comma,
}
