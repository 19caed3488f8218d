package starred

import "github.com/fencewise/fencewise/programs/litmus"

// declaredInC is declared for a program in C: a variable has the type of its declaration,
// a location the largest of those that its parameters and the init block give it.
func declaredInC(t *litmus.Test) types {
	ts := types{}
	for i := range t.Init {
		in := &t.Init[i]
		k := kernelKind(in.Type)
		if in.Ptr {
			k = kind{bits: 64, stride: 8}
		}
		switch {
		case in.Struct != nil:
			ts.addStruct(in, kernelKind)
		case in.Array > 0:
			k.array = true
			ts[in.Target.Name] = k
		case in.Type != "" || in.Ptr:
			ts.widen(in.Target.String(), k)
		}
	}
	for _, th := range t.Threads {
		for _, p := range th.Body.Params {
			if l := (litmus.Loc{Thread: -1, Reg: -1, Name: p.Name, Index: -1}); p.Type.Stars > 0 && !ts[p.Name].array {
				to := p.Type
				to.Stars--
				ts.widen(l.String(), pointed(to.Name, to.Stars))
			}
		}
		for _, v := range th.Body.Locals {
			l := litmus.Loc{Thread: th.ID, Reg: -1, Name: v.Name, Index: -1, Local: true}
			if ts[l.String()] = pointed(v.Type.Name, v.Type.Stars); v.Type.Name == "" {
				ts[l.String()] = kind{bits: 64, signed: true, stride: 8}
			}
		}
	}
	return ts
}

// widen gives a place a type if it has none that is at least as large.
func (ts types) widen(place string, k kind) {
	if old, ok := ts[place]; !ok || k.bits > old.bits {
		ts[place] = k
	}
}

// pointed returns the kind of a type with stars.
func pointed(name string, stars int) kind {
	if stars > 0 {
		return kind{bits: 64, stride: 8}
	}
	return kernelKind(name)
}

// kernelKinds are the types of the kernel that print differently from what kindOf says, or
// that it does not know.
var kernelKinds = map[string]kind{
	"u8": {bits: 8, stride: 1}, "u16": {bits: 16, stride: 2}, "u32": {bits: 32, stride: 4}, "u64": {bits: 64, stride: 8},
	"s8": {bits: 8, signed: true, stride: 1}, "s16": {bits: 16, signed: true, stride: 2}, "s32": asInt, "s64": {bits: 64, signed: true, stride: 8},
	"__u8": {bits: 8, stride: 1}, "__u16": {bits: 16, stride: 2}, "__u32": {bits: 32, stride: 4}, "__u64": {bits: 64, stride: 8},
	"__s8": {bits: 8, signed: true, stride: 1}, "__s16": {bits: 16, signed: true, stride: 2}, "__s32": asInt, "__s64": {bits: 64, signed: true, stride: 8},
	"long": {bits: 64, signed: true, stride: 8}, "ssize_t": {bits: 64, signed: true, stride: 8}, "ptrdiff_t": {bits: 64, signed: true, stride: 8},
	"atomic_t": asInt, "atomic_long_t": {bits: 64, signed: true, stride: 8},
	"spinlock_t": {bits: 32, stride: 4}, "raw_spinlock_t": {bits: 32, stride: 4},
}

func kernelKind(name string) kind {
	if k, ok := kernelKinds[name]; ok {
		return k
	}
	return kindOf(name)
}
