package rel

import (
	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// try evaluates "try x with y": the result is y if x needs a name that does not exist.
// Models use it to find out which architecture they are for. So a name that herd7 does not
// have for POWER programs makes it fall through, although elsewhere the name is known here
// and empty. For example, `try AMO with R & W` is R & W in herd7.
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
