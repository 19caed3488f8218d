package starred

import (
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
)

// kind tells how numbers of a type are printed.
type kind struct {
	bits   int
	signed bool
	stride int64 // bytes from one element of an array to the next
	array  bool
	in     *litmus.Init // of the fields of a struct, and of the struct: its item
}

var asInt = kind{bits: 32, signed: true, stride: 4}

// kinds are the types that tests declare, by name.
var kinds = map[string]kind{
	"char": {bits: 8, signed: true, stride: 1}, "int8_t": {bits: 8, signed: true, stride: 1}, "uint8_t": {bits: 8, stride: 1},
	"short": {bits: 16, signed: true, stride: 2}, "int16_t": {bits: 16, signed: true, stride: 2}, "uint16_t": {bits: 16, stride: 2},
	"int": asInt, "int32_t": asInt, "uint32_t": {bits: 32, stride: 4}, "atomic_t": {bits: 32, stride: 4},
	"long":    {bits: 32, signed: true, stride: 8}, // to herd7
	"int64_t": {bits: 64, signed: true, stride: 8}, "uint64_t": {bits: 64, stride: 8},
	"intptr_t": {bits: 64, signed: true, stride: 8}, "uintptr_t": {bits: 64, stride: 8}, "pteval_t": {bits: 64, stride: 8},

	// herd7 does not know these.
	"bool": {bits: 8, stride: 1}, "_Bool": {bits: 8, stride: 1}, "size_t": {bits: 64, stride: 8}, "atomic64_t": {bits: 64, signed: true, stride: 8},
}

// kindOf returns the kind of a type name. Unknown types are printed like an
// int.
func kindOf(name string) kind {
	var words []string
	for _, w := range strings.Fields(name) {
		if w != "_Atomic" && w != "volatile" && w != "const" {
			words = append(words, w)
		}
	}
	if len(words) == 1 {
		if k, ok := kinds[words[0]]; ok {
			return k
		}
	}
	k := asInt
	for _, w := range words {
		switch w {
		case "char":
			k.bits, k.stride = 8, 1
		case "short":
			k.bits, k.stride = 16, 2
		case "long":
			k.bits, k.stride = 64, 8
		case "unsigned":
			k.signed = false
		case "signed", "int":
		default:
			return asInt
		}
	}
	return k
}

// types maps what the init block declares to kinds: registers and locations by
// their texts, arrays by name alone.
type types map[string]kind

func declared(t *litmus.Test) types {
	if t.InC() {
		return declaredInC(t)
	}
	var ts types
	for i := range t.Init {
		in := &t.Init[i]
		if in.Type == "" && !in.Ptr && in.Struct == nil {
			continue
		}
		if ts == nil {
			ts = types{}
		}
		if in.Struct != nil {
			ts.addStruct(in, kindOf)
			continue
		}
		k := kindOf(in.Type)
		if in.Ptr {
			k = kind{bits: 64, stride: 8}
		}
		if k.array = in.Array > 0; k.array {
			ts[in.Target.Name] = k
		} else {
			ts[in.Target.String()] = k
		}
	}
	return ts
}

// addStruct adds a struct and its fields.
func (ts types) addStruct(in *litmus.Init, kindOf func(string) kind) {
	ts[in.Target.Name] = kind{in: in}
	for _, l := range in.Leaves() {
		k := kindOf(l.Field.Type)
		if l.Field.Ptr {
			k = kind{bits: 64, stride: 8}
		}
		k.array, k.in = l.Field.Array > 0, in
		if k.array {
			ts[l.Name] = k
		} else {
			ts[litmus.Loc{Thread: -1, Reg: -1, Name: l.Name, Index: -1}.String()] = k
		}
	}
}

// inStruct returns the item of the struct that an address is in; nil if it is in none.
func (ts types) inStruct(addr string) *litmus.Init {
	for _, k := range ts {
		if k.in != nil && k.in.Owns(addr) {
			return k.in
		}
	}
	return nil
}

// of returns the type of a place.
func (ts types) of(l *litmus.Loc) kind {
	if len(ts) == 0 {
		return asInt
	}
	k, ok := ts[l.String()]
	if !ok && !l.IsReg() {
		k, ok = ts[l.Name]
	}
	if !ok {
		return asInt
	}
	return k
}

// name returns how a state names a place: an array without brackets.
func (ts types) name(place *litmus.Loc) string {
	if !place.IsReg() && place.Index < 0 && ts[place.Name].array {
		return place.Name
	}
	return place.String()
}

// text returns a constant as a state prints it for a place.
func (ts types) text(place *litmus.Loc, v *litmus.Value) string {
	if v.Addr != "" {
		if in := ts.inStruct(v.Addr); in != nil {
			if _, off, _ := in.Place(v.Addr, v.Index); off > 0 {
				return in.Target.Name + "+" + strconv.Itoa(off)
			}
			return in.Target.Name
		}
		if v.Index > 0 {
			return v.Addr + "+" + strconv.FormatInt(int64(v.Index)*ts[v.Addr].stride, 10)
		}
		return v.Addr
	}
	k := ts.of(place)
	low := uint64(v.Num) & (1<<(k.bits-1)<<1 - 1)
	if k.signed && low>>(k.bits-1) != 0 {
		return "-" + strconv.FormatUint(-low&(1<<(k.bits-1)<<1-1), 10)
	}
	return strconv.FormatUint(low, 10)
}
