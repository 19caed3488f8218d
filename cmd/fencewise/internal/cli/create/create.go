// Package create is the command "fencewise new", which makes a study of programs.
package create

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Options holds the arguments of one call of the command.
type Options struct {
	IO     iostreams.IO
	Folder string
	Files  []string
}

// New returns the command. runF, if not nil, is called in place of Run, for tests.
func New(streams iostreams.IO, runF func(*Options) error) *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR FILE|NAME...",
		Short: "Make a study of programs with slots",
		Long: `Make a study: a folder DIR with copies of the programs and a study.toml, which
names them and has two variants: the slots as they are written, and without
barriers. Edit it: add the variants that you want to compare, say where each
comes from, and claim verdicts.

All programs must be in the same language.`,
		Example: `  fencewise new mystudy sender.litmus receiver.litmus
  fencewise compare mystudy
  fencewise compare mystudy --all`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return fmt.Errorf("%s needs the programs of the study, after its folder", cmd.CommandPath())
			}
			return flags.TakesSome("a folder and of programs")(cmd, args)
		},
		ValidArgsFunction: flags.CompletePrograms,
		RunE: func(_ *cobra.Command, args []string) error {
			o := &Options{IO: streams, Folder: args[0], Files: args[1:]}
			if runF != nil {
				return runF(o)
			}
			return Run(o)
		},
	}
}

// program is a program of the new study.
type program struct {
	file string
	test *litmus.Test
}

// Run makes the study.
func Run(o *Options) error {
	study := filepath.Join(o.Folder, "study.toml")
	if _, err := os.Lstat(study); err == nil {
		return diag.New(diag.Span{}, diag.BadOption, "%s exists already", study).WithFix("name another folder")
	}
	all, err := o.programs()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Folder, 0o777); err != nil {
		return disk.Unwritable(o.Folder, err)
	}
	for _, p := range all {
		to := filepath.Join(o.Folder, p.file)
		if err := o.IO.To(to, func(w io.Writer) error { _, err := io.WriteString(w, p.test.Src.Text); return err }); err != nil {
			return err
		}
	}
	if err := o.IO.To(study, func(w io.Writer) error { _, err := io.WriteString(w, text(all)); return err }); err != nil {
		return err
	}
	if _, err := library.LoadStudy(o.Folder); err != nil {
		return err
	}
	fmt.Fprintf(o.IO.Out, "%s has a study of %s.\n", o.Folder, prose.Count(len(all), "program"))
	fmt.Fprintf(o.IO.Out, "  do: fencewise compare %s shows its verdicts; edit %s to add variants\n", o.Folder, study)
	return nil
}

// programs reads the programs, and checks that the study can have all of them.
func (o *Options) programs() ([]program, error) {
	var all []program
	var errs diag.List
	for _, arg := range o.Files {
		ins, err := library.OpenFrom(arg, o.IO.In)
		if err != nil {
			errs = append(errs, diag.All(err)...)
			continue
		}
		for _, in := range ins {
			t, err := in.Parse()
			if err != nil {
				errs = append(errs, diag.All(err)...)
				continue
			}
			name := strings.TrimSuffix(filepath.Base(in.Name), ".litmus") + ".litmus"
			if arg == "-" {
				name = "program.litmus"
			}
			to := filepath.Join(o.Folder, name)
			switch _, err := os.Lstat(to); {
			case err == nil && !same(to, in.Name):
				errs = append(errs, diag.New(diag.Span{}, diag.BadOption, "%s exists already", to))
			case slices.ContainsFunc(all, func(p program) bool { return p.file == name }):
				errs = append(errs, diag.New(diag.Span{}, diag.BadOption, "two programs are called %s", name).WithFix("give one of them another name"))
			case len(all) > 0 && all[0].test.Arch != t.Arch:
				errs = append(errs, diag.New(diag.Span{}, diag.BadOption, "%s is in %s, and %s in %s", all[0].file, all[0].test.Arch, name, t.Arch).
					WithFix("make a study for each language"))
			default:
				all = append(all, program{name, t})
			}
		}
	}
	return all, errs.Err()
}

// same reports whether two paths are those of one file.
func same(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// text returns the study file.
func text(all []program) string {
	var files []string
	var slots []*litmus.Slot
	model := ""
	for _, p := range all {
		files = append(files, fmt.Sprintf("%q", p.file))
		d, ok := models.DefaultFor(sets.Must(p.test).Language)
		if !ok {
			panic("create: no model judges programs in " + p.test.Arch)
		}
		if model == "" || p.test.UsesDoorbells() {
			if model = d.Model; p.test.UsesDoorbells() {
				model = d.Doorbell
			}
		}
		for _, s := range p.test.Slots {
			if !slices.ContainsFunc(slots, func(other *litmus.Slot) bool { return other.Name == s.Name }) {
				slots = append(slots, s)
			}
		}
	}
	written := variant(slots, func(s *litmus.Slot) int { return s.Default })
	without := variant(slots, func(s *litmus.Slot) int {
		if none := slices.IndexFunc(s.Choices, func(c litmus.Choice) bool { return c.Text == "none" }); none >= 0 {
			return none
		}
		return s.Default
	})
	var b strings.Builder
	fmt.Fprintf(&b, `title = %q
# question = "Can … happen?"
program = [%s]
models = [%q]

# A variant is one way to put barriers into the slots. claim says the verdict that you
# expect: Never or Sometimes; compare says where it is another one.

[[variant]]
name = "as written"
source = "the programs"
%s# claim = "Never"
`, all[0].test.Name, strings.Join(files, ", "), model, written)
	if without != written {
		fmt.Fprintf(&b, `
[[variant]]
name = "no barriers"
source = "for comparison"
%s# claim = "Sometimes"
`, without)
	}
	return b.String()
}

// variant returns the line with the choices of a variant; "" if there are no slots.
func variant(slots []*litmus.Slot, choice func(*litmus.Slot) int) string {
	var all []string
	for _, s := range slots {
		all = append(all, fmt.Sprintf("%q = %q", s.Name, s.Choices[choice(s)].Text))
	}
	if len(all) == 0 {
		return ""
	}
	return "slots = { " + strings.Join(all, ", ") + " }\n"
}
