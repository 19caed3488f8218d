package enumerate_test

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

func ExampleRun() {
	test, err := litmus.Parse(diag.NewSource("inc.litmus", `PPC inc
{ 0:r2=x; 1:r2=x; }
 P0              | P1           ;
 lwarx r3,r0,r2  | li r4,5      ;
 addi r3,r3,1    | stw r4,0(r2) ;
 stwcx. r3,r0,r2 |              ;
exists (x=6)
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := unroll.Build(context.Background(), test, unroll.Options{KeepRounds: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := models.Load("power")
	if err != nil {
		fmt.Println(err)
		return
	}
	o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{Counts: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, st := range o.States {
		fmt.Println(st.Count, o.Text(st), st.Holds)
	}
	verdict, _ := o.Verdict()
	fmt.Println(verdict, o.Positive, o.Negative)
	// Output:
	// 3 [x]=5; false
	// 1 [x]=6; true
	// Sometimes 1 3
}
