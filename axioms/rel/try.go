package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// try evaluates "try x with y": y where x needs a name that does not exist.
// Models find out with it which architecture they are for, and so a name that
// herd7 does not have for POWER programs makes it fall through, although
// outside of it the name is known here and empty: of `try AMO with R & W` and
// the like herd7 takes the second.
func (e *elab) try(x *cat.Try, in scope) (value, *diag.Diagnostic) {
	outside := e.foreign
	e.foreign = false
	v, err := e.eval(x.X, in)
	fell := e.foreign || err != nil && err.Code == diag.CatUnbound
	e.foreign = outside
	if fell {
		return e.eval(x.Else, in)
	}
	return v, err
}
