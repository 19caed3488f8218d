package kernelc

import "strings"

// Operations of C11 are primitives with the memory order in their names, as __c11_load_acquire.
// People see and write the names of C: memory_order_acquire, atomic_thread_fence(memory_order_acq_rel).

const (
	c11Prefix   = "__c11_"
	fencePrefix = "__c11_thread_fence_"
	// OrderPrefix begins the names of memory orders in C.
	OrderPrefix = "memory_order_"
)

// c11Orders lists the memory orders, weaker ones first.
var c11Orders = []string{"relaxed", "acquire", "release", "acq_rel", "seq_cst"}

// C11Orders lists the memory orders that an operation can have, weaker ones first; nil for
// other primitives. For a compare_exchange they are those of success.
func C11Orders(name string) []string {
	var all []string
	for _, o := range c11Orders {
		if _, ok := C11With(name, o); ok {
			all = append(all, o)
		}
	}
	return all
}

// C11Order returns the memory order of an operation; for a compare_exchange that of success.
func C11Order(name string) (order string, ok bool) {
	_, order, _, ok = c11Parts(name)
	return order, ok
}

// C11Failure returns the memory order that a compare_exchange has if it fails; "" for others.
func C11Failure(name string) string {
	_, _, failure, _ := c11Parts(name)
	return failure
}

// C11With returns the operation with another memory order. A compare_exchange keeps that of
// failure, if that is not stronger than the one of success. ok is false if there is none.
func C11With(name, order string) (with string, ok bool) {
	base, _, failure, ok := c11Parts(name)
	if !ok {
		return "", false
	}
	with = base + order
	if failure != "" {
		switch order {
		case "relaxed", "release":
			failure = "relaxed"
		case "acquire", "acq_rel":
			failure = strings.Replace(failure, "seq_cst", "acquire", 1)
		}
		with += "_" + failure
	}
	_, ok = C11().Lookup(with)
	return with, ok
}

// c11Parts splits the name of an operation: __c11_compare_exchange_strong_, acq_rel, acquire.
func c11Parts(name string) (base, order, failure string, ok bool) {
	if !strings.HasPrefix(name, c11Prefix) {
		return "", "", "", false
	}
	if strings.HasPrefix(name, c11Prefix+"compare_exchange") {
		for _, o := range c11Orders {
			if rest, found := strings.CutSuffix(name, "_"+o); found {
				name, failure = rest, o
				break
			}
		}
	}
	for _, o := range []string{"acq_rel", "seq_cst", "relaxed", "acquire", "release"} {
		if rest, found := strings.CutSuffix(name, "_"+o); found {
			return rest + "_", o, failure, true
		}
	}
	return "", "", "", false
}

// InC returns a primitive as its author writes it: a fence of C11 as a call, another operation
// of C11 by its memory order, and a primitive of the kernel by its name.
func InC(name string) string {
	if order, ok := strings.CutPrefix(name, fencePrefix); ok {
		return "atomic_thread_fence(" + OrderPrefix + order + ")"
	}
	if _, order, _, ok := c11Parts(name); ok {
		return OrderPrefix + order
	}
	return name
}
