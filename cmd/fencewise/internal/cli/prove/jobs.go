package prove

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
)

// job is one task of proving, which may give a bundle.
type job struct {
	prove.Task
	study   *library.Study // nil for a program that is in no study
	program *library.Program
	reading bool // one of several of a .c file
}

// single reports whether the argument is one program, and no more than one target is given;
// then the output folder is its bundle. The bundles of a .c file are about its readings, unless
// one is named.
func (o *Options) single() bool {
	if len(o.Args) != 1 || len(o.Targets.Names) > 1 || flags.IsStudy(o.Args[0]) || o.bundled() && o.open() && csource.Is(o.Args[0]) {
		return false
	}
	info, err := os.Stat(o.Args[0])
	return err != nil || !info.IsDir()
}

// open reports whether the user names neither a target nor a model.
func (o *Options) open() bool {
	return len(o.Targets.Names) == 0 && !o.Model.Named() && o.Model.Files.Conf == ""
}

// jobs returns the tasks for the arguments, each with its own folder below the output
// folder. Inputs that cannot be read are reported to fail and left out.
func (o *Options) jobs(choices map[string]string, fail func(error)) ([]job, error) {
	var judges []*fit.Model // of programs that are in no study: one, or one for each target
	if slices.ContainsFunc(o.Args, func(arg string) bool { return !flags.IsStudy(arg) }) {
		var err error
		if judges, err = o.Model.LoadFor(&o.Targets); err != nil {
			return nil, err
		}
	}
	var all []job
	folders := flags.NewFolders(o.Output)
	for _, arg := range o.Args {
		if flags.IsStudy(arg) {
			more, err := o.ofStudy(arg, folders)
			if err != nil {
				fail(err)
			}
			all = append(all, more...)
			continue
		}
		ins, err := o.Model.Files.Open(arg, o.IO.In)
		if err != nil {
			fail(err)
		}
		if ins, err = o.Slots.ChooseAll(ins); err != nil {
			fail(err)
		}
		for _, in := range ins {
			t, err := in.Parse()
			if err != nil {
				fail(err)
				continue
			}
			in.Each = o.open()
			for _, read := range in.Readings(t) {
				for _, m := range judges {
					test, name := m.Test(read), t.Name
					if len(judges) > 1 || in.Each && csource.Is(in.Name) {
						name += "-" + test.Target
					}
					all = append(all, job{reading: read != t, Task: prove.Task{Case: opinion.Case{Name: in.Name, Test: test, Model: m, Choices: in.With(choices)}, All: o.All,
						Folder: folders.New(name)}})
				}
			}
		}
	}
	return all, nil
}

// ofStudy returns a job for every program of a study under each of its models, or for each
// target, with all slots free. If there are other arguments, the study has a folder of its own.
func (o *Options) ofStudy(arg string, folders *flags.Folders) ([]job, error) {
	st, err := o.Model.Files.Study(arg)
	if err != nil {
		return nil, err
	}
	by := flags.Models{Files: o.Model.Files}
	if o.Model.Name != "" {
		by.Names = []string{o.Model.Name}
	}
	models, err := by.OfStudy(st, &o.Targets)
	if err != nil {
		return nil, err
	}
	var below []string
	if len(o.Args) > 1 {
		name, err := filepath.Abs(strings.TrimSuffix(st.Name, "/study.toml"))
		if err != nil {
			return nil, err
		}
		below = []string{filepath.Base(name)}
	}
	var all []job
	for _, p := range st.Programs {
		for i := range models {
			name := strings.TrimSuffix(path.Base(p.File), ".litmus")
			if len(models) > 1 {
				name += "-" + strings.TrimSuffix(filepath.Base(models[i].Name), ".cat")
			}
			if st.Excludes(p, models[i].Target) {
				continue
			}
			test := models[i].Test(p.Test)
			all = append(all, job{study: st, program: p, Task: prove.Task{Case: opinion.Case{Name: p.Name, Test: test, Model: models[i]}, All: true,
				Folder: folders.New(append(below, name)...)}})
		}
	}
	return all, nil
}
