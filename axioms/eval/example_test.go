package eval_test

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// A read that misses the write its own thread has just made.
func Example() {
	test, err := litmus.Parse(diag.NewSource("own.litmus", `PPC own
{ 0:r1=x; 0:r2=1; }
 P0 ;
 stw r2,0(r1) ;
 lwz r3,0(r1) ;
exists (0:r3=0)
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := unroll.Build(context.Background(), test, unroll.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	// Events: 0 the initial write of x, 1 the write, 2 the read.
	x := execution.New(s)
	x.Rf[2] = 0
	x.Order[event.Co][0] = []int32{0, 1}
	c, err := x.Complete()
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := models.Load("power")
	if err != nil {
		fmt.Println(err)
		return
	}
	v := eval.New(m).Judge(nil, c)
	fmt.Println(c.Holds(s.Cond), v.Consistent())
	fmt.Println(v.Violations[0].String(s))
	// Output:
	// true false
	// sc-per-location: P0:Wx=1 -po-loc-> P0:Rx=0 -fr-> P0:Wx=1
}
