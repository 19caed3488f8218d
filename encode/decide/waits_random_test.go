package decide

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// oracleThread makes a random thread: stores, loads, atomic operations, and up to two
// loops and branches that may be nested.
func oracleThread(r *rand.Rand, mixed bool) []oracleOp {
	var ops []oracleOp
	loops := 1 + r.IntN(2)
	var block func(n, depth int)
	simple := func() oracleOp {
		op := oracleOp{kind: oracleKind(r.IntN(int(oracleKinds))), loc: r.IntN(oracleLocs), reg: r.IntN(oracleRegs), val: r.IntN(3), new: r.IntN(3)}
		if op.kind == opEqual || op.kind == opJump {
			op.kind = opLoad
		}
		if mixed && r.IntN(3) == 0 {
			op.kind, op.val = []oracleKind{opLoadBoth, opStoreBoth}[r.IntN(2)], both(r)
		}
		return op
	}
	block = func(n, depth int) {
		for range n {
			k := r.IntN(6)
			switch reg := r.IntN(oracleRegs); {
			case k == 0 && depth < 2: // if
				ops = append(ops, oracleOp{kind: opEqual, reg: reg, val: r.IntN(2)})
				at := len(ops) - 1
				block(1, depth+1)
				ops[at].to = len(ops)
			case k <= 2 && depth < 2 && loops > 0: // a loop that is left if what it loads is a value, or is not
				loops--
				head := len(ops)
				if r.IntN(3) == 0 {
					block(1, depth+1)
				}
				first := opLoad
				if r.IntN(4) == 0 {
					first = []oracleKind{opXchg, opCas}[r.IntN(2)]
				} else if mixed && r.IntN(2) == 0 {
					first = opLoadBoth
				}
				ops = append(ops, oracleOp{kind: first, loc: r.IntN(oracleLocs), reg: reg, val: r.IntN(2), new: 1})
				exit := oracleOp{kind: opEqual, reg: reg, val: r.IntN(2), to: len(ops) + 2}
				if first == opLoadBoth {
					exit.val = both(r)
				}
				if r.IntN(2) == 0 {
					exit.to = head
					ops = append(ops, exit)
				} else {
					ops = append(ops, exit, oracleOp{kind: opJump, to: head})
				}
			default:
				ops = append(ops, simple())
			}
		}
	}
	block(1+r.IntN(3), 0)
	return ops
}

// both returns a value of two bytes.
func both(r *rand.Rand) int { return r.IntN(2) + 256*r.IntN(2) }

// TestWaitsLikeOracle compares whether threads of random programs wait forever under SC, as
// both engines decide it, with what an exploration of all states finds. One in five has accesses of mixed size.
func TestWaitsLikeOracle(t *testing.T) {
	n := fixture.Nightly(240, 6000)
	r := rand.New(rand.NewPCG(35, 1))
	deciders := map[string]*Decider{}
	models := map[string]*rel.Model{}
	decider := func(name string, test *litmus.Test) (*rel.Model, *Decider) {
		key := fmt.Sprint(name, unroll.Mixed(test))
		if deciders[key] == nil {
			models[key] = fixture.ModelFor(t, name, test)
			deciders[key] = New(models[key], Options{Auto: true})
			t.Cleanup(func() { deciders[key].Close() })
		}
		return models[key], deciders[key]
	}
	count := map[ending]map[verdict.Verdict]int{alwaysEnds: {}, runsForever: {}, waitsForever: {}}
	for i := range n {
		mixed := i%5 == 4
		prog := [][]oracleOp{oracleThread(r, mixed), oracleThread(r, mixed)}
		if i%3 == 0 {
			prog = append(prog, oracleThread(r, mixed))
		}
		text := oracleText(prog, map[bool]string{true: []string{"uint16_t x", "uint8_t x[2]"}[i%2]}[mixed])
		test, err := fixture.ParseText(t, text).Terminating()
		if err != nil {
			t.Fatal(err)
		}
		m, d := decider("sc", test)
		_, a, err := d.DecideTest(context.Background(), 0, test, nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		can := endings(prog)
		count[can][a.Verdict]++
		if a.Verdict == verdict.Sometimes && can != waitsForever || a.Verdict == verdict.Never && can != alwaysEnds {
			t.Fatalf("program %d: %s, and the oracle says %d\n%s", i, a.Verdict, can, text)
		}
		if i%4 == 1 && can == waitsForever { // POWER has all executions of SC
			_, power := decider("power", test)
			if _, a, err := power.DecideTest(context.Background(), 0, test, nil); err != nil || a.Verdict == verdict.Never {
				t.Fatalf("program %d: %s under power (%v), but not under sc\n%s", i, a.Verdict, err, text)
			}
		}
		if i%2 > 0 {
			continue
		}
		s, err := unroll.Build(context.Background(), test, unroll.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		found, limit, err := enumerate.Exists(context.Background(), s, m, enumerate.Options{MaxCandidates: 20000})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if b, err := d.Decide(context.Background(), s); err != nil || limit == "" && (found != nil) != (b.Verdict == verdict.Sometimes) {
			t.Fatalf("program %d: the solver says %s (%v), and the enumeration finds %v\n%s", i, b.Verdict, err, found != nil, text)
		}
	}
	t.Log(count)
	for can, least := range map[ending]int{alwaysEnds: n / 10, waitsForever: n / 10} {
		known := count[can][verdict.Never] + count[can][verdict.Sometimes]
		if open := count[can][verdict.Unknown]; known < least || open > known {
			t.Errorf("of the programs of kind %d %d are decided and %d are not", can, known, open)
		}
	}
	if len(count[runsForever]) == 0 && !testing.Short() { // few programs are such
		t.Error("no program runs forever and changes memory")
	}
}
