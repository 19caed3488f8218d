package z3

import (
	"reflect"
	"testing"
)

// Upstream's exported API, each method as an expression of upstream's type:
// what no longer fits does not compile.
var (
	_ func() *Config                   = NewConfig
	_ func(*Config) error              = (*Config).Close
	_ func(*Config, string, string)    = (*Config).SetParamValue
	_ func(*Config) *Context           = NewContext
	_ func(*Context) error             = (*Context).Close
	_ func(*Context, ErrorHandler)     = (*Context).SetErrorHandler
	_ func(*Context, ErrorCode) string = (*Context).Error

	_ func(*Context, ErrorCode) = ErrorHandler(nil)
	_ uint                      = uint(ErrorCode(0))
	_ ErrorCode                 = ErrorCodeOk

	_ func(*Context) *Sort                = (*Context).BoolSort
	_ func(*Context) *Sort                = (*Context).IntSort
	_ func(*Context, string) *Symbol      = (*Context).Symbol
	_ func(*Context, int) *Symbol         = (*Context).SymbolInt
	_ func(*Symbol) string                = (*Symbol).String
	_ func(*Context, *Symbol, *Sort) *AST = (*Context).Const
	_ func(*Context, int, *Sort) *AST     = (*Context).Int
	_ func(*Context) *AST                 = (*Context).True
	_ func(*Context) *AST                 = (*Context).False

	_ func(*AST) string  = (*AST).String
	_ func(*AST) *Symbol = (*AST).DeclName
	_ func(*AST) int     = (*AST).Int

	_ func(*AST, ...*AST) *AST = (*AST).Add
	_ func(*AST, ...*AST) *AST = (*AST).Sub
	_ func(*AST, ...*AST) *AST = (*AST).Mul
	_ func(*AST, *AST) *AST    = (*AST).Lt
	_ func(*AST, *AST) *AST    = (*AST).Le
	_ func(*AST, *AST) *AST    = (*AST).Gt
	_ func(*AST, *AST) *AST    = (*AST).Ge

	_ func(*AST, ...*AST) *AST     = (*AST).Distinct
	_ func(*AST) *AST              = (*AST).Not
	_ func(*AST, *AST) *AST        = (*AST).Eq
	_ func(*AST, *AST, *AST) *AST  = (*AST).Ite
	_ func(*AST, *AST) *AST        = (*AST).Iff
	_ func(*AST, *AST) *AST        = (*AST).Implies
	_ func(*AST, *AST) *AST        = (*AST).Xor
	_ func(*AST, ...*AST) *AST     = (*AST).And
	_ func(*AST, ...*AST) *AST     = (*AST).Or
	_ func(*Context) *Solver       = (*Context).NewSolver
	_ func(*Solver) error          = (*Solver).Close
	_ func(*Solver, *AST)          = (*Solver).Assert
	_ func(*Solver) LBool          = (*Solver).Check
	_ func(*Solver) *Model         = (*Solver).Model
	_ int8                         = int8(LBool(0))
	_ func(*Model) string          = (*Model).String
	_ func(*Model, *AST) *AST      = (*Model).Eval
	_ func(*Model) map[string]*AST = (*Model).Assignments
	_ func(*Model) uint            = (*Model).NumConsts
	_ func(*Model, uint) *AST      = (*Model).ConstDecl
	_ func(*Model) error           = (*Model).Close
	_ func(*Model)                 = (*Model).IncRef
	_ func(*Model)                 = (*Model).DecRef
)

func TestAPIErrorCodes(t *testing.T) {
	for i, c := range []ErrorCode{
		ErrorCodeOk, ErrorCodeSortError, ErrorCodeIOB, ErrorCodeInvalidArg,
		ErrorCodeParserError, ErrorCodeNoParser, ErrorCodeInvalidPattern,
		ErrorCodeMemoutFail, ErrorCodeFileAccessError, ErrorCodeInternalFatal,
		ErrorCodeInvalidUsage, ErrorCodeDecRefError, ErrorCodeException,
	} {
		if int(c) != i || c.String() == "" {
			t.Errorf("%v is %d, want %d", c, int(c), i)
		}
	}
	if False != -1 || Undef != 0 || True != 1 {
		t.Error("LBool values moved")
	}
}

// The C types cannot be named here, so Z3Value is looked at by reflection.
func TestAPIZ3Value(t *testing.T) {
	for _, f := range []any{(*Config).Z3Value, (*Context).Z3Value} {
		if ft := reflect.TypeOf(f); ft.NumIn() != 1 || ft.NumOut() != 1 {
			t.Error(ft)
		}
	}
	cfg := NewConfig()
	defer cfg.Close()
	c := NewContext(cfg)
	defer c.Close()
	if cfg.Z3Value() == nil || c.Z3Value() == nil {
		t.Error("no handle")
	}
}
