package cat

// kind is the kind of a token. Keywords come last, from kwAcyclic on.
type kind uint8

const (
	none kind = iota // the parser sees this after an error, until it recovers
	eof
	invalid // characters that are no symbol, already reported
	name
	tag
	str
	lparen
	rparen
	lbrack
	rbrack
	lbrace
	rbrace
	zero
	underscore
	union    // |
	bar      // ||
	inter    // &
	both     // &&
	star     // *
	compl    // ~
	plus     // +
	plusplus // ++
	hat      // ^
	minusOne // -1
	diff     // \
	opt      // ?
	equal    // =
	semi     // ;
	comma    // ,
	arrow    // ->
	kwAcyclic
	kwAnd
	kwAs
	kwAssert
	kwBegin
	kwCall
	kwCatdep
	kwDebug
	kwDefault
	kwDo
	kwElse
	kwEmpty
	kwEnd
	kwEnum
	kwFlag
	kwForall
	kwFrom
	kwFun
	kwIf
	kwIn
	kwInclude
	kwInstructions
	kwIrreflexive
	kwLet
	kwMatch
	kwNot
	kwProcedure
	kwRec
	kwShow
	kwSubset
	kwThen
	kwTry
	kwUndefinedUnless
	kwUnshow
	kwVariant
	kwWhen
	kwWith
)

var spelling = [...]string{
	eof: "the end of the file", invalid: "no symbol", name: "a name", tag: "a tag", str: "a string",
	lparen: "(", rparen: ")", lbrack: "[", rbrack: "]", lbrace: "{", rbrace: "}",
	zero: "0", underscore: "_", union: "|", bar: "||", inter: "&", both: "&&",
	star: "*", compl: "~", plus: "+", plusplus: "++", hat: "^", minusOne: "-1",
	diff: "\\", opt: "?", equal: "=", semi: ";", comma: ",", arrow: "->",
	kwAcyclic: "acyclic", kwAnd: "and", kwAs: "as", kwAssert: "assert",
	kwBegin: "begin", kwCall: "call", kwCatdep: "catdep", kwDebug: "debug",
	kwDefault: "default", kwDo: "do", kwElse: "else", kwEmpty: "empty",
	kwEnd: "end", kwEnum: "enum", kwFlag: "flag", kwForall: "forall",
	kwFrom: "from", kwFun: "fun", kwIf: "if", kwIn: "in", kwInclude: "include",
	kwInstructions: "instructions", kwIrreflexive: "irreflexive", kwLet: "let",
	kwMatch: "match", kwNot: "not", kwProcedure: "procedure", kwRec: "rec",
	kwShow: "show", kwSubset: "subset", kwThen: "then", kwTry: "try",
	kwUndefinedUnless: "undefined_unless", kwUnshow: "unshow",
	kwVariant: "variant", kwWhen: "when", kwWith: "with",
}

var keywords = func() map[string]kind {
	m := map[string]kind{}
	for k := kwAcyclic; k <= kwWith; k++ {
		m[spelling[k]] = k
	}
	return m
}()

// quoted returns the kind as messages name it.
func (k kind) quoted() string {
	if k <= str {
		return spelling[k]
	}
	return "`" + spelling[k] + "`"
}

// token is one symbol of the text. indent is the indentation of its line, and first says
// that it opens the line; recovery from errors uses both.
type token struct {
	kind       kind
	first      bool
	indent     int
	start, end int
}

// startsArgument reports whether k can begin the argument of an application.
func (k kind) startsArgument() bool {
	switch k {
	case name, tag, zero, underscore, lparen, lbrack, lbrace, kwBegin:
		return true
	}
	return false
}

// startsOperand reports whether k can begin an operand of an infix operator.
func (k kind) startsOperand() bool { return k == compl || k.startsArgument() }

// startsCheck reports whether k names the property of a check.
func (k kind) startsCheck() bool {
	return k == kwAcyclic || k == kwIrreflexive || k == kwEmpty
}
