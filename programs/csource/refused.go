package csource

import (
	"strings"

	"github.com/fencewise/fencewise/programs/kernelc"
)

// refusals says why functions that people are likely to call have no meaning here, by how their names begin.
var refusals = []struct{ prefix, why, fix string }{
	{"pthread_cond_", "threads that sleep and are woken are not modelled", "write a loop that takes the mutex, looks, and gives it back"},
	{"cnd_", "threads that sleep and are woken are not modelled", "write a loop that takes the mutex, looks, and gives it back"},
	{"__VERIFIER_atomic_", "several accesses that take effect as one are no operation of a machine", "use one atomic operation, or a mutex"},
	{"__VERIFIER_nondet_", "a value that may be any has no finite range", "let a thread store each of the values to an atomic variable, and load it"},
	{"__transaction_", "transactional memory is not modelled", "use a mutex"},
	{"__fw_va_arg", "what stands behind the fixed arguments of a function with a variable number of arguments is not read", "give the function fixed parameters"},
	{"setjmp", "it jumps between functions", "use a goto"},
	{"longjmp", "it jumps between functions", "use a goto"},
	{"syscall", "what the kernel does is not known", "write what the call does with the atomic operations of C11"},
}

// refusedFunction returns why a function that nothing defines is not read, and what to write instead.
func refusedFunction(name string) (why, fix string, ok bool) {
	for _, r := range refusals {
		if strings.HasPrefix(name, r.prefix) {
			return r.why, r.fix, true
		}
	}
	return kernelc.Refused(name)
}
