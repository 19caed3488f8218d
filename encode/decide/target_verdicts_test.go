package decide

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// The shapes of the programs below. In each, % stands for what is between the two accesses
// of a thread. z and w are locations of one thread alone, l is a lock.
const (
	sbShape   = "WRITE_ONCE(*x, 1); % r0 = READ_ONCE(*y); | WRITE_ONCE(*y, 1); % r0 = READ_ONCE(*x); | 0:r0=0 /\\ 1:r0=0"
	mpShape   = "WRITE_ONCE(*x, 1); % WRITE_ONCE(*y, 1); | r0 = READ_ONCE(*y); % r1 = READ_ONCE(*x); | 1:r0=1 /\\ 1:r1=0"
	twoShape  = "WRITE_ONCE(*x, 1); % WRITE_ONCE(*y, 2); | WRITE_ONCE(*y, 1); % WRITE_ONCE(*x, 2); | x=1 /\\ y=1"
	lbShape   = "r0 = READ_ONCE(*x); % WRITE_ONCE(*y, 1); | r0 = READ_ONCE(*y); % WRITE_ONCE(*x, 1); | 0:r0=1 /\\ 1:r0=1"
	iriwShape = "WRITE_ONCE(*x, 1); | r0 = READ_ONCE(*x); % r1 = READ_ONCE(*y); | WRITE_ONCE(*y, 1); | r0 = READ_ONCE(*y); % r1 = READ_ONCE(*x); | 1:r0=1 /\\ 1:r1=0 /\\ 3:r0=1 /\\ 3:r1=0"
)

// TestTargetVerdicts pins verdicts on the targets power, power-isync, power-2011 and x86, in
// this order: N for Never, S for Sometimes. Without doorbells power-2.07 is power. What each one rests on is in the table of its
// target and in the definition of its model.
func TestTargetVerdicts(t *testing.T) {
	deciders := map[string]*Decider{}
	for _, c := range []struct{ name, shape, between, want string }{
		// The first shapes of Herding Cats, and of x86-TSO.
		{"SB", sbShape, "", "S S S S"},
		{"MP", mpShape, "", "S S S N"},
		{"2+2W", twoShape, "", "S S S N"},
		{"LB", lbShape, "", "S S S N"},
		{"IRIW", iriwShape, "", "S S S N"},
		{"coherence", "WRITE_ONCE(*x, 1); | r0 = READ_ONCE(*x); r1 = READ_ONCE(*x); | 1:r0=1 /\\ 1:r1=0", "", "N N N N"},
		{"atomicity", "r0 = xchg_relaxed(x, 1); | r0 = xchg_relaxed(x, 2); | 0:r0=0 /\\ 1:r0=0", "", "N N N N"},

		// Barriers. A read barrier is lwsync on POWER, and orders writes, too; on x86 it is nothing.
		{"SB", sbShape, "smp_mb();", "N N N N"},
		{"SB", sbShape, "smp_rmb();", "S S S S"},
		{"SB", sbShape, "wmb();", "N N N S"},
		{"MP", mpShape, "smp_wmb();", "N N N N"},
		{"MP", mpShape, "smp_rmb();", "N N N N"},
		{"IRIW", iriwShape, "smp_rmb();", "S S S N"},
		{"IRIW", iriwShape, "smp_mb();", "N N N N"},
		{"SB", sbShape, "smp_mb__after_atomic();", "N N N S"},
		{"SB", sbShape, "smp_mb__after_spinlock();", "N N N S"},
		{"SB", sbShape, "barrier(); rcu_read_lock(); rcu_read_unlock();", "S S S S"},

		// Atomic operations. A void one orders nothing on POWER, and everything on x86.
		{"SB", sbShape, "atomic_inc(z);", "S S S N"},
		{"SB", sbShape, "r1 = xchg(z, 1);", "N N S N"},
		{"SB", sbShape, "r1 = xchg_acquire(z, 1);", "S S S N"},
		{"SB", sbShape, "r1 = atomic_add_return(1, z);", "N N N N"},
		{"SB", sbShape, "r1 = cmpxchg(z, 0, 1);", "N N S N"},
		{"SB", sbShape, "r1 = cmpxchg(z, 5, 1);", "N N S N"},
		{"SB", sbShape, "r1 = cmpxchg_relaxed(z, 5, 1);", "S S S N"},
		{"SB", sbShape, "r1 = atomic_inc_not_zero(z);", "N N S S"},
		{"SB", sbShape, "r1 = test_and_set_bit(0, w);", "N N N N"},

		// An exchange that acquires: lwsync orders by itself, isync the branch on the success.
		{"MP", "WRITE_ONCE(*x, 1); smp_store_release(y, 1); | r0 = %(y, 0); r1 = READ_ONCE(*x); | 1:r0=1 /\\ 1:r1=0", "xchg_relaxed", "S S S N"},
		{"MP", "WRITE_ONCE(*x, 1); smp_store_release(y, 1); | r0 = %(y, 0); r1 = READ_ONCE(*x); | 1:r0=1 /\\ 1:r1=0", "xchg_acquire", "N N N N"},

		// Locks: who takes a lock sees what was before its release.
		{"lock", "spin_lock(l); WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); spin_unlock(l); | spin_lock(l); r0 = READ_ONCE(*x); spin_unlock(l); | 1:r0=1", "", "N N N N"},
		{"SB", sbShape, "spin_lock(l); spin_unlock(l);", "N N N N"},

		// Inline assembly, which x86 refuses.
		{"SB", sbShape, `asm("sync" ::: "memory");`, "N N N"},
		{"SB", sbShape, `asm("lwsync" ::: "memory");`, "S S S"},
		{"MP", mpShape, `asm("eieio" ::: "memory");`, "S S S"},
		{"MP", "WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); | asm(\"lwz %0,%1; cmpw %0,%0; bne- 1f; 1: isync\" : \"=r\"(r0) : \"m\"(*y) : \"cc\", \"memory\"); r1 = *x; | 1:r0=1 /\\ 1:r1=0", "%", "N N N"},
		{"MP", "WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); | asm(\"lwz %0,%1; cmpw %0,%0; bne- 1f; 1:\" : \"=r\"(r0) : \"m\"(*y) : \"cc\", \"memory\"); r1 = *x; | 1:r0=1 /\\ 1:r1=0", "%", "S S S"},
		{"increment", "asm(\"1: lwarx %0,0,%1; addi %0,%0,1; stwcx. %0,0,%1; bne- 1b\" : \"=&r\"(r0) : \"r\"(x) : \"cc\", \"memory\"); | asm(\"1: lwarx %0,%y1; addi %0,%0,1; stwcx. %0,%y1; bne- 1b\" : \"=&r\"(r0), \"+Z\"(*x) :: \"cc\"); | x=1", "%", "N N N"},

		// A branch orders later writes, to the end of the thread, and no reads.
		{"LB", "r0 = READ_ONCE(*x); if (r0) r1 = 1; WRITE_ONCE(*y, 1); | r0 = READ_ONCE(*y); if (r0) r1 = 1; WRITE_ONCE(*x, 1); | 0:r0=1 /\\ 1:r0=1", "", "N N N N"},
		{"MP", "WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); | r0 = READ_ONCE(*y); if (r0) r1 = READ_ONCE(*x); | 1:r0=1 /\\ 1:r1=0", "", "S S S N"},
	} {
		var got []string
		for _, to := range target.For(false) {
			d := deciders[to.Name]
			if d == nil {
				d = forTarget(t, to)
				deciders[to.Name] = d
			}
			text := inC(c.shape, c.between)
			if to.Assembly == nil && strings.Contains(text, "asm(") {
				continue
			}
			s := compiled(t, fixture.ParseText(t, text), to, unroll.Options{})
			v, both := decidedTwice(t, d, s, 200_000)
			if !both || v != verdict.Never && v != verdict.Sometimes {
				t.Errorf("%s with %s on %s: %s", c.name, c.between, to.Name, v)
			}
			if to.ISA != "" {
				if string(v[:1]) != got[0] {
					t.Errorf("%s with %q on %s: %s, and on power %s", c.name, c.between, to.Name, v, got[0])
				}
				continue
			}
			got = append(got, string(v[:1]))
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s with %q: %s, want %s", c.name, c.between, all, c.want)
		}
	}
}

// inC returns a test in kernel C: threads, separated by bars, and a proposition at the end.
func inC(shape, between string) string {
	parts := strings.Split(strings.ReplaceAll(shape, "%", between), "|")
	var b strings.Builder
	b.WriteString("C " + "T\n{}\n")
	for i, p := range parts[:len(parts)-1] {
		own, word := fmt.Sprintf("z%d", i), fmt.Sprintf("w%d", i)
		body := strings.NewReplacer("(z,", "("+own+",", "(z)", "("+own+")", ", z)", ", "+own+")", ", w)", ", "+word+")").Replace(p)
		fmt.Fprintf(&b, "P%d(int *x, int *y, atomic_t *%s, unsigned long *%s, spinlock_t *l)\n{\n\tint r0; int r1;\n\t%s\n}\n", i, own, word, body)
	}
	return b.String() + "exists (" + strings.TrimSpace(parts[len(parts)-1]) + ")\n"
}
