package csource

import (
	"fmt"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// A variable of a function that is in memory, such as a struct, is followed member by member as long as
// only its own thread can know its address. Once the address is anywhere but in an access, all members
// count as set.

// private notes the members of the objects that belong to the functions of the thread.
func (u *unset) private() {
	if u.th.isMain {
		return
	}
	for _, o := range u.th.r.objects {
		if o.owner != u.th {
			continue
		}
		u.objects[o.name] = o
		for i := range o.cells {
			u.number[cellKey(o, i)] = len(u.number)
		}
	}
}

// readAnywhere returns the registers of a thread that are read in some statement.
func readAnywhere(f *kernelc.Func) map[string]bool {
	used, written := map[string]bool{}, map[*kernelc.Ident]bool{}
	kernelc.Walk(f.Body, func(n kernelc.Node) bool {
		switch n := n.(type) {
		case *kernelc.Assign:
			if id, ok := n.L.(*kernelc.Ident); ok && n.Op == kernelc.None {
				written[id] = true
			}
		case *kernelc.Ident:
			used[n.Name] = used[n.Name] || !written[n]
		}
		return true
	})
	return used
}

// isAddress reports whether an expression is a known address in an object of the thread.
func (u *unset) isAddress(x kernelc.Expr) bool {
	o, _, _ := u.address(x)
	return o != nil
}

// cellKey names a scalar of an object among the registers of a thread.
func cellKey(o *object, i int) string { return fmt.Sprintf("%s\x00%d", o.name, i) }

// address returns the place to which an expression points, if it is one in an object of the thread,
// and the size of what it points to.
func (u *unset) address(x kernelc.Expr) (o *object, off, size int64) {
	switch x := x.(type) {
	case *kernelc.Ident:
		if o := u.objects[x.Name]; o != nil && x.Kind == kernelc.Location {
			size, _ := targetSize(o.pointee() + " *")
			return o, 0, size
		}
	case *kernelc.Cast:
		if o, off, _ := u.address(x.X); o != nil && x.Type.Stars == 1 {
			size, _ := targetSize(x.Type.Name + " *")
			return o, off, size
		}
	case *kernelc.Binary:
		if k, ok := x.Y.(*kernelc.Number); ok && x.Op == kernelc.Add {
			if o, off, size := u.address(x.X); o != nil && size > 0 {
				return o, off + k.Val*size, size
			}
		}
	}
	return nil, 0, 0
}

// covered returns the scalars of an object that an access covers.
func covered(o *object, off, size int64) (all []int) {
	for i := range o.cells {
		if c := &o.cells[i]; c.off < off+size && off < c.off+c.size {
			all = append(all, i)
		}
	}
	return all
}

// target returns what an expression such as *p accesses, if that is in an object of the thread.
func (u *unset) target(x kernelc.Expr) (o *object, cells []int) {
	d, ok := x.(*kernelc.Unary)
	if !ok || d.Op != kernelc.Deref {
		return nil, nil
	}
	o, off, size := u.address(d.X)
	if o == nil || size == 0 {
		return nil, nil
	}
	return o, covered(o, off, size)
}

// readCells reports members that have no value.
func (u *unset) readCells(s isSet, o *object, cells []int, at diag.Span) {
	for _, i := range cells {
		if n, ok := u.number[cellKey(o, i)]; ok && s != nil && !s.has(n) {
			u.reportCell(o, &o.cells[i], at)
		}
	}
}

// setCells returns the state after members got a value.
func (u *unset) setCells(s isSet, o *object, cells []int) isSet {
	for _, i := range cells {
		s = u.set(s, cellKey(o, i))
	}
	return s
}

// setAll returns the state after the address of an object has been used otherwise than by an access.
func (u *unset) setAll(s isSet, name string) isSet {
	if o := u.objects[name]; o != nil {
		for i := range o.cells {
			s = u.set(s, cellKey(o, i))
		}
	}
	return s
}

// call follows the call of a primitive.
func (u *unset) call(s isSet, x *kernelc.Call) isSet {
	var o *object
	var cells []int
	if len(x.Args) > 0 {
		if o, cells = u.target(x.Args[0]); o == nil {
			if p, off, size := u.address(x.Args[0]); p != nil && size > 0 {
				o, cells = p, covered(p, off, size)
			}
		}
	}
	for i, a := range x.Args {
		if i > 0 || o == nil {
			s = u.expr(s, a)
		}
	}
	switch {
	case o == nil:
	case x.Fun == "READ_ONCE" || x.Fun == "smp_load_acquire" || strings.HasPrefix(x.Fun, "__c11_load_"):
		u.readCells(s, o, cells, x.Span)
	default:
		s = u.setCells(s, o, cells)
	}
	return s
}

// cellUnset reports a member that has no value where it is read.
func (th *thread) cellUnset(o *object, c *cell, at diag.Span) {
	if o.declared == "" {
		th.r.fail(th.here(at), diag.CUnset, "this memory may have no value here").
			Note("it is allocated at %s, and some way that leads here does not set it; C says nothing about its value then", o.at).
			WithFix("set it before, or allocate it with calloc")
		return
	}
	name := o.declared
	if strings.HasPrefix(c.name, "[") || c.name == "" {
		name += c.name
	} else {
		name += "." + c.name
	}
	th.r.fail(th.here(at), diag.CUnset, "%s may have no value here", diag.Quote(name)).
		Note("%s is declared at %s, and some way that leads here does not set this part of it; C says nothing about its value then", o.declared, o.at).
		WithFix("give it a value where it is declared: %s = %s", o.declared, map[bool]string{true: "0", false: "{ 0 }"}[scalar(o.typ)])
}
