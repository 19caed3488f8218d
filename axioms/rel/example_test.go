package rel_test

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
)

func ExampleElaborate() {
	f, err := cat.Parse(diag.NewSource("sc.cat", `
"Sequential consistency"
let fr = rf^-1 ; co
acyclic po | rf | co | fr as sc`))
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := rel.Elaborate(f, rel.Options{Name: "sc"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(m)
	// Output:
	// model sc "Sequential consistency"
	// @4 = rf^-1
	// fr = @4 ; co
	// @6 = co | fr
	// @7 = rf | @6
	// @8 = po | @7
	// acyclic @8 as sc
}
