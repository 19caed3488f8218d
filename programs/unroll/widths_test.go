package unroll

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/event/eventtest"
)

// TestWidths checks that every chain of up to four conversions between widths has the
// value of the individual conversions, for numbers on both sides of each power of two.
func TestWidths(t *testing.T) {
	numbers := []int64{0, -1, math.MaxInt64, math.MinInt64}
	for bit := range 63 {
		for _, near := range []int64{-1, 0, 1} {
			numbers = append(numbers, 1<<bit+near, -(1<<bit + near))
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		numbers = append(numbers, int64(r.Uint64()))
	}
	var widths []event.Op
	for op := range event.Zeros + 1 {
		if bits, _ := op.Width(); bits != 0 {
			widths = append(widths, op)
		}
	}
	if len(widths) != 6 {
		t.Fatalf("%d conversions, want those from and to 8, 16 and 32 bits", len(widths))
	}
	var chain func(p *event.Pool, e event.Expr, values []int64, ops []event.Op)
	chain = func(p *event.Pool, e event.Expr, values []int64, ops []event.Op) {
		for _, op := range widths {
			next := p.Make(op, e, 0)
			now := make([]int64, len(values))
			for i, v := range values {
				bits, _ := op.Width()
				now[i] = convert(v, bits, op == event.Ext8 || op == event.Ext16 || op == event.Ext32)
				got, ok := eventtest.Eval(p, next, []event.Value{event.Number(numbers[i])})
				if !ok || got != event.Number(now[i]) {
					t.Fatalf("%v and %s of %#x: %s, %v, want %#x", ops, op, numbers[i], got, ok, now[i])
				}
			}
			if len(ops) < 3 {
				chain(p, next, now, append(ops[:len(ops):len(ops)], op))
			}
		}
	}
	p := event.NewPool()
	chain(p, p.Leaf(event.Read, 0, 0), numbers, nil)
}

// convert returns the low bits of a number, with the sign extended or zeros above.
func convert(v int64, bits int, signed bool) int64 {
	low := v & (1<<bits - 1)
	if signed && low>>(bits-1) == 1 {
		low -= 1 << bits
	}
	return low
}

// TestSharedChoices: two registers that are exchanged on one way of each of many branches
// have values that share their parts, which is no reason for a limit.
func TestSharedChoices(t *testing.T) {
	text := "PPC t\n{ 0:r1=x; 0:r2=y; }\n P0 ;\n li r5,1 ;\n li r6,2 ;\n"
	for k := range 40 {
		text += fmt.Sprintf(" lwz r7,0(r1) ;\n cmpwi r7,1 ;\n bne L%d ;\n mr r8,r5 ;\n mr r5,r6 ;\n mr r6,r8 ;\n L%d: ;\n", k, k)
	}
	s, err := Build(context.Background(), parse(t, "t.litmus", text+" stw r5,0(r2) ;\nexists (0:r5=1)\n"), Options{})
	if err != nil || len(s.Threads[0].Ends) != 1 {
		t.Fatalf("%v\n%s", err, s)
	}
}
