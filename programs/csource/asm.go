package csource

import "modernc.org/cc/v4"

// asm translates inline assembly.
func (th *thread) asm(s *cc.AsmStatement) {
	th.outside(th.r.at(s), "inline assembly is not read").WithFix("use a primitive")
}
