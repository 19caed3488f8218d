package models_test

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/models"
)

func ExampleList() {
	for _, m := range models.List() {
		fmt.Printf("%s: %s\n", m.Name, m.Title)
	}
	// Output:
	// lkmm: Linux kernel
	// lkmm-doorbell: Linux kernel with doorbells
	// power: POWER
	// power-doorbell: POWER with doorbells, ISA 3.0
	// power-doorbell-2.07: POWER with doorbells, ISA 2.07
	// sc: Sequential consistency
	// tso: Total store order
	// x86: Total store order, for x86
}
