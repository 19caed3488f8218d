package herd7

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags/herdconf"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/results/answers/herd"
)

// options is what the settings and arguments of one call say.
type options struct {
	tests         []string
	help, version bool
	verbose       bool
	exit          bool // end after a test that fails

	model   string // "": the default
	files   flags.Files
	library []string // folders that are searched last

	only, not map[string]bool // names of tests; nil: any, none
	run       herd.Options
	draw      herd.Draw
	out       string // the folder of drawings; "-" for standard output, "" for none
	suffix    string
}

// parse reads the arguments of the command.
func parse(args []string) (*options, error) {
	settings, tests, err := herdconf.ReadArgs(args)
	if err != nil {
		return nil, err
	}
	o := &options{tests: tests}
	o.run.Auto = true
	for i := range settings {
		if err := o.take(&settings[i]); err != nil {
			return nil, err
		}
	}
	o.run.Auto = o.run.Auto && o.run.Brief // how many executions there are depends on the bound
	if o.draw.Which != "" && o.out != "" {
		o.run.Draw = &o.draw
	}
	if o.only != nil || o.not != nil {
		o.run.Wanted = func(name string) bool { return (o.only == nil || o.only[name]) && !o.not[name] }
	}
	return o, nil
}

// take takes one setting. The last one of a name counts.
func (o *options) take(s *herdconf.Setting) error {
	if f, ok := takes[s.Name]; ok {
		return f(o, s)
	}
	switch s.Kind {
	case herdconf.Shown: // how executions are drawn
		return nil
	case herdconf.Fixed, herdconf.Absent:
		if d := s.Check(); d != nil {
			return d
		}
		return nil
	case herdconf.Files, herdconf.Run:
	}
	panic("herd7: nothing takes the setting " + s.Name)
}

type taker func(*options, *herdconf.Setting) error

// takes has a function for each setting that has an effect.
var takes map[string]taker

func init() { // conf takes settings itself
	takes = map[string]taker{
		"help":    func(o *options, _ *herdconf.Setting) error { o.help = true; return nil },
		"version": func(o *options, _ *herdconf.Setting) error { o.version = true; return nil },
		"v":       func(o *options, _ *herdconf.Setting) error { o.verbose = true; return nil },
		"q":       func(o *options, _ *herdconf.Setting) error { o.verbose = false; return nil },
		"verbose": func(o *options, s *herdconf.Setting) (err error) {
			n, err := s.Int()
			o.verbose = n > 0
			return err
		},
		"exit": flag(func(o *options) *bool { return &o.exit }),

		"conf":    (*options).conf,
		"model":   word(func(o *options) *string { return &o.model }),
		"cat":     word(func(o *options) *string { return &o.model }),
		"bell":    word(func(o *options) *string { return &o.files.Bell }),
		"macros":  word(func(o *options) *string { return &o.files.Macros }),
		"variant": list(func(o *options) *[]string { return &o.files.Variants }),
		"include": func(o *options, s *herdconf.Setting) error {
			o.files.Include = append(o.files.Include, s.Path())
			return nil
		},
		"set-libdir": func(o *options, s *herdconf.Setting) error { o.library = []string{s.Path()}; return nil },
		"skipcheck":  list(func(o *options) *[]string { return &o.run.Without }),
		"skipchecks": list(func(o *options) *[]string { return &o.run.Without }),
		"through":    (*options).letThrough,

		"unroll":     (*options).unroll,
		"endian":     (*options).endian,
		"timeout":    (*options).timeout,
		"speedcheck": (*options).speedcheck,
		"names":      func(o *options, s *herdconf.Setting) error { return o.named(&o.only, s) },
		"excl":       func(o *options, s *herdconf.Setting) error { return o.named(&o.not, s) },
		"oknames":    func(o *options, s *herdconf.Setting) error { add(&o.only, strings.Split(s.Value, ",")); return nil },
		"nonames":    func(o *options, s *herdconf.Setting) error { add(&o.not, strings.Split(s.Value, ",")); return nil },

		"o":       word(func(o *options) *string { return &o.out }),
		"suffix":  word(func(o *options) *string { return &o.suffix }),
		"doshow":  list(func(o *options) *[]string { return &o.draw.Edges }),
		"show":    (*options).show,
		"nshow":   func(o *options, s *herdconf.Setting) (err error) { o.draw.Most, err = s.Int(); return err },
		"showone": (*options).showOne,
		"view": func(_ *options, s *herdconf.Setting) error {
			return s.Refused().WithFix("use -o, and open the drawing")
		},
	}
}

func word(at func(*options) *string) taker {
	return func(o *options, s *herdconf.Setting) error { *at(o) = s.Value; return nil }
}

func list(at func(*options) *[]string) taker {
	return func(o *options, s *herdconf.Setting) error {
		*at(o) = append(*at(o), strings.Split(s.Value, ",")...)
		return nil
	}
}

func flag(at func(*options) *bool) taker {
	return func(o *options, s *herdconf.Setting) (err error) { *at(o), err = s.Bool(); return err }
}

func (o *options) unroll(s *herdconf.Setting) error {
	n, err := s.Int()
	if o.run.Bound, o.run.Auto = n, false; n == 0 {
		o.run.Bound = unroll.NoRounds
	}
	return err
}

func (o *options) endian(s *herdconf.Setting) error {
	order, ok := litmus.ParseByteOrder(s.Value)
	if !ok {
		return s.Wrong("is %q: expected little or big", s.Value)
	}
	o.files.Endian = order
	return nil
}

func (o *options) timeout(s *herdconf.Setting) error {
	if o.run.Timeout = 0; s.Value == "none" {
		return nil
	}
	seconds, err := strconv.ParseFloat(s.Value, 64)
	if err != nil || !(seconds > 0) || seconds > 1e9 {
		return s.Wrong("is %q: expected a number of seconds, or none", s.Value)
	}
	o.run.Timeout = max(time.Duration(seconds*float64(time.Second)), 1)
	return nil
}

func (o *options) speedcheck(s *herdconf.Setting) (err error) {
	if o.run.Brief = s.Value == "fast"; !o.run.Brief {
		o.run.Brief, err = s.Bool()
	}
	return err
}

func (o *options) letThrough(s *herdconf.Setting) error {
	switch s.Value {
	case "none":
		o.run.WithoutAll = false
	case "all", "invalid":
		o.run.WithoutAll = true
	default:
		return s.Wrong("is %q: expected all, invalid or none", s.Value)
	}
	return nil
}

func (o *options) show(s *herdconf.Setting) error {
	switch {
	case s.Value == "none":
		o.draw.Which = ""
	case slices.Contains(herd.Whiches, herd.Which(s.Value)):
		o.draw.Which = herd.Which(s.Value)
	default:
		return s.Wrong("is %q: expected prop, neg, all, cond, wit or none", s.Value)
	}
	return nil
}

func (o *options) showOne(s *herdconf.Setting) error {
	one, err := s.Bool()
	if o.draw.Most = 0; one {
		o.draw.Most = 1
	}
	return err
}

// named adds the names of tests that a file lists.
func (o *options) named(set *map[string]bool, s *herdconf.Setting) error {
	src, err := disk.Read(o.find(s.Value), maxList)
	if err != nil {
		return err
	}
	var names []string
	for line := range strings.Lines(src.Text) {
		line, _, _ := strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 0 {
			names = append(names, fields[0])
		}
	}
	add(set, names)
	return nil
}

func add(set *map[string]bool, names []string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	for _, name := range names {
		(*set)[name] = true
	}
}

// find returns the path of a file: in the current folder, or in one of -I and the others that
// herd7 searches; the name itself if there is none.
func (o *options) find(name string) string {
	for _, dir := range slices.Concat([]string{""}, o.files.Include, o.library) {
		at := filepath.Join(dir, name)
		if filepath.IsAbs(name) {
			at = name
		}
		if info, err := os.Stat(at); err == nil && !info.IsDir() {
			return at
		}
	}
	return name
}

// exists reports whether find finds a file.
func (o *options) exists(name string) bool {
	_, err := os.Stat(o.find(name))
	return err == nil
}

// The kernel's files, which the embedded model and the embedded table of macros stand in for.
const (
	kernelConf   = "linux-kernel.cfg"
	kernelCat    = "linux-kernel.cat"
	kernelBell   = "linux-kernel.bell"
	kernelMacros = "linux-kernel.def"
)

// embedded has the models that stand in for files of herd7 and of the kernel.
var embedded = map[string]string{"ppc.cat": models.Default, kernelCat: "lkmm"}

// conf takes the settings of a configuration file.
func (o *options) conf(s *herdconf.Setting) error {
	path := o.find(s.Value)
	if !o.exists(s.Value) && s.Value == kernelConf {
		o.model, o.files.Bell, o.files.Macros = kernelCat, kernelBell, kernelMacros
		return nil
	}
	o.library = append(o.library, filepath.Dir(path))
	return herdconf.ReadFile(path, func(in *herdconf.Setting) *diag.Diagnostic {
		err := o.take(in)
		if err == nil {
			return nil
		}
		if ds := diag.All(err); len(ds) == 1 {
			return ds[0]
		}
		return in.Wrong("cannot be used: %v", err)
	})
}

// load loads the model that the settings name.
func (o *options) load() (*fit.Model, error) {
	ms := flags.Models{Files: o.files}
	ms.Files.Include = slices.Concat(o.files.Include, o.library)
	if o.model != "" {
		name := o.find(o.model)
		if in, ok := embedded[o.model]; ok && !o.exists(o.model) {
			name = in
		}
		ms.Names = []string{name}
	}
	if inside := len(ms.Names) == 0 || ms.Names[0] == embedded[kernelCat]; inside && o.files.Bell == kernelBell && !o.exists(kernelBell) {
		ms.Files.Bell = ""
	}
	if o.files.Macros == kernelMacros && !o.exists(kernelMacros) {
		ms.Files.Macros = ""
	}
	all, err := ms.Load()
	if err != nil {
		return nil, err
	}
	o.files = ms.Files // with the table of macros
	return all[0], nil
}
