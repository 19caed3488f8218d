package csource

import (
	"fmt"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// maxCalls bounds how deeply calls are nested.
const maxCalls = 64

// call expands or translates a call and returns its value.
func (th *thread) call(x *cc.PostfixExpression) ex {
	name, at := called(x.PostfixExpression), th.here(th.r.at(x))
	args := arguments(x)
	if name == "" {
		if f := th.pointedFunction(x.PostfixExpression); f != nil {
			return th.inline(x, f, args)
		}
		th.outside(at, "it is not known which function this pointer points to").Note("functions are expanded where they are called").
			WithFix("call the function by its name, or through a parameter or a constant that is that function")
		return failed(x.Type())
	}
	if f := th.r.funcs[name]; f != nil {
		return th.inline(x, f, args)
	}
	if own, ok := known[name]; ok {
		if own.args >= 0 && len(args) != own.args {
			th.r.fail(at, diag.CFrontEnd, "%s has %d arguments here", name, len(args)).WithFix("give it %d", own.args)
			return failed(x.Type())
		}
		return own.do(th, x, args)
	}
	outer := th.op
	if th.op = th.r.at(x); th.op.Known() && isOwn(th.op.Src.Name) {
		th.op = diag.Span{}
	}
	defer func() { th.op = outer }()
	if strings.HasPrefix(name, atomicPrefix) {
		return th.atomicCall(x, strings.TrimPrefix(name, atomicPrefix), args)
	}
	if prim, byPlace, ok := primitiveOf(name); ok {
		return th.primitive(x, prim, byPlace, args)
	}
	d := th.r.fail(at, diag.CFunction, "nothing says what %s does", diag.Quote(name)).
		WithFix("define it in the file, or include the file that does")
	if why, fix, ok := refusedFunction(name); ok {
		d.Msg = fmt.Sprintf("%s is not read: %s", name, why)
		d.WithFix("%s", fix)
	} else if near := th.r.nearName(name); near != "" {
		d.WithFix("did you mean %s?", near)
	}
	return failed(x.Type())
}

// called returns the name of the function that is called; "" if it is not called by name.
func called(x cc.ExpressionNode) string {
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionIdent:
			if d, ok := x.ResolvedTo().(*cc.Declarator); ok && d.Type().Kind() != cc.Function {
				return ""
			}
			return x.Token.SrcStr()
		case cc.PrimaryExpressionExpr:
			return called(x.ExpressionList)
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return called(x.AssignmentExpression)
		}
	}
	return ""
}

// arguments returns the arguments of a call.
func arguments(x *cc.PostfixExpression) (all []cc.ExpressionNode) {
	for l := x.ArgumentExpressionList; l != nil; l = l.ArgumentExpressionList {
		all = append(all, l.AssignmentExpression)
	}
	return all
}

// values returns the values of arguments, in order.
func (th *thread) values(args []cc.ExpressionNode) []ex {
	all := make([]ex, len(args))
	for i, a := range args {
		n := len(th.lines)
		all[i] = th.expr(a)
		for k := 0; k < i && len(th.lines) > n; k++ {
			before := len(th.lines)
			all[k] = th.keepAt(n, all[k])
			n += len(th.lines) - before // what was kept comes before what follows
		}
	}
	return all
}

// inline executes the body of a function with its parameters.
func (th *thread) inline(x *cc.PostfixExpression, f *cc.FunctionDefinition, args []cc.ExpressionNode) ex {
	at := th.here(th.r.at(x))
	th.work()
	depth := 0
	for fr := th.fr; fr != nil; fr = fr.outer {
		if depth++; fr.fn == f {
			th.r.fail(at, diag.COutside, "%s calls itself", diag.Quote(f.Declarator.Name())).Note("functions are expanded where they are called").WithFix("write it as a loop")
			return failed(x.Type())
		}
	}
	ft, ok := f.Declarator.Type().(*cc.FunctionType)
	params := parameters(ft)
	switch {
	case !ok:
		return failed(x.Type())
	case len(params) != len(args) && !(ft.IsVariadic() && len(params) < len(args)):
		th.r.fail(at, diag.CFrontEnd, "%s has %d parameters, but %d arguments", f.Declarator.Name(), len(params), len(args))
		return failed(x.Type())
	case depth > maxCalls:
		th.r.fail(at, diag.CTooLarge, "calls are nested more deeply than %d", maxCalls)
		return failed(x.Type())
	}
	th.r.entered[f] = true
	vals := th.values(args[:len(params)])
	for _, a := range args[len(params):] {
		th.perform(a)
	}
	fr := &frame{fn: f, vars: map[*cc.Declarator]*variable{}, outer: th.fr, at: th.at, jumps: hasLabels(f.CompoundStatement)}
	for i, p := range params {
		if p.Declarator == nil {
			continue
		}
		th.bind(fr, p.Declarator, th.convert(vals[i], p.Type()))
	}
	return th.enter(x, fr)
}

// parameters returns the parameters of a function. That of f(void) is none.
func parameters(ft *cc.FunctionType) []*cc.Parameter {
	if ft == nil {
		return nil
	}
	all := ft.Parameters()
	if len(all) == 1 && all[0].Type().Kind() == cc.Void {
		return nil
	}
	return all
}

// bind gives a parameter its argument.
func (th *thread) bind(fr *frame, d *cc.Declarator, e ex) {
	if e.alias != nil && d.WriteCount() == 0 && !d.AddressTaken() {
		fr.vars[d] = &variable{typ: d.Type(), alias: e.alias}
		return
	}
	if e.known && d.WriteCount() == 0 && !d.AddressTaken() {
		fr.vars[d] = &variable{typ: d.Type(), known: true, val: e.val, fixed: true}
		return
	}
	if th.inMemory(fr.fn, d) {
		fr.vars[d] = th.local(d, e)
		return
	}
	v := &variable{reg: th.name(d.Name()), lname: lname(d.Type()), typ: d.Type(), open: d.AddressTaken()}
	if isPointer(v.typ) && e.lname != "" && strings.HasSuffix(e.lname, " *") && d.WriteCount() == 0 {
		v.lname = e.lname
	}
	th.declare(v)
	outer := th.fr
	th.fr = fr
	th.set(v, e)
	th.fr = outer
	fr.vars[d] = v
}

// enter executes the body of a function whose parameters have values.
func (th *thread) enter(x *cc.PostfixExpression, fr *frame) ex {
	ft := fr.fn.Declarator.Type().(*cc.FunctionType)
	t := ft.Result()
	if t.Kind() != cc.Void {
		if aggregateType(t) && !th.init {
			fr.whole = &lvalue{typ: t}
			fr.whole.addr = th.addressOf(th.r.newObject(fr.fn.Declarator.Name()+"_value", t, th.at), 0, t.Pointer())
		} else if !scalar(t) {
			th.outside(th.at, "a function that returns %s is not read here", shape(t)).WithFix("return a pointer")
			return failed(nil)
		} else if n := returns(fr.fn); n > 1 || n == 0 && fr.outer != nil && !th.init {
			fr.result = th.temp(t)
			th.watches(fr.result, standsFor{function: fr.fn.Declarator.Name()})
		}
	}
	at, exits := th.at, th.exits
	th.exits = nil
	fr.out = th.label("out")
	th.fr = fr
	th.items(fr.fn.CompoundStatement)
	th.fr = fr.outer
	th.exits = exits
	th.at = at
	th.join(&fr.toOut, fr.out)
	if fr.whole != nil {
		return wholeOf(*fr.whole)
	}
	if fr.result == nil {
		if fr.value.text == "" {
			return number(0, nil)
		}
		return th.convert(fr.value, t)
	}
	e := th.read(fr.result)
	e.stable = true
	return e
}

// returns counts the ends of a function: those with a value that is not the last statement are
// two.
func returns(f *cc.FunctionDefinition) (n int) {
	walk(f.CompoundStatement, func(x any) bool {
		if j, ok := x.(*cc.JumpStatement); ok && j.Case == cc.JumpStatementReturn {
			if n++; !isLast(f, j) {
				n++
			}
		}
		return true
	})
	return n
}
