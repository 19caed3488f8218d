package flags

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Completion for shells: each function lists the possible values that begin with the
// typed text. Files are offered in addition to embedded names.

func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	_ = cmd.RegisterFlagCompletionFunc(flag, f) // fails only for a flag that does not exist
}

// CompletePrograms lists the embedded programs and studies.
func CompletePrograms(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	return startingWith(append(library.Studies(), library.Programs()...), typed), cobra.ShellCompDirectiveDefault
}

// CompleteProgram is CompletePrograms for a command that takes one.
func CompleteProgram(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return startingWith(library.Programs(), typed), cobra.ShellCompDirectiveDefault
}

// CompleteStudy lists the embedded studies.
func CompleteStudy(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return startingWith(library.Studies(), typed), cobra.ShellCompDirectiveDefault
}

// Words completes a flag whose value is one of some words.
func Words(cmd *cobra.Command, flag string, words ...string) {
	complete(cmd, flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// CompleteModel lists the embedded models.
func CompleteModel(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeModels(nil, nil, typed)
}

func completeModels(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, m := range models.List() {
		names = append(names, m.Name+"\t"+m.Title)
	}
	return startingWith(names, typed), cobra.ShellCompDirectiveDefault
}

// CompleteVariant lists the variants of the programs and studies on the command line.
func CompleteVariant(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var names []string
	add := func(vs []*library.Variant) {
		for _, v := range vs {
			if !slices.Contains(names, v.Name) {
				names = append(names, v.Name)
			}
		}
	}
	for _, arg := range args {
		if IsStudy(arg) {
			if st, err := library.LoadStudy(arg); err == nil {
				add(st.Variants)
			}
		} else if st, p, err := library.StudyOf(arg); err == nil && st != nil {
			add(st.VariantsOf(p))
		}
	}
	return startingWith(names, typed), cobra.ShellCompDirectiveNoFileComp
}

// tested finds the variants that a cat file tests.
var tested = regexp.MustCompile(`\bif "([^"]+)"|else if "([^"]+)"`)

// completeModelVariants lists the variants of the models on the command line or, if it names
// none of the embedded ones, of all embedded models.
func completeModelVariants(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	of := models.Names()
	if f := cmd.Flags().Lookup("model"); f != nil && f.Changed {
		of = slices.DeleteFunc(slices.Clone(of), func(name string) bool {
			return !slices.Contains(strings.Split(strings.Trim(f.Value.String(), "[]"), ","), name)
		})
	}
	var names []string
	for _, model := range of {
		text, _ := models.Source(model)
		for _, found := range tested.FindAllStringSubmatch(text, -1) {
			name := cmp.Or(found[1], found[2])
			if name != rel.MixedVariant && !slices.Contains(names, name) { // which the program decides
				names = append(names, name)
			}
		}
	}
	return startingWith(names, typed), cobra.ShellCompDirectiveNoFileComp
}

// completeSlots lists SLOT=CHOICE for the programs on the command line.
func completeSlots(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var sets []string
	seen := map[string]bool{}
	for _, arg := range args {
		ins, _ := library.Open(arg)
		for _, in := range ins {
			src, err := in.Read()
			if err != nil {
				continue
			}
			t, err := litmus.Parse(src)
			if err != nil {
				continue
			}
			for _, s := range t.Slots {
				for _, c := range s.Choices {
					if set := s.Name + "=" + c.Text; !seen[set] {
						seen[set] = true
						sets = append(sets, set)
					}
				}
			}
		}
	}
	return startingWith(sets, typed), cobra.ShellCompDirectiveNoFileComp
}

func startingWith(names []string, typed string) []string {
	var fit []string
	for _, n := range names {
		if strings.HasPrefix(n, typed) {
			fit = append(fit, n)
		}
	}
	return fit
}
