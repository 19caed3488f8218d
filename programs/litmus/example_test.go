package litmus_test

import (
	"fmt"
	"os"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

const mp = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0 | P1 ;
 li r1,1 | lwz r1,0(r2) ;
 stw r1,0(r2) | sync ;
 sync (*@ mid: none, lwsync, sync *) | lwz r3,0(r4) ;
 stw r1,0(r4) | ;
exists (1:r1=1 /\ 1:r3=0)
`

func ExampleParse() {
	test, err := litmus.Parse(diag.NewSource("mp.litmus", mp))
	if err != nil {
		diag.Render(os.Stdout, err)
		return
	}
	fmt.Println(test.Name, "has", len(test.Threads), "threads")
	fmt.Println("slot", test.Slot("mid"))
	fmt.Println(test.Threads[0].Cells[1].Instr)
	fmt.Println(test.Cond)
	// Output:
	// MP has 2 threads
	// slot (*@ mid: none, lwsync, sync *)
	// stw r1,0(r2)
	// exists (1:r1=1 /\ 1:r3=0)
}

func ExampleParse_error() {
	_, err := litmus.Parse(diag.NewSource("mp.litmus", `PPC MP
{ 0:r2=x; }
 P0           ;
 li r32,1     ;
exist (x=1)
`))
	diag.Render(os.Stdout, err)
	// Output:
	// mp.litmus:4:5: error: no register 'r32' exists [FW1013]
	//      li r32,1     ;
	//         ^^^
	//   note: registers are r0 to r31, or %name
	//   do: use r0 to r31, or a symbolic register such as %x
	// mp.litmus:5:1: error: expected exists, ~exists, forall, locations or filter, found 'exist' [FW1034]
	//     exist (x=1)
	//     ^^^^^
	//   do: did you mean exists?
}

func ExampleTest_String() {
	test, err := litmus.Parse(diag.NewSource("mp.litmus", mp))
	if err != nil {
		diag.Render(os.Stdout, err)
		return
	}
	fmt.Print(test)
	// Output:
	// PPC MP
	// {
	// 0:r2=x; 0:r4=y;
	// 1:r2=y; 1:r4=x;
	// }
	//  P0                                  | P1           ;
	//  li r1,1                             | lwz r1,0(r2) ;
	//  stw r1,0(r2)                        | sync         ;
	//  sync (*@ mid: none, lwsync, sync *) | lwz r3,0(r4) ;
	//  stw r1,0(r4)                        |              ;
	// exists (1:r1=1 /\ 1:r3=0)
}
