package csource

import (
	"regexp"
	"strings"

	"modernc.org/cc/v4"
)

// asmText matches a text in quotes.
var asmText = regexp.MustCompile(`"(?:\\.|[^"\\])*"`)

// asm translates inline assembly without operands, such as a barrier, to the same statement.
func (th *thread) asm(s *cc.AsmStatement) {
	text := strings.TrimSpace(cc.NodeSource(s))
	if strings.Count(asmText.ReplaceAllString(text, ""), "(") > 1 {
		th.outside(th.r.at(s), "inline assembly with operands is not read from .c files").WithFix("use a primitive, or barriers alone")
		return
	}
	th.r.asm = true
	th.effect(th.wider(th.r.through(s, s.Token)), text)
}
