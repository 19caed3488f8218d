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
	// power: POWER
	// sc: Sequential consistency
	// tso: Total store order
}
