package z3

/*
#include "glue.h"
*/
import "C"

// FuncInterp is the interpretation of a function in a model: a table of values, and the
// value Else for all other arguments.
type FuncInterp struct {
	Arity   int
	Entries []FuncEntry
	Else    *AST // nil if the model does not determine it
}

// FuncEntry is one line of the table.
type FuncEntry struct {
	Args  []*AST
	Value *AST
}

// Functions returns the interpretations of the functions by name.
func (m *Model) Functions() map[string]*FuncInterp {
	k, err := m.enter("Functions")
	if err != nil {
		return nil
	}
	defer k.mu.Unlock()
	n := uint(C.Z3_model_get_num_funcs(k.z3, m.raw))
	all := make(map[string]*FuncInterp, n)
	for i := range n {
		d := C.Z3_model_get_func_decl(k.z3, m.raw, C.uint(i))
		f := C.Z3_model_get_func_interp(k.z3, m.raw, d)
		if f == nil {
			continue
		}
		C.Z3_func_interp_inc_ref(k.z3, f)
		all[symbolText(k, C.Z3_get_decl_name(k.z3, d))] = m.ctx.funcInterp(k, f)
		C.Z3_func_interp_dec_ref(k.z3, f)
	}
	return all
}

// funcInterp returns a copy of f. core.mu must be held.
func (c *Context) funcInterp(k *core, f C.Z3_func_interp) *FuncInterp {
	take := func(a C.Z3_ast) *AST {
		if a == nil {
			return nil
		}
		C.Z3_inc_ref(k.z3, a)
		return c.wrap(a)
	}
	r := &FuncInterp{
		Arity: int(C.Z3_func_interp_get_arity(k.z3, f)),
		Else:  take(C.Z3_func_interp_get_else(k.z3, f)),
	}
	for i := range uint(C.Z3_func_interp_get_num_entries(k.z3, f)) {
		e := C.Z3_func_interp_get_entry(k.z3, f, C.uint(i))
		C.Z3_func_entry_inc_ref(k.z3, e)
		line := FuncEntry{Value: take(C.Z3_func_entry_get_value(k.z3, e))}
		for j := range uint(C.Z3_func_entry_get_num_args(k.z3, e)) {
			line.Args = append(line.Args, take(C.Z3_func_entry_get_arg(k.z3, e, C.uint(j))))
		}
		C.Z3_func_entry_dec_ref(k.z3, e)
		r.Entries = append(r.Entries, line)
	}
	return r
}
