package explain

import (
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/explain"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// variant returns the variant that --as and --set select.
func (o *Options) variant(q *opinion.Case) (explain.Variant, error) {
	set, err := o.Slots.Choices()
	switch {
	case err != nil:
		return explain.Variant{}, err
	case o.Slots.As == "" && len(set) == 0:
		return explain.Variant{Name: "the program as it stands", Set: q.Choices}, nil
	case o.Slots.As == "":
		return explain.Variant{Name: settings(set), Set: q.Choices}, nil
	}
	v, err := named(q, "--as", o.Slots.As)
	if len(set) > 0 {
		v.Name += " with " + settings(set)
	}
	v.Set = q.Choices
	return v, err
}

// other returns the variant that --against selects: a named one, or mine with other
// choices for some slots.
func (o *Options) other(q *opinion.Case, mine explain.Variant) (explain.Variant, error) {
	if !strings.Contains(o.Against, "=") {
		return named(q, "--against", o.Against)
	}
	changes := map[string]string{}
	if err := flags.Settings("--against", o.Against, changes); err != nil {
		return explain.Variant{}, err
	}
	v := explain.Variant{Set: map[string]string{}}
	maps.Copy(v.Set, mine.Set)
	maps.Copy(v.Set, changes)
	if v.Name = settings(v.Set); o.Slots.As != "" { // all slots are set
		v.Name = mine.Name + " with " + settings(changes)
	}
	return v, nil
}

// settings returns slot choices as a name of a variant.
func settings(set map[string]string) string {
	var all []string
	for _, slot := range slices.Sorted(maps.Keys(set)) {
		all = append(all, slot+"="+set[slot])
	}
	return strings.Join(all, ",")
}

// named returns the variant of the program's study with the given name, or the only
// one whose name begins with it.
func named(q *opinion.Case, flag, name string) (explain.Variant, error) {
	v, p, err := flags.VariantOf(flag, name, q.Name)
	if near := nearTarget(name); near != "" && flag == "--against" && diag.All(err) != nil {
		return explain.Variant{}, diag.All(err)[0].WithFix("did you mean the target %s?", near)
	}
	if err != nil {
		return explain.Variant{}, err
	}
	return explain.Variant{Name: v.Name, Set: v.Assignment(p)}, nil
}
