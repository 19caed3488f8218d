package linux

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// machine returns the steps of a body that is compiled for a target, one a line, each with
// its labels and what it is on the machine.
func machine(t *testing.T, name, body string) (string, error) {
	t.Helper()
	to, err := target.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	test, regs := parse(t, body), &isa.Registers{Plain: true}
	steps, err := ForTarget(to).Lower(test, test.Threads[0], regs)
	var lines []string
	for i := range steps {
		s := &steps[i]
		line := isa.Show(to.Language, regs, &s.Op)
		for _, l := range s.Labels {
			line = l + ": " + line
		}
		if s.Machine.Instr != "" {
			line += " // " + s.Machine.Instr
			if s.Machine.Of != "" {
				line += ", of " + s.Machine.Of
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n"), err
}

const loopOfXchg = `#1 := reserved mem4[&x+0] // lwarx, of %
if reserved mem4[&x+0] := 2; cr0 := success // stwcx., of %
if cr0.eq goto success#1
wait unless 0`

// TestCompile pins the steps of statements for machines.
func TestCompile(t *testing.T) {
	loop := func(of string) string { return strings.ReplaceAll(loopOfXchg, "%", of) }
	for _, c := range []struct{ target, body, want string }{
		{"power", "int r0 = *x;", "r0 := signed mem4[&x+0] // lwz"},
		{"power", "long r0 = READ_ONCE(*y);", "r0 := mem8[&y+0] // ld, of READ_ONCE"},
		{"power", "smp_store_release(x, 1);", "lwsync // lwsync, of smp_store_release\nmem4[&x+0] := 1 // stw, of smp_store_release"},
		{"power", "rcu_assign_pointer(*p, x);", "lwsync // lwsync, of rcu_assign_pointer\nmem8[&p+0] := &x // std, of rcu_assign_pointer"},
		{"power", "rcu_assign_pointer(*p, NULL);", "mem8[&p+0] := 0 // std, of rcu_assign_pointer"},
		{"power", "rcu_assign_pointer(*p, (int *)0);", "mem8[&p+0] := 0 // std, of rcu_assign_pointer"},
		{"power", "int *r0; rcu_assign_pointer(*p, r0);", "lwsync // lwsync, of rcu_assign_pointer\nmem8[&p+0] := r0 // std, of rcu_assign_pointer"},
		{"power", "smp_store_release(x, 0);", "lwsync // lwsync, of smp_store_release\nmem4[&x+0] := 0 // stw, of smp_store_release"},
		{"x86", "rcu_assign_pointer(*p, NULL);", "mem8[&p+0] := 0 // mov, of rcu_assign_pointer"},
		{"power", "__clear_bit_unlock(0, y);", `p@53.1 := &y + 0
lwsync // lwsync, of __clear_bit_unlock
#1 := mem8[p@53.1+0] // ld, of __clear_bit_unlock
#2 := 1 << 0
#3 := #2 xor -1
#4 := #1 and #3
mem8[p@53.1+0] := #4 // std, of __clear_bit_unlock`},
		{"power", "int r0 = smp_load_acquire(x);", "#1 := signed mem4[&x+0] // lwz, of smp_load_acquire\nlwsync // lwsync, of smp_load_acquire\nr0 := #1 + 0"},
		{"power", "smp_rmb(); smp_mb(); barrier(); rcu_read_lock();", "lwsync // lwsync, of smp_rmb\nsync // sync, of smp_mb"},
		{"power", "rmb();", "sync // sync, of rmb"},
		{"x86", "smp_rmb(); smp_wmb(); smp_mb();", "mfence // lock addl, of smp_mb"},
		{"power", "xchg_relaxed(x, 2);", loop("xchg_relaxed") + "\nsuccess#1: nothing"},
		{"power", "xchg_acquire(x, 2);", loop("xchg_acquire") + "\nsuccess#1: lwsync // lwsync, of xchg_acquire"},
		{"power-isync", "xchg_acquire(x, 2);", loop("xchg_acquire") + "\nsuccess#1: isync // isync, of xchg_acquire"},
		{"power", "xchg(x, 2);", "sync // sync, of xchg\n" + loop("xchg") + "\nsuccess#1: sync // sync, of xchg"},
		{"power-2011", "xchg(x, 2);", "lwsync // lwsync, of xchg\n" + loop("xchg") + "\nsuccess#1: lwsync // lwsync, of xchg"},
		{"x86", "xchg(x, 2);", "#1 := signed mem4[&x+0] (atomic) // xchg, of xchg\nmem4[&x+0] := 2 (atomic) // xchg, of xchg"},
		{"power", "int r0 = cmpxchg(x, 0, 1);", `sync // sync, of cmpxchg
#1 := reserved mem4[&x+0] // lwarx, of cmpxchg
#2 := #1 = 0
if #2 = 0 goto end of the operation#1
if reserved mem4[&x+0] := 1; cr0 := success // stwcx., of cmpxchg
if cr0.eq goto success#2
wait unless 0
success#2: sync // sync, of cmpxchg
end of the operation#1: r0 := #1 + 0`},
		{"power", "spin_lock(l); spin_unlock(l);", `#1 := reserved mem4[&l+0] // lwarx, of spin_lock
#2 := #1 = 0
wait unless #2
branch on #2
if reserved mem4[&l+0] := 1; cr0 := success // stwcx., of spin_lock
if cr0.eq goto success#1
wait unless 0
success#1: lwsync // lwsync, of spin_lock
lwsync // lwsync, of spin_unlock
mem4[&l+0] := 0 // stw, of spin_unlock`},
		{"power", "int r0; if (r0 != 1) smp_wmb();", "#1 := r0 = 1\n#2 := #1 = 0\nif #2 = 0 goto else#1\nlwsync // lwsync, of smp_wmb\nelse#1: nothing"},
		{"power", "atomic_inc(x);", `#1 := reserved mem4[&x+0] // lwarx, of atomic_inc
#2 := #1 + 1
if reserved mem4[&x+0] := #2; cr0 := success // stwcx., of atomic_inc
if cr0.eq goto success#1
wait unless 0
success#1: nothing`},
		{"power", "int r0 = smp_cond_load_acquire(x, VAL != 0);", `#1 := signed mem4[&x+0] // lwz, of smp_cond_load_acquire
#2 := #1 = 0
#3 := #2 = 0
wait unless #3
branch on #3
lwsync // lwsync, of smp_cond_load_acquire
r0 := #1 + 0`},
	} {
		got, err := machine(t, c.target, c.body)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s for %s: %v, -want +got\n%s", c.body, c.target, err, diff)
		}
	}
}

// TestCompileEveryPrimitive compiles every primitive for every target: each gets instructions
// or is refused by name, with the code for that.
func TestCompileEveryPrimitive(t *testing.T) {
	for _, to := range target.All() {
		set, compiled, refused := ForTarget(to), 0, 0
		table := to.Macros()
		for _, name := range table.Names() {
			m, _ := table.Lookup(name)
			var last error
			ok := anyArguments(table, name, len(m.Params), nil, func(test *litmus.Test) bool {
				_, err := set.Lower(test, test.Threads[0], &isa.Registers{Plain: true})
				ds := diag.All(err)
				switch {
				case len(ds) == 0:
					compiled++
				case len(ds) == 1 && ds[0].Code == diag.TargetRefused && strings.HasPrefix(ds[0].Msg, name+" ") && ds[0].Span.Known():
					refused++
				default:
					last = err
					return false
				}
				return true
			})
			if !ok {
				t.Errorf("%s is neither compiled for %s nor refused by name: %v", name, to.Name, last)
			}
		}
		want, least := map[string]int{"X86": 14, "PPC": 9}[to.Language.Arch], 290 // RCU, SRCU, doorbells
		if to.C11 {
			want, least = 0, 110
		}
		if compiled < least || refused != want {
			t.Errorf("%s: %d compiled, %d refused", to.Name, compiled, refused)
		}
	}
}

// anyArguments calls f for tests that call a primitive of a table with arguments that fit until f
// returns true, and reports whether it has.
func anyArguments(table *kernelc.Macros, name string, count int, args []string, f func(*litmus.Test) bool) bool {
	if len(args) < count {
		for _, a := range []string{"&old", "x", "*x", "1", "VAL == 1", "y", "flags", "P0"} {
			if anyArguments(table, name, count, append(args[:len(args):len(args)], a), f) {
				return true
			}
		}
		return false
	}
	test, err := litmus.Parse(diag.NewSource("t", "C t\n{}\nP0(int *x, unsigned long *y)\n{\nint old; unsigned long flags;\n"+name+"("+strings.Join(args, ", ")+");\n}\nexists (x=1)\n"))
	return err == nil && len(kernelc.Check(test.Threads[0].Body, table)) == 0 && f(test)
}

// TestCompileErrors checks what cannot be compiled: the diagnostic has a place and a code.
func TestCompileErrors(t *testing.T) {
	for _, c := range []struct {
		body string
		code diag.Code
		msg  string
	}{
		{"synchronize_rcu();", diag.TargetRefused, "synchronize_rcu cannot be compiled for the target power: a grace period of RCU waits for other threads, in software"},
		{"int r0 = srcu_read_lock(x);", diag.TargetRefused, "srcu_read_lock cannot be compiled for the target power: SRCU counts its readers in memory, in software"},
		{"smp_mb__after_srcu_read_unlock();", diag.TargetRefused, "smp_mb__after_srcu_read_unlock cannot be compiled for the target power: SRCU counts its readers in memory, in software"},
	} {
		_, err := machine(t, "power", c.body)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != c.code || ds[0].Msg != c.msg || !ds[0].Span.Known() || ds[0].Fix == "" {
			t.Errorf("%s: %v", c.body, err)
		}
	}
	macros, err := kernelc.ParseMacros(diag.NewSource("def", "odd(X) __rmw_if{ONCE}(X, 1, 1)\nnew() { __fence{nothing}; }\ntwo(X) __load{once,acquire}(*X)\n"))
	if err != nil {
		t.Fatal(err)
	}
	to, _ := target.Named("power")
	for body, code := range map[string]diag.Code{"int r0 = odd(x);": diag.TargetPrimitive, "new();": diag.DefBuiltin, "int r0 = two(x);": diag.TargetPrimitive} {
		test, err := litmus.ParseWith(diag.NewSource("t", "C t\n{}\nP0(int *x)\n{\n"+body+"\n}\nexists (x=1)\n"), litmus.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		test.Macros = macros
		_, err = ForTarget(to).Lower(test, test.Threads[0], &isa.Registers{Plain: true})
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != code || !ds[0].Span.Known() {
			t.Errorf("%s: %v", body, err)
		}
	}
}
