package cat_test

import (
	"fmt"
	"os"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// Reading a model, and the properties that its checks demand.
func ExampleParse() {
	f, err := cat.Parse(diag.NewSource("sc.cat", `"sequential consistency"
include "cos.cat"
let com = ((rf)) | fr | co
acyclic (po | com) as sc
`))
	if err != nil {
		diag.Render(os.Stderr, err)
		return
	}
	for _, i := range f.Instrs {
		if c, ok := i.(*cat.Check); ok {
			fmt.Printf("line %d, %s: %s\n", c.Span.Line(), c.Name, cat.ExprString(c.Expr))
		}
	}
	fmt.Print(f)
	// Output:
	// line 4, sc: po | com
	// "sequential consistency"
	// include "cos.cat"
	// let com = rf | fr | co
	// acyclic po | com as sc
}

// All errors are reported in one run, with what was expected and a fix.
func ExampleParse_errors() {
	_, err := cat.Parse(diag.NewSource("bad.cat", `let dead = ~po+
let ppo = po \ (W*R
acyclic [R] ppo as x
`))
	diag.Render(os.Stdout, err)
	// Output:
	// bad.cat:1:15: error: `+` cannot follow `~po` without parentheses [FW4009]
	//     let dead = ~po+
	//                   ^
	//   note: `~`, the closures `*` `+` `?` and the product `*` bind equally tightly
	//   do: write parentheses around what belongs together: ~(r+) or (~r)+
	// bad.cat:2:20: error: expected `)`, found the keyword `acyclic` [FW4010]
	//     let ppo = po \ (W*R
	//                        ^
	//   note: it closes the `(` of line 2, column 16
	//   do: close the bracket with `)`
	// bad.cat:3:13: error: expected an operator or a new statement, found the name `ppo` [FW4005]
	//     acyclic [R] ppo as x
	//                 ^^^
	//   do: put an operator such as `;` or `|` before it
}
