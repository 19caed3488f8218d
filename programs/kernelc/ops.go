package kernelc

// Levels of expressions: an operand whose level is lower than its place needs is
// parenthesised.
const (
	levelComma = iota + 1
	levelAssign
	levelTernary
	levelLogOr
	levelLogAnd
	levelOr
	levelXor
	levelAnd
	levelEq
	levelLt
	levelShift
	levelAdd
	levelMul
	levelUnary
	levelPostfix
)

// operators is indexed by Op. The level of a binary operator is that of its expression.
var operators = [NumOps]struct {
	text   string
	level  int
	assign bool // there is an assignment with this operator: +=
	unary  bool
}{
	None:   {text: ""},
	Add:    {"+", levelAdd, true, false},
	Sub:    {"-", levelAdd, true, false},
	Mul:    {"*", levelMul, true, false},
	Div:    {"/", levelMul, true, false},
	Rem:    {"%", levelMul, true, false},
	And:    {"&", levelAnd, true, false},
	Or:     {"|", levelOr, true, false},
	Xor:    {"^", levelXor, true, false},
	AndNot: {"&~", 0, false, false},
	Nand:   {"~&", 0, false, false},
	Shl:    {"<<", levelShift, true, false},
	Shr:    {">>", levelShift, true, false},
	Eq:     {"==", levelEq, false, false},
	Ne:     {"!=", levelEq, false, false},
	Lt:     {"<", levelLt, false, false},
	Le:     {"<=", levelLt, false, false},
	Gt:     {">", levelLt, false, false},
	Ge:     {">=", levelLt, false, false},
	LogAnd: {"&&", levelLogAnd, false, false},
	LogOr:  {"||", levelLogOr, false, false},
	Comma:  {",", levelComma, false, false},
	Neg:    {"-", levelUnary, false, true},
	Pos:    {"+", levelUnary, false, true},
	BitNot: {"~", levelUnary, false, true},
	LogNot: {"!", levelUnary, false, true},
	Deref:  {"*", levelUnary, false, true},
	Addr:   {"&", levelUnary, false, true},
}

// String returns the operator as it is written.
func (o Op) String() string { return operators[o].text }

var (
	binaryOps = map[string]Op{}
	assignOps = map[string]Op{"=": None}
	unaryOps  = map[string]Op{}
)

func init() {
	for o := range NumOps {
		info := operators[o]
		switch {
		case info.unary:
			unaryOps[info.text] = o
		case info.level > levelComma:
			binaryOps[info.text] = o
			if info.assign {
				assignOps[info.text+"="] = o
			}
		}
	}
}
