package csource

import (
	"strings"

	"modernc.org/cc/v4"
)

// declaration executes a declaration in a function.
func (th *thread) declaration(d *cc.Declaration) {
	if d.Case == cc.DeclarationAssert {
		return
	}
	if d.Case != cc.DeclarationDecl {
		th.outside(th.r.at(d), "a declaration without a type is not read").WithFix("write the type")
		return
	}
	th.r.noteAtomic(d)
	n := len(th.lines)
	for l := d.InitDeclaratorList; l != nil; l = l.InitDeclaratorList {
		th.at = th.wider(th.r.through(d, d.Token))
		if l == d.InitDeclaratorList {
			th.begin()
		}
		th.variableOf(l.InitDeclarator)
	}
	th.slotAfter(n, th.r.token(d.Token))
}

// variableOf declares one variable.
func (th *thread) variableOf(i *cc.InitDeclarator) {
	d := i.Declarator
	switch {
	case d.IsTypename(), d.Type().Kind() == cc.Function, isHandle(d.Type()), d.Name() == "__func__":
		return
	case d.IsExtern():
		return
	case d.IsStatic() || d.IsThreadLocal():
		th.r.inits[d] = i.Initializer
		th.global(d)
		return
	}
	if t := d.Type(); cc.IsFloatingPointType(t) || cc.IsComplexType(t) {
		th.outside(th.r.at(d), "numbers with a fraction are not read").WithFix("use integers")
		return
	}
	if th.inMemory(th.fr.fn, d) {
		v := &variable{typ: d.Type(), obj: th.localObject(d)}
		th.fr.vars[d] = v
		if i.Initializer != nil {
			th.storeInitial(v.obj, i.Initializer)
		}
		return
	}
	if !scalar(d.Type()) {
		th.outside(th.r.at(d), "a variable of type %s is not read", d.Type()).WithFix("use an integer, a pointer, or a struct of them")
		return
	}
	v := &variable{reg: th.name(d.Name()), lname: lname(d.Type()), typ: d.Type(), open: d.AddressTaken()}
	th.fr.vars[d] = v
	th.watches(v, standsFor{variable: d.Name(), at: th.r.at(d)})
	if th.fr.outer == nil {
		th.own[d.Name()] = append(th.own[d.Name()], v)
	}
	if i.Initializer == nil {
		th.declare(v)
		return
	}
	e := number(0, d.Type())
	leaves(i.Initializer, func(leaf *cc.Initializer, _ int64) { e = th.convert(th.expr(leaf.AssignmentExpression), d.Type()) }) // int x = { 1 } has one
	if isPointer(v.typ) && strings.HasSuffix(e.lname, " *") && d.WriteCount() <= 1 && !e.known {
		v.lname = e.lname
	}
	th.declare(v)
	th.set(v, e)
}

// localObject makes the memory of a variable of a function. Each call has its own.
func (th *thread) localObject(d *cc.Declarator) *object {
	o := th.r.newObject(d.Name(), d.Type(), th.r.at(d))
	o.owner, o.declared = th, d.Name()
	o.constant = th.init && holdsFunctions(d.Type()) && !th.r.changed(d)
	return o
}

// local makes the memory of a parameter and stores its argument.
func (th *thread) local(d *cc.Declarator, e ex) *variable {
	v := &variable{typ: d.Type(), obj: th.localObject(d)}
	th.store(lvalue{addr: th.addressOf(v.obj, 0, d.Type().Pointer()), typ: d.Type()}, e)
	return v
}

// storeInitial stores the initial value of a variable in memory: what it does not name is 0.
func (th *thread) storeInitial(o *object, i *cc.Initializer) {
	if i.Case == cc.InitializerExpr && o.typ.Kind() == cc.Array {
		th.outside(th.at, "an array that is filled from a text is not read").WithFix("write its elements: { 'a', 'b' }")
		return
	}
	if i.Case == cc.InitializerExpr && aggregateType(o.typ) {
		th.store(lvalue{addr: th.addressOf(o, 0, o.typ.Pointer()), typ: o.typ}, th.expr(i.AssignmentExpression))
		return
	}
	th.storeParts(o, func(f func(*cc.Initializer, int64)) { leaves(i, f) })
}

// storeParts stores the values that each calls its argument with, and 0 in what they do not name.
func (th *thread) storeParts(o *object, each func(func(*cc.Initializer, int64))) {
	named := map[int64]bool{}
	each(func(leaf *cc.Initializer, at int64) {
		t := leaf.Type()
		e := th.expr(leaf.AssignmentExpression)
		if t == nil || !scalar(t) && e.whole == nil {
			t = o.typ
		}
		for off := at; off < at+max(t.Size(), 1); off++ {
			named[off] = true
		}
		th.store(lvalue{addr: th.addressOf(o, at, t.Pointer()), typ: t}, th.convert(e, t))
	})
	for k := range o.cells {
		c := &o.cells[k]
		if !named[c.off] {
			t := integer(th.r.ast, c.size)
			th.store(lvalue{addr: th.addressOf(o, c.off, t.Pointer()), typ: t}, number(0, t))
		}
	}
}

// integer returns an integer type of a size.
func integer(ast *cc.AST, size int64) cc.Type {
	switch size {
	case 1:
		return ast.UChar
	case 2:
		return ast.UShort
	case 4:
		return ast.UInt
	}
	return ast.ULong
}

// leaves calls f for the expressions of an initial value, with the offset of what each is for.
func leaves(i *cc.Initializer, f func(leaf *cc.Initializer, off int64)) { leavesAt(i, 0, f) }

// listed calls f for the expressions of a list of initial values.
func listed(l *cc.InitializerList, f func(leaf *cc.Initializer, off int64)) { listedAt(l, 0, f) }

// leavesAt is leaves for an initial value that lies some bytes after where it is written: [0 ... 3] = 1 stands for four.
func leavesAt(i *cc.Initializer, by int64, f func(*cc.Initializer, int64)) {
	for range max(i.Len(), 1) {
		if i.Case == cc.InitializerExpr {
			f(i, i.Offset()+by)
		} else {
			listedAt(i.InitializerList, by, f)
		}
		if t := i.Type(); t != nil {
			by += t.Size()
		}
	}
}

func listedAt(l *cc.InitializerList, by int64, f func(*cc.Initializer, int64)) {
	for ; l != nil; l = l.InitializerList {
		leavesAt(l.Initializer, by, f)
	}
}

// initialize gives an object the initial values of its declaration.
func (r *reader) initialize(o *object, d *cc.Declarator) {
	i := r.inits[d]
	if i == nil {
		return
	}
	th := &thread{r: r, init: true, at: r.at(d), names: map[string]bool{}, objects: map[*cc.Declarator]*object{}, uses: map[*object]bool{}}
	th.fr = &frame{vars: map[*cc.Declarator]*variable{}}
	leaves(i, func(leaf *cc.Initializer, off int64) {
		e := th.expr(leaf.AssignmentExpression)
		t := leaf.Type()
		if t != nil && scalar(t) {
			e = th.convert(e, t)
		}
		if !e.known {
			th.outside(r.at(leaf), "this initial value is not a constant").WithFix("write a number or the address of a variable")
			return
		}
		for k := range max(o.cpus, 1) {
			o.init[k*(o.size/max(o.cpus, 1))+off] = e.val
		}
	})
}

// isHandle reports whether a variable only stands for threads.
func isHandle(t cc.Type) bool {
	if a, ok := t.(*cc.ArrayType); ok {
		return isHandle(a.Elem())
	}
	return typedef(t) == "pthread_t" || typedef(t) == "thrd_t" || typedef(t) == "pthread_attr_t"
}

// defined returns the declaration of a variable of the file that has an initial value, or
// the first one.
func (r *reader) defined(name string) *cc.Declarator { return r.globals[name] }

// noteAtomic notes which variables and members a declaration makes atomic.
func (r *reader) noteAtomic(d *cc.Declaration) {
	for l := d.InitDeclaratorList; l != nil; l = l.InitDeclaratorList {
		i := l.InitDeclarator
		if specifiersAtomic(d.DeclarationSpecifiers) {
			r.atomicDecl[i.Declarator] = true
		}
	}
	walk(d.DeclarationSpecifiers, func(n any) bool {
		s, ok := n.(*cc.StructDeclaration)
		if !ok {
			return true
		}
		if listAtomic(s.SpecifierQualifierList) {
			walk(s.StructDeclaratorList, func(n any) bool {
				if d, ok := n.(*cc.Declarator); ok {
					r.atomicDecl[d] = true
					return false
				}
				return true
			})
		}
		return true
	})
}
