package explain

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/answers/explain"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// variant returns the variant that --as and --set select.
func (o *Options) variant(q *opinion.Case) (explain.Variant, error) {
	if o.As == "" {
		v := explain.Variant{Name: "the program as it stands", Set: q.Choices}
		if len(o.Slots.Set) > 0 {
			v.Name = settings(q.Choices)
		}
		return v, nil
	}
	v, err := named(q, "--as", o.As)
	if err == nil && len(q.Choices) > 0 {
		v.Name += " with " + settings(q.Choices)
		maps.Copy(v.Set, q.Choices)
	}
	return v, err
}

// other returns the variant that --against selects: a named one, or mine with other
// choices for some slots.
func (o *Options) other(q *opinion.Case, mine explain.Variant) (explain.Variant, error) {
	if !strings.Contains(o.Against, "=") {
		return named(q, "--against", o.Against)
	}
	changes := map[string]string{}
	for _, set := range splitSettings(o.Against) {
		slot, choice, ok := strings.Cut(set, "=")
		slot, choice = strings.TrimSpace(slot), litmus.ChoiceText(strings.TrimSpace(choice))
		if !ok || slot == "" || choice == "" {
			return explain.Variant{}, diag.New(diag.Span{}, diag.BadOption, "--against %s: expected SLOT=CHOICE,…, but found %q", o.Against, set)
		}
		if old, dup := changes[slot]; dup && old != choice {
			return explain.Variant{}, diag.New(diag.Span{}, diag.BadOption, "--against %s: the slot %s is set to both %s and %s", o.Against, slot, old, choice)
		}
		changes[slot] = choice
	}
	v := explain.Variant{Set: map[string]string{}}
	maps.Copy(v.Set, mine.Set)
	maps.Copy(v.Set, changes)
	if v.Name = settings(v.Set); o.As != "" { // all slots are set
		v.Name = mine.Name + " with " + settings(changes)
	}
	return v, nil
}

// splitSettings splits "SLOT=CHOICE,SLOT=CHOICE". A comma without a following SLOT=
// is between operands of a choice.
func splitSettings(list string) (sets []string) {
	for i, piece := range strings.Split(list, ",") {
		if i > 0 && piece != "" && !strings.Contains(piece, "=") && strings.Contains(sets[len(sets)-1], "=") {
			sets[len(sets)-1] += "," + piece
			continue
		}
		sets = append(sets, piece)
	}
	return sets
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
	st, p, err := library.StudyOf(q.Name)
	if err != nil {
		return explain.Variant{}, err
	}
	if st == nil {
		d := diag.New(diag.Span{}, diag.BadOption, "%s %s: %s belongs to no study, so it has no named variants", flag, name, q.Name)
		if near := nearTarget(name); near != "" && flag == "--against" {
			return explain.Variant{}, d.WithFix("did you mean the target %s?", near)
		}
		return explain.Variant{}, d.WithFix("name the slots: --set SLOT=CHOICE, --against SLOT=CHOICE")
	}
	v, err := flags.Variant(flag, name, q.Name, st.VariantsOf(p))
	if err != nil {
		return explain.Variant{}, err
	}
	return explain.Variant{Name: v.Name, Set: v.Assignment(p)}, nil
}

// completeVariant lists the variants of the program on the line.
func completeVariant(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var names []string
	if len(args) > 0 {
		if st, p, err := library.StudyOf(args[0]); err == nil && st != nil {
			for _, v := range st.VariantsOf(p) {
				if strings.HasPrefix(v.Name, typed) {
					names = append(names, v.Name)
				}
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
