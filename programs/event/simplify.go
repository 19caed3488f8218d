package event

// simplify returns an existing or simpler expression with the value of op(a, b), and false
// if it finds none. It only handles what occurs in programs: dependencies through x^x or
// x&0, sums with 0, and chains of conversions between widths.
func (p *Pool) simplify(op Op, a, b Expr) (Expr, bool) {
	switch {
	case op >= Eq32:
		return p.simplifyBool(op, a, b)
	case op.Unary():
		return p.simplifyWidth(op, a)
	}
	zeroA, zeroB := p.isConst(a, 0), p.isConst(b, 0)
	switch op {
	case Add, Or, Xor:
		if zeroA {
			return b, true
		}
		if zeroB {
			return a, true
		}
	case Sub, Shl, Shr, Sar, Rot:
		if zeroB {
			return a, true
		}
	case And, Mul:
		if zeroA || zeroB {
			return False, true // the number 0
		}
		if op == Mul && p.isConst(a, 1) {
			return b, true
		}
		if op == Mul && p.isConst(b, 1) {
			return a, true
		}
	default: // other operators are only computed from constants
	}
	if a == b {
		switch op {
		case Sub, Xor:
			return False, true // the number 0
		case And, Or:
			return a, true
		default: // equal operands do not determine the value of other operators
		}
	}
	if op == And { // a rotation of a word by 0, under a mask for a word
		if x, ok := p.lowHalfOfTwice(a, b); ok {
			return p.Make(And, x, b), true
		}
		if x, ok := p.lowHalfOfTwice(b, a); ok {
			return p.Make(And, x, a), true
		}
	}
	return 0, false
}

// lowHalfOfTwice returns x if t is twice(x) and the constant m masks its low half.
func (p *Pool) lowHalfOfTwice(t, m Expr) (x Expr, ok bool) {
	n, k := &p.Nodes[t], &p.Nodes[m]
	return n.A, n.Op == Twice && k.Op == Const && k.Val.Loc == 0 && k.Val.Num>>32 == 0
}

func (p *Pool) simplifyBool(op Op, a, b Expr) (Expr, bool) {
	if a == b {
		switch op {
		case All, Any:
			return a, true
		case Eq32, Eq64:
			return True, true
		case Lt32, Lt64, LtU32, LtU64:
			return False, true
		}
	}
	switch op {
	case Eq64:
		if k, ok := p.ConstValue(a); ok {
			return p.equalsConst(b, k)
		}
		if k, ok := p.ConstValue(b); ok {
			return p.equalsConst(a, k)
		}
	case All:
		if a == False || b == False {
			return False, true
		}
		if a == True {
			return b, true
		}
		if b == True {
			return a, true
		}
	case Any:
		if a == True || b == True {
			return True, true
		}
		if a == False {
			return b, true
		}
		if b == False {
			return a, true
		}
	case Not:
		if n := &p.Nodes[a]; n.Op == Not {
			return n.A, true
		}
	case Ill: // constants that have a meaning are folded
		n := &p.Nodes[a]
		if n.Op.Leaf() {
			return False, true
		}
		if p.Nodes[n.A].Op == Const && (n.Op.Unary() || p.Nodes[n.B].Op == Const) {
			return True, true
		}
	}
	return 0, false
}

// equalsConst simplifies the comparison of a constant with the result of a comparison.
func (p *Pool) equalsConst(e Expr, k Value) (Expr, bool) {
	n := p.Nodes[e]
	switch n.Op {
	case Same:
		e = p.Make(Eq64, n.A, n.B)
	case Less:
		e = p.Make(Lt64, n.A, n.B)
	case LessU:
		e = p.Make(LtU64, n.A, n.B)
	default:
		return 0, false
	}
	switch k {
	case Number(0):
		return p.Make(Not, e, 0), true
	case Number(1):
		return e, true
	}
	return False, true
}

// Width returns the number of low bits that a conversion keeps, and whether it extends the
// sign; 0 for other operators.
func (o Op) Width() (bits int, sign bool) {
	switch o {
	case Low8:
		return 8, false
	case Low16:
		return 16, false
	case Low32:
		return 32, false
	case Ext8:
		return 8, true
	case Ext16:
		return 16, true
	case Ext32:
		return 32, true
	default:
		return 0, false
	}
}

// simplifyWidth removes one of two nested conversions. If the outer one keeps at most as
// many bits as the inner one, it removes the inner one. Otherwise it removes the outer
// one, because the result of the inner one already fits, unless the inner one extends a
// sign that the outer one would cut off.
func (p *Pool) simplifyWidth(op Op, a Expr) (Expr, bool) {
	n := &p.Nodes[a]
	outer, extends := op.Width()
	inner, extended := n.Op.Width()
	switch {
	case outer == 0 || inner == 0:
	case outer <= inner:
		if n.Op == op {
			return a, true
		}
		return p.Make(op, n.A, 0), true
	case extends || !extended:
		return a, true
	}
	return 0, false
}
