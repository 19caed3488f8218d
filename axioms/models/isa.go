package models

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// DefaultISA is the version of the Power ISA of a model whose name gives no version.
const DefaultISA = "3.0"

// byISA lists the models whose axioms depend on the version of the Power ISA,
// with the file for each version.
var byISA = []struct{ name, isa, file string }{
	{"power-doorbell", "2.07", "power-doorbell-2.07"},
	{"power-doorbell", DefaultISA, "power-doorbell"},
}

// ForISA returns the name of the embedded model that is the model called name for a
// version of the Power ISA. The error is a diagnostic: the version is unknown, or the
// model does not depend on it. A name for one version is accepted with this version
// only.
func ForISA(name, isa string) (string, error) {
	name = strings.TrimSuffix(name, ".cat")
	var versions, models []string
	at := ""  // the version that the name itself stands for
	own := "" // the model that it is a version of
	for _, m := range byISA {
		if !slices.Contains(versions, m.isa) {
			versions = append(versions, m.isa)
		}
		if !slices.Contains(models, m.name) {
			models = append(models, m.name)
		}
		if m.file == name && m.name != name {
			at, own = m.isa, m.name
		}
	}
	if !slices.Contains(versions, isa) {
		d := diag.New(diag.Span{}, diag.BadOption, "--isa %s: no model for this version of the Power ISA exists", isa)
		return "", d.WithFix("the versions are %s", strings.Join(versions, " and "))
	}
	if at != "" && at != isa {
		return "", diag.New(diag.Span{}, diag.BadOption, "--isa %s: %s is the model for version %s", isa, name, at).
			WithFix("use --model %s with --isa, or %s without it", own, name)
	}
	for _, m := range byISA {
		if m.isa == isa && (m.name == name || m.file == name) {
			return m.file, nil
		}
	}
	return "", diag.New(diag.Span{}, diag.BadOption, "--isa %s: %s does not depend on the version of the Power ISA", isa, name).
		Note("those that do: %s", strings.Join(models, ", "))
}

// ISAOf returns the version of the Power ISA that an embedded model is for; "" if its axioms do
// not depend on the version.
func ISAOf(name string) string {
	for _, m := range byISA {
		if m.file == strings.TrimSuffix(name, ".cat") {
			return m.isa
		}
	}
	return ""
}
