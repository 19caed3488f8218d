package flags

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Files holds the flags that say how model files are read, and the table of macros of
// programs in kernel C, which belongs to a model.
type Files struct {
	models.Options
	Macros string           // a .def file of herd7; "": the embedded table
	Conf   string           // a configuration file of herd7; "" for none
	Define []string         // macros of .c files: NAME or NAME=VALUE
	Endian litmus.ByteOrder // of all programs; NoOrder for what each says itself

	Property litmus.Property // what is asked about all programs; see AddProperty

	resolved bool
	named    []string // the variants of the command line
	model    string   // that Conf names; "" for none
	macros   *kernelc.Macros
}

// AddFlags adds the flags to a command.
func (f *Files) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&f.Include, "include", "I", nil, "also look in `DIR` for model files, for headers of .c files, and for what they include")
	cmd.Flags().StringArrayVarP(&f.Define, "define", "D", nil, "define a macro in .c files, as `NAME` or NAME=VALUE; may be repeated")
	_ = cmd.MarkFlagDirname("include") // fails only for a flag that does not exist
	cmd.Flags().StringVar(&f.ISA, "isa", "", "the `VERSION` of the Power ISA, for a model that depends on it: 2.07 or 3.0 (default "+models.DefaultISA+")")
	Words(cmd, "isa", "2.07", models.DefaultISA)
	cmd.Flags().StringArrayVar(&f.Variants, "variant", nil, "make the condition \"`NAME`\" of a cat file true; may be repeated")
	complete(cmd, "variant", completeModelVariants)
	cmd.Flags().StringVar(&f.Macros, "macros", "", "read the primitives of kernel C from a `FILE` of herd7, such as linux-kernel.def (default: a table of its own)")
	cmd.Flags().StringVar(&f.Bell, "bell", "", "execute a `FILE` before the model that declares tags, such as linux-kernel.bell")
	cmd.Flags().Var((*byteOrder)(&f.Endian), "endian", "the `ORDER` of the bytes of a number in memory, little or big, for programs in which some accesses cover parts of others (default: what the line Endian= of the program says)")
	Words(cmd, "endian", "little", "big")
	cmd.Flags().StringVar(&f.Conf, "conf", "", "take the model, --bell, --macros and --variant from a configuration `FILE` of herd7, such as linux-kernel.cfg")
}

// resolve takes the settings of the configuration file and finds the other files. Flags of
// the command line go before the configuration file.
func (f *Files) resolve() error {
	if f.resolved {
		return nil
	}
	f.resolved, f.named = true, slices.Clone(f.Variants)
	if f.Conf != "" {
		c, err := readConf(f.find(f.Conf))
		if err != nil {
			return err
		}
		f.Include = slices.Concat(f.Include, []string{filepath.Dir(f.find(f.Conf))}, c.include)
		f.Variants = append(f.Variants, c.variants...)
		f.model = c.model
		if f.Bell == "" {
			f.Bell = c.bell
		}
		if f.Macros == "" {
			f.Macros = c.macros
		}
	}
	if f.Bell != "" {
		f.Bell = f.find(f.Bell)
	}
	if f.Macros == "" {
		return nil
	}
	src, err := disk.Read(f.find(f.Macros), maxMacros)
	if err == nil {
		f.macros, err = kernelc.ParseMacros(src)
	}
	return err
}

// maxMacros is the size up to which a table of macros is read, in bytes.
const maxMacros = 1 << 20

// find returns the path of a file that the user names: as it is if it exists, or in one of
// the folders of -I. The name of an embedded model is returned as it is.
func (f *Files) find(name string) string {
	if _, err := os.Stat(name); err == nil || filepath.IsAbs(name) || slices.Contains(models.Names(), strings.TrimSuffix(name, ".cat")) {
		return name
	}
	for _, dir := range f.Include {
		at := filepath.Join(dir, name)
		if _, err := os.Stat(at); err == nil {
			return at
		}
	}
	return name
}

// Open returns the programs that an argument stands for, with the table of macros for
// those in kernel C; "-" is read from stdin.
func (f *Files) Open(arg string, stdin io.Reader) ([]library.Input, error) {
	if err := f.resolve(); err != nil {
		return nil, err
	}
	ins, err := library.OpenFrom(arg, stdin)
	for i := range ins {
		ins[i].Macros, ins[i].Endian, ins[i].Asks = f.macros, f.Endian, f.Property
		ins[i].C.Defines, ins[i].C.Include = f.Define, f.Include
	}
	return ins, err
}

// Study loads a study, with the table of macros for its programs in kernel C.
func (f *Files) Study(arg string) (*library.Study, error) {
	if err := f.resolve(); err != nil {
		return nil, err
	}
	if csource.Is(arg) {
		ins, err := f.Open(arg, nil)
		if err != nil {
			return nil, err
		}
		return library.OfFile(ins[0])
	}
	st, err := library.LoadStudy(arg)
	if len(diag.All(err)) > 0 { // which may be the consequence of a wrong model
		_, err = library.LoadStudyFor(arg, func(model string) error {
			_, err := fit.Load(model, f.Options)
			return err
		})
	}
	if st != nil {
		for _, p := range st.Programs {
			p.Test.Macros = f.macros
			p.Test.SetEndian(f.Endian)
		}
		if err == nil {
			err = st.Ask(f.Property)
		}
	}
	return st, err
}

// Load loads one model.
func (f *Files) Load(name string) (*fit.Model, error) {
	if err := f.resolve(); err != nil {
		return nil, err
	}
	m, err := fit.Load(name, f.Options)
	if err != nil {
		return m, err
	}
	return m, f.Check([]*fit.Model{m})
}

// Check returns an error for a variant of the command line that no model tests: a
// misspelled one would otherwise have no effect without notice.
func (f *Files) Check(ms []*fit.Model) error {
	for _, v := range f.named {
		asked := false
		for i := range ms {
			has, err := ms[i].HasVariant(v)
			if err != nil {
				return err
			}
			asked = asked || has
		}
		if !asked {
			return diag.New(diag.Span{}, diag.BadOption, "--variant %s: no model has this variant", v)
		}
	}
	return nil
}
