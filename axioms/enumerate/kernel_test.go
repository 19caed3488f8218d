package enumerate

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestKernelValues runs one thread in kernel C alone: what its expressions, statements and
// primitives compute. Each program has one final state, which the condition describes.
func TestKernelValues(t *testing.T) {
	m := fixture.ModelText(t, "C \"sc\"\nacyclic po | rf | co | fr as sc")
	for _, c := range []struct{ init, body, cond string }{
		{"", "int r0 = -7 / 2; int r1 = -7 % 3; int r2 = 1 << 4 | 3 & ~1; int r3 = -8 >> 1; unsigned int r4 = 0; r4--; unsigned int r5 = r4 >> 28;",
			"0:r0=-3 /\\ 0:r1=-1 /\\ 0:r2=18 /\\ 0:r3=-4 /\\ 0:r4=4294967295 /\\ 0:r5=15"},
		{"", "char r0 = 200; int r1 = 2147483647; r1++; long r2 = 2147483647; r2++; u8 r3 = -1; bool r4 = 7; long r5 = r1;",
			"0:r0=-56 /\\ 0:r1=-2147483648 /\\ 0:r2=2147483648 /\\ 0:r3=255 /\\ 0:r4=1 /\\ 0:r5=-2147483648"},
		{"", "int r0 = 3; int r1 = r0++ + 1; int r2 = --r0; int r3 = (r0 = 5, r0 + 1); int r4 = !r0; int r5 = !r4; r0 *= 3;",
			"0:r0=15 /\\ 0:r1=4 /\\ 0:r2=3 /\\ 0:r3=6 /\\ 0:r4=0 /\\ 0:r5=1"},
		{"", "int r0 = 1; int r1 = r0 && (*x = 4); int r2 = r0 || (*x = 9); int r3 = 0 || *x == 4; int r4 = r0 ? *x : 8; int r5 = r0 > 1 ? 6 : r0 <= 1;",
			"0:r1=1 /\\ 0:r2=1 /\\ 0:r3=1 /\\ 0:r4=4 /\\ 0:r5=1 /\\ x=4"},
		{"int a[3]={1,2,3};", "int r0 = 0; for (int i = 0; i < 3; i++) { if (i == 1) continue; r0 += a[i]; } int *r1 = a; r1++; int r2 = *r1; a[2] += r2; int r3 = *(a + 2);",
			"0:r0=4 /\\ 0:r2=2 /\\ 0:r3=5 /\\ a[2]=5"},
		{"", "int r0 = 0; int r1 = 7; do { r0++; if (r0 > 4) break; } while (r0 < 9); while (r1) { r1--; if (r1 == 3) goto out; } r1 = 100;\nout: *x = r1; if (r1) return; *x = 99;",
			"0:r0=5 /\\ 0:r1=3 /\\ x=3"},
		{"int *p=&x;", "int *r0 = *p; *r0 = 3; *p = y; r0 = READ_ONCE(*p); WRITE_ONCE(*r0, 4); int r1 = r0 == y; int r2 = r0 == x;",
			"x=3 /\\ y=4 /\\ 0:r1=1 /\\ 0:r2=0 /\\ p=y"},
		{"", "int r0 = xchg(x, 5); int r1 = cmpxchg(x, 4, 6); int r2 = cmpxchg(x, 5, 6); int r3 = atomic_add_return(2, x); int r4 = atomic_fetch_sub(1, x); int r5 = atomic_dec_and_test(x);",
			"0:r0=0 /\\ 0:r1=5 /\\ 0:r2=5 /\\ 0:r3=8 /\\ 0:r4=8 /\\ 0:r5=0 /\\ x=6"},
		{"", "int old = 3; int r0 = atomic_try_cmpxchg(x, &old, 7); int r1 = atomic_try_cmpxchg(x, &old, 7); int r2 = atomic_inc_not_zero(y); int r3 = atomic_inc_not_zero(x); int r4 = atomic_dec_if_positive(y);",
			"0:r0=0 /\\ 0:old=0 /\\ 0:r1=1 /\\ 0:r2=0 /\\ 0:r3=1 /\\ 0:r4=-1 /\\ x=8 /\\ y=0"},
		{"", "atomic_set(x, 6); atomic_and(3, x); atomic_or(8, x); atomic_xor(1, x); int r0 = atomic_read(x); atomic_andnot(8, x); int r1 = atomic_add_unless(x, 1, 3); int r2 = atomic_add_negative(-9, x);",
			"0:r0=11 /\\ 0:r1=0 /\\ 0:r2=1 /\\ x=-6"},
		{"", "smp_store_release(x, 2); int r0 = smp_cond_load_acquire(x, VAL == 2); smp_store_mb(*y, 4); int r1 = smp_load_acquire(y);",
			"0:r0=2 /\\ 0:r1=4"},
		{"spinlock_t l;", "spin_lock(l); int r0 = spin_is_locked(l); int r1 = spin_trylock(l); spin_unlock(l); int r2 = spin_is_locked(l); int r3 = spin_trylock(l);",
			"0:r0=1 /\\ 0:r1=0 /\\ 0:r2=0 /\\ 0:r3=1"},
		{"", "long l = 1L << 40; int r0 = l >> 38; int r1 = -1 > 5U; int r2 = ~0UL >> 60 == 15; int r3 = 0xffffffff == -1; int r4 = 4294967295 == -1; long r5 = -1U; long r6 = -0x80000000;",
			"0:r0=4 /\\ 0:r1=1 /\\ 0:r2=1 /\\ 0:r3=1 /\\ 0:r4=0 /\\ 0:r5=4294967295 /\\ 0:r6=2147483648"},
		{"u8 b[1]={0}; bool d[1]={0};", "long r0 = *x ? 5U : -1; *x = 1; u8 *r1 = b; int r2 = (*r1 = 300); bool *r3 = d; *r3 = 2; int r4 = *r3; int r5 = 2147483647; long r6 = *x ? r5 + 1 : 5L;",
			"0:r0=4294967295 /\\ 0:r2=44 /\\ 0:r4=1 /\\ 0:r6=-2147483648"},
		{"unsigned long z;", "set_bit(40, z); int r0 = test_bit(40, z); int r1 = test_and_clear_bit(40, z); __set_bit(63, z); int r2 = test_and_change_bit(62, z);",
			"0:r0=1 /\\ 0:r1=1 /\\ 0:r2=0 /\\ z=13835058055282163712"},
		{"", "int i = 0; int r0 = test_and_set_bit(i++, x); __set_bit(i++, x); int r1 = __test_and_clear_bit(--i, x); int VAL = 4; int r2 = atomic_fetch_add_unless(x, VAL, i++);",
			"0:i=2 /\\ 0:r0=0 /\\ 0:r1=1 /\\ 0:r2=1 /\\ x=1"},
		{"unsigned long z;", "set_bit(3, z); int r0 = test_and_set_bit(3, z); int r1 = test_and_clear_bit(3, z); int r2 = test_bit(3, z); change_bit(1, z);",
			"0:r0=1 /\\ 0:r1=1 /\\ 0:r2=0 /\\ z=2"},
	} {
		params := "int *x, int *y"
		for name, p := range map[string]string{"*p": "int **p", " l;": "spinlock_t *l", "a[3]": "int *a", "b[1]": "u8 *b", "d[1]": "bool *d", " z;": "unsigned long *z"} {
			if strings.Contains(c.init, name) {
				params += ", " + p
			}
		}
		text := "C values\n{ " + c.init + " }\nP0(" + params + ")\n{\n" + c.body + "\n}\nforall (" + c.cond + ")\n"
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{Limits: unroll.Limits{Bound: 10}})
		o, err := Run(context.Background(), s, m, Options{})
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		if v, reason := o.Verdict(); v != "Always" || len(o.States) != 1 {
			for _, st := range o.States {
				t.Logf("%s", o.Text(st))
			}
			t.Errorf("%s (%s), %d states\n%s", v, reason, len(o.States), text)
		}
	}
}
