package csource

import (
	"modernc.org/cc/v4"
)

// The address of a function is that of an object that stands for it. A call through a pointer is
// expanded like one by name if it is known which function the pointer points to.

// function returns the address of a function.
func (th *thread) function(d *cc.Declarator) ex {
	f := th.r.funcs[d.Name()]
	if f == nil { // it is not 0
		return ex{text: "1", level: levelPostfix, typ: d.Type(), lname: "long", stable: true}
	}
	return th.addressOf(th.r.functionObject(f), 0, d.Type().Pointer())
}

// functionObject returns the object that stands for a function.
func (r *reader) functionObject(f *cc.FunctionDefinition) *object {
	if o := r.functions[f]; o != nil {
		return o
	}
	o := &object{typ: r.ast.Char, size: 1, cells: []cell{{"", 0, 1, "char"}}, at: r.at(f.Declarator), init: map[int64]value{}, fn: f}
	r.functions[f] = r.addObject(o, f.Declarator.Name())
	return o
}

// pointedFunction returns the function to which an expression points; nil if that is not known.
func (th *thread) pointedFunction(x cc.ExpressionNode) *cc.FunctionDefinition {
	if f := th.r.funcs[called(x)]; f != nil {
		return f
	}
	if t := x.Type(); t == nil || !isPointer(t) && t.Kind() != cc.Function {
		return nil
	}
	e := th.expr(x)
	if !e.known || e.val.obj == nil || e.val.num != 0 {
		return nil
	}
	return e.val.obj.fn
}
