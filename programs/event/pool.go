package event

// Expr names an expression of a [Pool]. Equal expressions are one Expr.
type Expr int32

// The boolean constants are in every pool; they are the numbers 0 and 1.
const (
	False Expr = 0
	True  Expr = 1
)

// Node is one expression. Operands have smaller numbers than the node itself. Leaves have
// no operands, but arguments: a Read refers to an event.
type Node struct {
	Op        Op
	A, B      Expr
	Arg, Arg2 int32 // Read: event; Choice: number; SlotIs: slot, choice; Outcome: fork, outcome; Final: location; Pending: thread; Ite: condition
	Val       Value // Const
}

// Operands returns the operands of a node and their number: none for a leaf. Those of
// an Ite begin with its condition.
func (n *Node) Operands() (x [3]Expr, count int) {
	switch {
	case n.Op.Leaf():
		return x, 0
	case n.Op == Ite:
		return [3]Expr{Expr(n.Arg), n.A, n.B}, 3
	case n.Op.Unary():
		return [3]Expr{n.A}, 1
	default:
		return [3]Expr{n.A, n.B}, 2
	}
}

// Pool holds the expressions of one event structure.
type Pool struct {
	Nodes []Node
	// table is a hash table with open addressing. An entry is 1 + the number of a node, or
	// 0 if it is empty. The length is a power of two. The table is made when it is first
	// needed.
	table []int32
}

// NewPool returns a pool that contains False and True.
func NewPool() *Pool {
	p := &Pool{Nodes: make([]Node, 0, 64)}
	p.Reset()
	return p
}

// Reset empties the pool and keeps its memory.
func (p *Pool) Reset() {
	p.Nodes = p.Nodes[:0]
	clear(p.table)
	p.Const(Truth(false))
	p.Const(Truth(true))
}

// Intern returns the expression of a node. It adds the node if the pool does not have it.
func (p *Pool) Intern(n Node) Expr {
	if 2*len(p.Nodes) >= len(p.table) {
		p.grow()
	}
	mask := uint64(len(p.table) - 1)
	at := n.hash() & mask
	for ; p.table[at] != 0; at = (at + 1) & mask {
		if e := Expr(p.table[at] - 1); p.Nodes[e] == n {
			return e
		}
	}
	e := Expr(len(p.Nodes))
	p.Nodes = append(p.Nodes, n)
	p.table[at] = int32(e) + 1
	return e
}

// grow makes a table for all nodes and at least as many more.
func (p *Pool) grow() {
	size := 128
	for size < 4*len(p.Nodes) {
		size *= 2
	}
	p.table = make([]int32, size)
	mask := uint64(size - 1)
	for e := range p.Nodes {
		at := p.Nodes[e].hash() & mask
		for p.table[at] != 0 {
			at = (at + 1) & mask
		}
		p.table[at] = int32(e) + 1
	}
}

// hash returns a hash of all fields. The multipliers are arbitrary odd numbers.
func (n *Node) hash() uint64 {
	h := uint64(n.Op) | uint64(uint32(n.A))<<8 ^ uint64(uint32(n.Arg))<<40
	h = h*0x9e3779b97f4a7c15 ^ uint64(uint32(n.B)) ^ uint64(uint32(n.Arg2))<<32
	h = h*0xbf58476d1ce4e5b9 ^ uint64(n.Val.Num) ^ uint64(uint32(n.Val.Loc))<<48
	h *= 0x94d049bb133111eb
	return h ^ h>>32
}

// Const returns the constant v.
func (p *Pool) Const(v Value) Expr { return p.Intern(Node{Op: Const, Val: v}) }

// Number returns the constant number v.
func (p *Pool) Number(v int64) Expr {
	if uint64(v) <= 1 {
		return Expr(v)
	}
	return p.Intern(Node{Op: Const, Val: Number(v)})
}

// Leaf returns a Read, Choice, SlotIs, Final or Pending expression.
func (p *Pool) Leaf(op Op, arg, arg2 int32) Expr { return p.Intern(Node{Op: op, Arg: arg, Arg2: arg2}) }

// ConstValue returns the value of a constant expression, and false for other expressions.
func (p *Pool) ConstValue(e Expr) (Value, bool) {
	n := &p.Nodes[e]
	return n.Val, n.Op == Const
}

// Make returns the expression op(a, b); unary operators ignore b. It simplifies expressions
// whose value does not depend on reads: it folds constants, and x-x, x^x and x&0 are 0 for
// every x. This only simplifies the value. The unroller keeps the dependencies of a
// computation separately.
func (p *Pool) Make(op Op, a, b Expr) Expr {
	if op.Unary() {
		b = 0
	}
	if p.Nodes[a].Op == Const && p.Nodes[b].Op == Const {
		if v, ok := Apply(op, p.Nodes[a].Val, p.Nodes[b].Val); ok {
			return p.Const(v)
		}
	}
	if e, ok := p.simplify(op, a, b); ok {
		return e
	}
	switch op {
	case Add, Mul, And, Or, Xor, Eq32, Eq64, Any: // commutative: one order only
		if a > b {
			a, b = b, a
		}
	default: // the order of the operands matters
	}
	return p.Intern(Node{Op: op, A: a, B: b})
}

// Ite returns the expression with the value of a if the condition c is true, else that
// of b. A negated condition turns the two round, so that equal expressions are one.
func (p *Pool) Ite(c, a, b Expr) Expr {
	if n := &p.Nodes[c]; n.Op == Not {
		c, a, b = n.A, b, a
	}
	switch {
	case c == True || a == b:
		return a
	case c == False:
		return b
	}
	return p.Intern(Node{Op: Ite, A: a, B: b, Arg: int32(c)})
}

func (p *Pool) isConst(e Expr, v int64) bool {
	n := &p.Nodes[e]
	return n.Op == Const && n.Val == Number(v)
}

// Conjunct reports whether part is one of the conjuncts on the left spine of guard, so that
// guard implies it. Guards grow to the right along a path, so the guard of an event
// contains those of earlier events on its path.
func (p *Pool) Conjunct(guard, part Expr) bool {
	if part == True {
		return true
	}
	for {
		if guard == part {
			return true
		}
		n := &p.Nodes[guard]
		if n.Op != All {
			return false
		}
		if n.B == part {
			return true
		}
		guard = n.A
	}
}

// IsChosen reports whether a boolean depends on nothing but free choices, outcomes of forks
// and slot choices. It may miss one that is large.
func (p *Pool) IsChosen(e Expr) bool { return p.isChosen(e, 8) }

func (p *Pool) isChosen(e Expr, depth int) bool {
	switch n := &p.Nodes[e]; n.Op {
	case Choice, Outcome, SlotIs:
		return true
	case Not:
		return p.isChosen(n.A, depth)
	case All, Any:
		return depth > 0 && p.isChosen(n.A, depth-1) && p.isChosen(n.B, depth-1)
	default:
		return false
	}
}
