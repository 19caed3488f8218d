package sound

import (
	"fmt"
	"strings"
)

// shape is a test that is Never under the kernel's model, and of which some barrier of a
// target is to be the reason.
type shape struct{ name, text string }

// threads returns a program in kernel C. Each thread is a list of statements without its last
// semicolon; r0, r1 and r2 are its variables.
func threads(name, exists string, bodies ...string) shape {
	var b strings.Builder
	fmt.Fprintf(&b, "C %s\n{}\n", strings.NewReplacer("(", "-", ")", "", "*", "", ",", "-", " ", "", "&", "").Replace(name))
	for i, body := range bodies {
		fmt.Fprintf(&b, "P%d(int *x, int *y, atomic_t *v, spinlock_t *s, spinlock_t *t)\n{\n\tint r0;\n\tint r1;\n\tint r2;\n", i)
		fmt.Fprintf(&b, "\t%s;\n}\n", body)
	}
	fmt.Fprintf(&b, "exists (%s)\n", exists)
	return shape{name, b.String()}
}

// assignPointer returns a program that changes a pointer from one value to another with
// rcu_assign_pointer, after a store.
func assignPointer(from, to string) shape {
	text := "C assign-pointer\n{ int *p=%s; }\nP0(int *x, int *y, int **p) { WRITE_ONCE(*y, 1); rcu_assign_pointer(*p, %s); }\n" +
		"P1(int *x, int *y, int **p) { int *r0 = smp_load_acquire(p); int r1 = READ_ONCE(*y); }\nexists (1:r0=%s /\\ 1:r1=0)\n"
	return shape{"assign-pointer " + to, fmt.Sprintf(text, from, to, strings.ReplaceAll(to, "NULL", "0"))}
}

// operation is a read-modify-write with a value. Call is what it is without a suffix; it
// changes the value from 0, so that the result is Old, and from 1, so that it is Seen.
type operation struct {
	from0, old  string // "" if it cannot be fully ordered
	from1, seen string
	suffix      bool // there are forms with _acquire, _release and _relaxed
}

var operations = []operation{
	{from0: "atomic_add_return%s(1, v)", old: "1", from1: "atomic_add_return%s(1, v)", seen: "2", suffix: true},
	{from0: "atomic_fetch_add%s(1, v)", old: "0", from1: "atomic_fetch_add%s(1, v)", seen: "1", suffix: true},
	{from0: "xchg%s(v, 1)", old: "0", from1: "xchg%s(v, 2)", seen: "1", suffix: true},
	{from0: "cmpxchg%s(v, 0, 1)", old: "0", from1: "cmpxchg%s(v, 1, 2)", seen: "1", suffix: true},
	{from0: "atomic_add_unless%s(v, 1, 1)", old: "1"},
	{from0: "atomic_fetch_add_unless%s(v, 1, 1)", old: "0"},
}

// shapes returns the tests: at least one for each barrier of a target.
func shapes() []shape {
	const (
		other = "WRITE_ONCE(*y, 1); smp_mb(); r0 = READ_ONCE(*x)"
		sb    = "0:r0=0 /\\ 1:r0=0"
		mp    = "1:r0=1 /\\ 1:r1=0"
		send  = "WRITE_ONCE(*x, 1); smp_store_release(v, 1)"
	)
	all := []shape{
		threads("SB+mbs", sb, "WRITE_ONCE(*x, 1); smp_mb(); r0 = READ_ONCE(*y)", other),
		threads("SB+store-mb", sb, "smp_store_mb(*x, 1); r0 = READ_ONCE(*y)", other),
		threads("MP+wmb+rmb", mp, "WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1)", "r0 = READ_ONCE(*y); smp_rmb(); r1 = READ_ONCE(*x)"),
		threads("MP+release+acquire", mp, "WRITE_ONCE(*x, 1); smp_store_release(y, 1)", "r0 = smp_load_acquire(y); r1 = READ_ONCE(*x)"),
		threads("MP+release+cond-acquire", "1:r1=0", "WRITE_ONCE(*x, 1); smp_store_release(y, 1)", "smp_cond_load_acquire(y, VAL == 1); r1 = READ_ONCE(*x)"),
		threads("SB+before-atomic", sb, "WRITE_ONCE(*x, 1); smp_mb__before_atomic(); r1 = atomic_fetch_add_relaxed(1, v); r0 = READ_ONCE(*y)", other),
		threads("SB+after-atomic", sb, "WRITE_ONCE(*x, 1); atomic_inc(v); smp_mb__after_atomic(); r0 = READ_ONCE(*y)", other),
		threads("SB+after-spinlock", sb, "WRITE_ONCE(*x, 1); spin_lock(s); smp_mb__after_spinlock(); r0 = READ_ONCE(*y); spin_unlock(s)", other),
		threads("SB+after-unlock-lock", sb, "spin_lock(s); WRITE_ONCE(*x, 1); spin_unlock(s); spin_lock(t); smp_mb__after_unlock_lock(); r0 = READ_ONCE(*y); spin_unlock(t)", other),
		threads("MP+locks", mp, "spin_lock(s); WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); spin_unlock(s)", "spin_lock(s); r0 = READ_ONCE(*y); r1 = READ_ONCE(*x); spin_unlock(s)"),
		threads("MP+trylocks", "0:r2=1 /\\ 1:r2=1 /\\ "+mp, "r2 = spin_trylock(s); if (r2) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); spin_unlock(s); }", "r2 = spin_trylock(s); if (r2) { r0 = READ_ONCE(*y); r1 = READ_ONCE(*x); spin_unlock(s); }"),
		threads("doorbell", "1:r0=0", "WRITE_ONCE(*x, 1); ppc_msgsnd_sync(); ppc_msgsnd(P1)", "take_doorbell(); ppc_msgsync(); r0 = READ_ONCE(*x)"),
		threads("atomic-incs", "v=1", "atomic_inc(v)", "atomic_inc(v)"),
		assignPointer("0", "x"),
	}
	for _, o := range operations {
		form := func(call, suffix string) string { return fmt.Sprintf(call, suffix) }
		full := form(o.from0, "")
		all = append(all,
			threads("SB+"+full+"+mb", "0:r0="+o.old+" /\\ 1:r0=0", "WRITE_ONCE(*x, 1); r0 = "+full, "atomic_set(v, 1); smp_mb(); r0 = READ_ONCE(*x)"),
			threads("SB+mb+"+full, "0:r0=0 /\\ 0:r1="+o.old+" /\\ 1:r0=0", "r1 = "+full+"; r0 = READ_ONCE(*x)", "WRITE_ONCE(*x, 1); smp_mb(); r0 = atomic_read(v)"),
			threads("twice+"+full, "0:r0="+o.old+" /\\ 1:r0="+o.old, "r0 = "+full, "r0 = "+full))
		if !o.suffix {
			continue
		}
		all = append(all,
			threads("MP+release+"+form(o.from1, "_acquire"), "1:r0="+o.seen+" /\\ 1:r1=0", send, "r0 = "+form(o.from1, "_acquire")+"; r1 = READ_ONCE(*x)"),
			threads("MP+"+form(o.from0, "_release")+"+acquire", "0:r0="+o.old+" /\\ "+mp, "WRITE_ONCE(*x, 1); r0 = "+form(o.from0, "_release"), "r0 = atomic_read_acquire(v); r1 = READ_ONCE(*x)"))
	}
	return all
}
