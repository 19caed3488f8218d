package litmus

// InC reports whether the program is in C.
func (t *Test) InC() bool { return len(t.Threads) > 0 && t.Threads[0].Body != nil }

// AsWritten is the target of a program in C that is not compiled: the model of the kernel
// judges what is written.
const AsWritten = "lkmm"

// Compiled reports whether the test is a program in C that is compiled for a machine.
func (t *Test) Compiled() bool { return t.Target != "" && t.Target != AsWritten }
