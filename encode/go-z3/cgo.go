package z3

// #cgo pkg-config: z3
// #cgo CFLAGS: -O2 -std=gnu11
import "C"
