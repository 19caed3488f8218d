package z3

/*
#include "glue.h"
*/
import "C"

import (
	"math"
	"math/big"
)

// Int returns the value of an integer or bit-vector numeral. If the term is not a
// numeral or its value does not fit into an int, Int returns 0 and the context's Err
// returns an error.
func (a *AST) Int() int {
	const op = "AST.Int"
	v, err := a.int64(op)
	if err == nil && (v > math.MaxInt || v < math.MinInt) {
		a.ctx.fail(op, ErrorCodeInvalidArg, "does not fit an int", nil)
		return 0
	}
	return int(v)
}

// Int64 returns the value of an integer or bit-vector numeral; the bits of a
// bit-vector are read as unsigned. On an error the value is 0.
func (a *AST) Int64() (int64, error) {
	v, err := a.int64("AST.Int64")
	return v, err.orNil()
}

// Uint64 returns the value of a numeral that is not negative.
func (a *AST) Uint64() (uint64, error) {
	const op = "AST.Uint64"
	n, err := a.number(op)
	if err != nil {
		return 0, err
	}
	if n.ok&2 == 0 {
		return 0, a.ctx.fail(op, ErrorCodeInvalidArg, "the value does not fit 64 bits unsigned", nil)
	}
	return uint64(n.u), nil
}

// Big returns the value of an integer or bit-vector numeral of any size.
func (a *AST) Big() (*big.Int, error) {
	const op = "AST.Big"
	s, err := a.numeral(op)
	if err != nil {
		return nil, err
	}
	v, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return nil, a.ctx.fail(op, ErrorCodeInvalidArg, s+" is not an integer", nil)
	}
	return v, nil
}

// Numeral returns the value of a numeral as text, a fraction as "1/3".
func (a *AST) Numeral() (string, error) {
	s, err := a.numeral("AST.Numeral")
	return s, err.orNil()
}

// Bool returns the value of the terms true and false; ok is false for every
// other term.
func (a *AST) Bool() (value, ok bool) {
	a.read("AST.Bool", func(k *core, raw C.Z3_ast) C.uint {
		switch C.Z3_get_bool_value(k.z3, raw) {
		case C.Z3_L_TRUE:
			value, ok = true, true
		case C.Z3_L_FALSE:
			ok = true
		}
		return C.Z3_OK
	})
	return value, ok
}

func (a *AST) int64(op string) (int64, *Error) {
	n, err := a.number(op)
	if err != nil {
		return 0, err
	}
	if n.ok&1 == 0 {
		return 0, a.ctx.fail(op, ErrorCodeInvalidArg, "the value does not fit 64 bits signed", nil)
	}
	return int64(n.i), nil
}

func (a *AST) number(op string) (n C.gz3_number, err *Error) {
	err = a.read(op, func(k *core, raw C.Z3_ast) C.uint {
		n = C.gz3_read_int(k.z3, raw)
		return n.code
	})
	return n, err
}

func (a *AST) numeral(op string) (s string, err *Error) {
	err = a.read(op, func(k *core, raw C.Z3_ast) C.uint {
		t := C.gz3_read_numeral(k.z3, raw)
		if t.code == C.Z3_OK {
			s = C.GoString(t.text)
		}
		return t.code
	})
	return s, err
}
