package event

import (
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// declaredInC is Declared for a program in C. A variable has the type of its declaration. A
// location has that of its item in the init block or, if that has no type, the largest that
// parameters give it.
func declaredInC(t *litmus.Test, l litmus.Loc) (typ Type, name string) {
	if !l.IsReg() {
		for i := range t.Init {
			if in := &t.Init[i]; in.Owns(l.Name) {
				if f, _, ok := in.Place(l.Name, l.Index); ok && f != nil {
					return FieldType(t, f), f.Type
				}
			}
		}
		of, ok := DeclaredInC(t, l.Name)
		if !ok {
			return Word, "int"
		}
		return KernelType(of), typeName(of)
	}
	for _, th := range t.Threads {
		if th.ID != l.Thread {
			continue
		}
		for _, v := range th.Body.Locals {
			if v.Name == l.Name {
				return KernelType(v.Type), typeName(v.Type)
			}
		}
	}
	return Word, "int"
}

// DeclaredInC returns the type that a program in C declares for a location, or for the elements
// of an array; false if nothing declares it.
func DeclaredInC(t *litmus.Test, name string) (typ kernelc.Type, ok bool) {
	pointers, stars := true, true // all parameters are T *x, for one T
	for _, th := range t.Columns() {
		for _, p := range th.Body.Params {
			if p.Name != name || p.Type.Stars == 0 {
				continue
			}
			of := p.Type.Elem()
			pointers, stars = pointers && (!ok || of.Name == typ.Name), stars && of.Stars == 0
			if of.Size() > 0 && (!ok || of.Size() > typ.Size()) {
				typ, ok = of, true
			}
		}
	}
	for i := range t.Init {
		in := &t.Init[i]
		if in.Target.IsReg() || in.Target.Name != name {
			continue
		}
		of := InitType(in)
		// An item T *x says what the parameters T *x say, as some people write it.
		if same := ok && in.Ptr && pointers && stars && of.Name == typ.Name; of.Size() > 0 && !same {
			return of, true
		}
	}
	return typ, ok
}

// InitType returns the type of C that an item of the init block names.
func InitType(in *litmus.Init) kernelc.Type {
	of := kernelc.Type{Name: in.Type}
	if in.Ptr {
		of.Stars = 1
	}
	return of
}

// LocationType returns the type of a location of a program in C.
func LocationType(t *litmus.Test, name string) Type {
	typ, _ := Declared(t, litmus.Loc{Thread: -1, Reg: -1, Name: name, Index: -1})
	return typ
}

// KernelType returns how a value of a type of C is shown. One without a known size is
// shown with all bits.
func KernelType(t kernelc.Type) Type {
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
