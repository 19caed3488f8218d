package event

import (
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// declaredInC is Declared for a program in C. A variable has the type of its declaration,
// a location that of its parameters and of its item in the init block: the largest, where
// they differ.
func declaredInC(t *litmus.Test, l litmus.Loc) (typ Type, name string) {
	typ, name = Type{4, true}, "int"
	if l.IsReg() {
		for _, th := range t.Threads {
			if th.ID != l.Thread {
				continue
			}
			for _, v := range th.Body.Locals {
				if v.Name == l.Name {
					return kernelType(v.Type), typeName(v.Type)
				}
			}
		}
		return typ, name
	}
	found := false
	note := func(of kernelc.Type) {
		if k := kernelType(of); of.Size() > 0 && (!found || k.Size > typ.Size) {
			typ, name, found = k, typeName(of), true
		}
	}
	for i := range t.Init {
		if in := &t.Init[i]; in.Owns(l.Name) {
			if f, _, ok := in.Place(l.Name, l.Index); ok && f != nil {
				return FieldType(t, f), f.Type
			}
		}
		if in := &t.Init[i]; !in.Target.IsReg() && in.Target.Name == l.Name {
			of := kernelc.Type{Name: in.Type}
			if in.Ptr {
				of.Stars = 1
			}
			note(of)
		}
	}
	for _, th := range t.Columns() {
		for _, p := range th.Body.Params {
			if p.Name == l.Name && p.Type.Stars > 0 {
				note(p.Type.Elem())
			}
		}
	}
	return typ, name
}

// LocationType returns the type of a location of a program in C.
func LocationType(t *litmus.Test, name string) Type {
	typ, _ := Declared(t, litmus.Loc{Thread: -1, Reg: -1, Name: name, Index: -1})
	return typ
}

// kernelType returns how a value of a type of C is shown. One without a known size is
// shown with all bits.
func kernelType(t kernelc.Type) Type {
	if t.Size() == 0 {
		return Type{8, true}
	}
	return Type{t.Size(), t.Signed()}
}

func typeName(t kernelc.Type) string {
	if t.Stars > 0 {
		return "pointer"
	}
	return t.Name
}
