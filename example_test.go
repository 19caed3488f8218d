package fencewise_test

import (
	"context"
	"fmt"
	"log"

	"github.com/fencewise/fencewise"
)

// Message passing: P0 writes data, then a flag; P1 reads the flag, then the data. P0 has a
// slot for a barrier between its stores.
const mp = `PPC MP
{ 0:r2=data; 0:r4=flag; 1:r2=data; 1:r4=flag; }
 P0                                   | P1             ;
 li r1,1                              | lwz r1,0(r4)   ;
 stw r1,0(r2)                         | lwsync         ;
 (*@ between: none, lwsync, sync *)   | lwz r3,0(r2)   ;
 stw r1,0(r4)                         |                ;
exists (1:r1=1 /\ 1:r3=0)
`

func Example() {
	p, err := fencewise.ParseProgram("mp.litmus", mp)
	if err != nil {
		log.Fatal(err)
	}
	a, err := fencewise.Check(context.Background(), p, nil, fencewise.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Name(), "under", a.Model+":", a.Verdict)
	if a.Witness != nil {
		fmt.Println(a.Witness.State()) // Story tells how it comes about
	}
	// Output:
	// MP under power: Sometimes
	// 1:r1=1; 1:r3=0;
}

// Slots can be set; those that are not named hold their default.
func ExampleCheck() {
	p, err := fencewise.ParseProgram("mp.litmus", mp)
	if err != nil {
		log.Fatal(err)
	}
	for _, barrier := range p.Slots()[0].Choices {
		a, err := fencewise.Check(context.Background(), p, nil, fencewise.Options{
			Slots:  map[string]string{"between": barrier},
			Engine: fencewise.Both,
		})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(barrier+":", a.Verdict)
	}
	// Output:
	// none: Sometimes
	// lwsync: Never
	// sync: Never
}

func ExampleCheckAll() {
	p, err := fencewise.ReadProgram("host_ipi/mail") // an embedded one
	if err != nil {
		log.Fatal(err)
	}
	t, err := fencewise.CheckAll(context.Background(), p, nil, fencewise.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(t.Rows), "assignments; the lost interrupt is impossible from:")
	for _, slots := range t.Minimal {
		fmt.Println(slots)
	}
	// Output:
	// 288 assignments; the lost interrupt is impossible from:
	// map[clear.after:sync clear.before:none irq.after:none msgsnd.before:lwsync set.before:sync]
}

func ExampleFinalStates() {
	p, err := fencewise.ParseProgram("mp.litmus", mp)
	if err != nil {
		log.Fatal(err)
	}
	sc, err := fencewise.LoadModel("sc")
	if err != nil {
		log.Fatal(err)
	}
	s, err := fencewise.FinalStates(context.Background(), p, sc, fencewise.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, state := range s.All {
		fmt.Println(state.Text, state.Holds)
	}
	// Output:
	// 1:r1=0; 1:r3=0; false
	// 1:r1=0; 1:r3=1; false
	// 1:r1=1; 1:r3=1; false
}

// Errors about the input have places.
func ExampleDiagnostics() {
	_, err := fencewise.ParseProgram("sb.litmus", "PPC SB\n{ 0:r2=x; }\n P0 ;\n stw r32,0(r2) ;\nexists (x=1)\n")
	for _, d := range fencewise.Diagnostics(err) {
		fmt.Printf("line %d, column %d: %s (%s)\n", d.Line, d.Column, d.Message, d.Code)
	}
	// Output:
	// line 4, column 6: no register 'r32' exists (FW1013)
}

// A model is cat text.
func ExampleParseModel() {
	p, err := fencewise.ParseProgram("mp.litmus", mp)
	if err != nil {
		log.Fatal(err)
	}
	m, err := fencewise.ParseModel("coherence", "\"Coherence alone\"\nacyclic po-loc | rf | fr | co as coherence\n")
	if err != nil {
		log.Fatal(err)
	}
	a, err := fencewise.Check(context.Background(), p, m, fencewise.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Verdict)
	for _, w := range a.Warnings {
		fmt.Println("warning:", w.Code)
	}
	// Output:
	// Sometimes
	// warning: FW4112
}
