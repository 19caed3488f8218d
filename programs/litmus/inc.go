package litmus

// InC reports whether the program is in C.
func (t *Test) InC() bool { return len(t.Threads) > 0 && t.Threads[0].Body != nil }
