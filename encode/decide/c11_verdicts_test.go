package decide

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// The shapes of the programs below, as in TestTargetVerdicts. Words stand for calls: Wrel(x)
// for a store of 1 with the order release, Racq(y) for a load with the order acquire.
const (
	c11SB   = "%0(x); r0 = %1(y); | %0(y); r0 = %1(x); | 0:r0=0 /\\ 1:r0=0"
	c11MP   = "Wrlx(x); %0(y); | r0 = %1(y); r1 = Rrlx(x); | 1:r0=1 /\\ 1:r1=0"
	c11LB   = "r0 = %1(x); %0(y); | r0 = %1(y); %0(x); | 0:r0=1 /\\ 1:r0=1"
	c11WRC  = "Wrlx(x); | r0 = %1(x); %0(y); | r0 = %1(y); r1 = Rrlx(x); | 1:r0=1 /\\ 2:r0=1 /\\ 2:r1=0"
	c11IRIW = "%0(x); | r0 = %1(x); r1 = %1(y); | %0(y); | r0 = %1(y); r1 = %1(x); | 1:r0=1 /\\ 1:r1=0 /\\ 3:r0=1 /\\ 3:r1=0"
	c11Two  = "%0(x); %0(y, 2); | %0(y); %0(x, 2); | x=1 /\\ y=1"
	c11Lock = "e = 0; r0 = %0(l, &e, 1); if (r0) { r1 = *x; *x = r1 + 1; %1(l, 0); } | e = 0; r0 = %0(l, &e, 1); if (r0) { r1 = *x; *x = r1 + 1; %1(l, 0); } | 0:r0=1 /\\ 1:r0=1 /\\ x=1"
	c11Flag = "r0 = %0(l); if (!r0) { r1 = *x; *x = r1 + 1; %1(l); } | r0 = %0(l); if (!r0) { r1 = *x; *x = r1 + 1; %1(l); } | 0:r0=0 /\\ 1:r0=0 /\\ x=1"
	c11Seq  = "Wrlx(x); Wrel(y); | e = 1; r0 = %0; | r0 = Racq(y); r1 = Rrlx(x); | y=2 /\\ 2:r0=2 /\\ 2:r1=0"
	c11Fail = "Wrlx(x); Wrel(y, 2); | e = 5; r0 = __c11_compare_exchange_%0(y, &e, 7); r1 = Rrlx(x); | 1:r0=0 /\\ 1:e=2 /\\ 1:r1=0"
)

// c11Words are the calls that the words of shapes stand for.
var c11Words = strings.NewReplacer(
	"Wrlx", "__c11_store_relaxed", "Wrel", "__c11_store_release", "Wsc", "__c11_store_seq_cst",
	"Rrlx", "__c11_load_relaxed", "Racq", "__c11_load_acquire", "Rcon", "__c11_load_consume", "Rsc", "__c11_load_seq_cst",
	"CAS", "__c11_compare_exchange_strong", "WEAK", "__c11_compare_exchange_weak", "FENCE", "__c11_thread_fence", "SWAP", "__c11_exchange")

// TestC11Verdicts pins verdicts on power-gcc and power-clang, in this order: N for Never, S for
// Sometimes. What C11 forbids is Never: Batty, Owens, Sarkar, Sewell and Weber
// (POPL 2012) and Sarkar et al. (PLDI 2012) prove that of the mapping. Each row in which an order
// is too weak is Sometimes, except where the mapping is stronger than C11; these rows say why.
func TestC11Verdicts(t *testing.T) {
	targets := target.For(true)
	deciders := map[string]*Decider{}
	for _, to := range targets {
		deciders[to.Name] = forTarget(t, to)
	}
	for _, c := range []struct{ name, shape, ops, want string }{
		{"MP", c11MP, "Wrel Racq", "N N"},
		{"MP", c11MP, "Wrel Rcon", "N N"},
		{"MP", c11MP, "Wsc Rsc", "N N"},
		{"MP", c11MP, "Wrlx Racq", "S S"},
		{"MP", c11MP, "Wrel Rrlx", "S S"},
		{"MP", c11MP, "Wrlx Rrlx", "S S"},
		{"MP+fences", "Wrlx(x); FENCE_%0(); Wrlx(y); | r0 = Rrlx(y); FENCE_%1(); r1 = Rrlx(x); | 1:r0=1 /\\ 1:r1=0", "release acquire", "N N"},
		{"MP+fences", "Wrlx(x); FENCE_%0(); Wrlx(y); | r0 = Rrlx(y); FENCE_%1(); r1 = Rrlx(x); | 1:r0=1 /\\ 1:r1=0", "acq_rel seq_cst", "N N"},
		{"MP+signal", "Wrlx(x); __c11_signal_fence(); Wrlx(y); | r0 = Racq(y); r1 = Rrlx(x); | 1:r0=1 /\\ 1:r1=0", "", "S S"},

		{"SB", c11SB, "Wsc Rsc", "N N"},
		{"SB", c11SB, "Wrel Racq", "S S"},
		{"SB", c11SB, "Wsc Racq", "S S"},
		{"SB", c11SB, "Wrel Rsc", "N N"}, // the sync is before the load
		{"SB+fences", "Wrlx(x); FENCE_%0(); r0 = Rrlx(y); | Wrlx(y); FENCE_%0(); r0 = Rrlx(x); | 0:r0=0 /\\ 1:r0=0", "seq_cst", "N N"},
		{"SB+fences", "Wrlx(x); FENCE_%0(); r0 = Rrlx(y); | Wrlx(y); FENCE_%0(); r0 = Rrlx(x); | 0:r0=0 /\\ 1:r0=0", "acq_rel", "S S"},

		{"LB", c11LB, "Wrlx Rrlx", "S S"},
		{"LB", c11LB, "Wrlx Racq", "N N"},
		{"LB", c11LB, "Wrel Rrlx", "N N"},

		{"WRC", c11WRC, "Wrel Racq", "N N"},
		{"WRC", c11WRC, "Wrlx Racq", "S S"},
		{"WRC", c11WRC, "Wrel Rrlx", "S S"},

		{"IRIW", c11IRIW, "Wsc Rsc", "N N"},
		{"IRIW", c11IRIW, "Wrel Racq", "S S"},
		{"IRIW", c11IRIW, "Wsc Racq", "S S"},
		{"IRIW", c11IRIW, "Wrlx Rsc", "N N"}, // the sync of the second load stands between the loads

		{"2+2W", c11Two, "Wsc", "N N"},
		{"2+2W", c11Two, "Wrel", "N N"}, // lwsync orders the two writes for all threads
		{"2+2W", c11Two, "Wrlx", "S S"},

		// Operations that read and write, as those of a reader and of a writer.
		{"MP+exchange", c11MP, "Wrel SWAP_relaxed", "S S"},
		{"MP+exchange", c11MP, "Wrel SWAP_release", "S S"},
		{"MP+exchange", c11MP, "Wrel SWAP_acquire", "N N"},
		{"MP+exchange", c11MP, "Wrel SWAP_acq_rel", "N N"},
		{"MP+exchange", c11MP, "Wrel SWAP_seq_cst", "N N"},
		{"MP+exchange", c11MP, "SWAP_relaxed Racq", "S S"},
		{"MP+exchange", c11MP, "SWAP_acquire Racq", "S S"},
		{"MP+exchange", c11MP, "SWAP_release Racq", "N N"},
		{"MP+exchange", c11MP, "SWAP_acq_rel Racq", "N N"},
		{"MP+exchange", c11MP, "SWAP_seq_cst Racq", "N N"},
		{"MP+fetch_add", c11MP, "__c11_fetch_add_release __c11_fetch_or_acquire", "N N"},
		{"MP+fetch_add", c11MP, "__c11_fetch_add_relaxed __c11_fetch_or_acquire", "S S"},
		{"MP+fetch_add", c11MP, "__c11_fetch_add_release __c11_fetch_or_relaxed", "S S"},
		{"SB+exchange", c11SB, "SWAP_seq_cst Rsc", "N N"},
		{"SB+exchange", c11SB, "SWAP_seq_cst Rrlx", "S S"}, // what follows is isync or lwsync
		{"SB+exchange", c11SB, "SWAP_acq_rel Racq", "S S"},

		// A release sequence: an operation that reads and writes keeps what was released.
		{"sequence", c11Seq, "SWAP_relaxed(y,2)", "N N"},
		{"sequence", c11Seq, "__c11_fetch_add_relaxed(y,1)", "N N"},
		{"sequence", c11Seq, "CAS_relaxed_relaxed(y,&e,2)", "N N"},
		{"sequence", c11Seq, "WEAK_relaxed_relaxed(y,&e,2)", "N N"},

		// Locks: of compare_exchange, of a flag.
		{"lock", c11Lock, "CAS_acquire_relaxed Wrel", "N N"},
		{"lock", c11Lock, "WEAK_acquire_relaxed Wrel", "N N"},
		{"lock", c11Lock, "CAS_seq_cst_seq_cst Wsc", "N N"},
		{"lock", c11Lock, "CAS_relaxed_relaxed Wrel", "S S"},
		{"lock", c11Lock, "WEAK_relaxed_relaxed Wrel", "S S"},
		{"lock", c11Lock, "CAS_release_relaxed Wrel", "S S"},
		{"lock", c11Lock, "CAS_acquire_relaxed Wrlx", "S S"},
		{"flag", c11Flag, "__c11_flag_test_and_set_acquire __c11_flag_clear_release", "N N"},
		{"flag", c11Flag, "__c11_flag_test_and_set_relaxed __c11_flag_clear_release", "S S"},
		{"flag", c11Flag, "__c11_flag_test_and_set_acquire __c11_flag_clear_relaxed", "S S"},

		// A compare_exchange that fails. GCC leaves out the barrier if the order of failure is
		// relaxed, and after (release, acquire) has none; Clang always has that of both orders.
		{"failure", c11Fail, "strong_acq_rel_acquire", "N N"},
		{"failure", c11Fail, "strong_acquire_acquire", "N N"},
		{"failure", c11Fail, "strong_relaxed_acquire", "N N"},
		{"failure", c11Fail, "strong_seq_cst_seq_cst", "N N"},
		{"failure", c11Fail, "strong_relaxed_relaxed", "S S"},
		{"failure", c11Fail, "strong_release_relaxed", "S S"},
		{"failure", c11Fail, "strong_acquire_relaxed", "S N"},
		{"failure", c11Fail, "strong_acq_rel_relaxed", "S N"},
		{"failure", c11Fail, "strong_seq_cst_relaxed", "S N"},
		{"failure", c11Fail, "strong_release_acquire", "S N"},
		{"failure", c11Fail, "weak_acq_rel_acquire", "N N"},
		{"failure", c11Fail, "weak_acquire_relaxed", "S N"},
		{"failure", c11Fail, "weak_release_acquire", "S N"},

		// A weak one may fail though it has read what it expects: in GCC, where it tries once.
		{"weak", "e = 0; r0 = WEAK_acquire_relaxed(x, &e, 1); | 0:r0=0 /\\ x=0 /\\ 0:e=0", "", "S N"},
		{"weak", "e = 0; r0 = WEAK_acquire_relaxed(x, &e, 1); | ~(0:r0=1 /\\ x=1 /\\ 0:e=0)", "", "S N"},
		{"weak", "e = 0; r0 = WEAK_acquire_relaxed(x, &e, 1); | 0:r0=0 /\\ x=1", "", "N N"},
		{"strong", "e = 0; r0 = CAS_acquire_relaxed(x, &e, 1); | ~(0:r0=1 /\\ x=1 /\\ 0:e=0)", "", "N N"},
		{"strong", "*x = 3; e = 0; r0 = CAS_acquire_relaxed(x, &e, 1); | ~(0:r0=0 /\\ x=3 /\\ 0:e=3)", "", "N N"},
		{"values", "*x = 6; r0 = __c11_fetch_nand_seq_cst(x, 3); *y = 6; r1 = __c11_nand_fetch_relaxed(y, 3); | ~(0:r0=6 /\\ x=-3 /\\ 0:r1=-3)", "", "N N"},
		{"values", "*x = 6; r0 = __c11_sub_fetch_relaxed(x, 1); r1 = __c11_fetch_xor_relaxed(x, 1); | ~(0:r0=5 /\\ x=4 /\\ 0:r1=5)", "", "N N"},
	} {
		var got []string
		text := inC11(c.shape, strings.Fields(c.ops))
		for _, to := range targets {
			s := compiled(t, fixture.ParseText(t, text), to, unroll.Options{})
			if s == nil {
				t.Fatalf("%s with %s is refused on %s", c.name, c.ops, to.Name)
			}
			v, both := decidedTwice(t, deciders[to.Name], s, 200_000)
			if !both {
				t.Errorf("%s with %s on %s: not enumerated", c.name, c.ops, to.Name)
			}
			got = append(got, string(v[:1]))
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s with %q: %s, want %s\n%s", c.name, c.ops, all, c.want, text)
		}
	}
}

// inC11 returns a program: threads, separated by bars, and a proposition at the end. %0 and %1
// are the given operations.
func inC11(shape string, ops []string) string {
	for i, op := range ops {
		shape = strings.ReplaceAll(shape, "%"+string(rune('0'+i)), op)
	}
	parts := strings.Split(shape, "|")
	var b strings.Builder
	b.WriteString("C T\n{}\n")
	for i, p := range parts[:len(parts)-1] {
		p = c11Words.Replace(p)
		for _, loc := range []string{"x", "y"} { // stores of 1, and exchanges with 1
			for _, call := range []string{"store_relaxed", "store_release", "store_seq_cst"} {
				p = strings.ReplaceAll(p, call+"("+loc+")", call+"("+loc+", 1)")
			}
		}
		p = needsValue(p)
		b.WriteString("P" + string(rune('0'+i)) + "(int *x, int *y, int *l)\n{\n\tint r0; int r1; int e;\n\t" + p + "\n}\n")
	}
	return b.String() + "exists (" + strings.TrimSpace(parts[len(parts)-1]) + ")\n"
}

// needsValue adds the operand of operations that read and write: 1 for one that stands for a
// store, and 0 for one whose result is used, so that a fetch_or changes nothing.
func needsValue(p string) string {
	var out []string
	for s := range strings.SplitSeq(p, ";") {
		name, args, ok := strings.Cut(s, "(")
		swaps := strings.Contains(name, "__c11_exchange_") || strings.Contains(name, "__c11_fetch_")
		if ok && swaps && !strings.Contains(args, ",") {
			value := "1"
			if strings.Contains(name, "=") {
				value = "0"
			}
			s = name + "(" + strings.TrimSuffix(args, ")") + ", " + value + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ";")
}

// TestC11Random has both engines decide random programs with the operations of C11.
func TestC11Random(t *testing.T) {
	for _, to := range target.For(true) {
		d := forTarget(t, to)
		verdicts, counted := map[verdict.Verdict]int{}, 0
		n := fixture.Nightly(100, 3_000)
		for seed := range n {
			s := compiled(t, fixture.ParseText(t, families.C11(uint64(seed))), to, unroll.Options{})
			if s == nil {
				t.Fatalf("%s refuses a program of C11", to.Name)
			}
			v, both := decidedTwice(t, d, s, 2_000)
			if verdicts[v]++; both {
				counted++
			}
		}
		t.Logf("%s: %v, %d by both engines", to.Name, verdicts, counted)
		if verdicts[verdict.Never] == 0 || verdicts[verdict.Sometimes] == 0 || counted < n/2 {
			t.Errorf("%s: the programs do not tell", to.Name)
		}
	}
}
