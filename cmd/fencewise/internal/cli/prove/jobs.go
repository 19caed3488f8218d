package prove

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/prove"
)

// job is one task of proving, which may give a bundle.
type job struct {
	prove.Task
	study   *library.Study // nil for a program that is in no study
	program *library.Program
}

// single reports whether the argument is one program; then the output folder is its
// bundle.
func (o *Options) single() bool {
	if len(o.Args) != 1 || study(o.Args[0]) {
		return false
	}
	info, err := os.Stat(o.Args[0])
	return err != nil || !info.IsDir()
}

// study reports whether an argument is a study. Files on disk take precedence over
// embedded names.
func study(arg string) bool {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		_, err := os.Stat(filepath.Join(arg, "study.toml"))
		return err == nil
	case err == nil:
		return strings.HasSuffix(arg, ".toml")
	}
	return slices.Contains(library.Studies(), strings.TrimSuffix(arg, "/")) || strings.HasSuffix(arg, ".toml")
}

// jobs returns the tasks for the arguments, each with its own folder below the output
// folder. Inputs that cannot be read are reported to fail and left out.
func (o *Options) jobs(choices map[string]string, fail func(error)) ([]job, error) {
	var model *fit.Model // of programs that are in no study
	if slices.ContainsFunc(o.Args, func(arg string) bool { return !study(arg) }) {
		var err error
		if model, err = o.Model.Load(); err != nil {
			return nil, err
		}
	}
	var all []job
	taken := map[string]bool{}
	for _, arg := range o.Args {
		if study(arg) {
			more, err := o.ofStudy(arg, taken)
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
		for _, in := range ins {
			t, err := in.Parse()
			if err != nil {
				fail(err)
				continue
			}
			all = append(all, job{Task: prove.Task{Case: opinion.Case{Name: in.Name, Test: t, Model: model, Choices: choices}, All: o.All,
				Folder: o.folder(taken, t.Name)}})
		}
	}
	return all, nil
}

// ofStudy returns a job for every program of a study under each of its models, with
// all slots free. If there are other arguments, the study has a folder of its own.
func (o *Options) ofStudy(arg string, taken map[string]bool) ([]job, error) {
	st, err := o.Model.Files.Study(arg)
	if err != nil {
		return nil, err
	}
	by := flags.Models{Files: o.Model.Files}
	if o.Model.Name != "" {
		by.Names = []string{o.Model.Name}
	}
	models, err := by.OfStudy(st)
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
			all = append(all, job{study: st, program: p, Task: prove.Task{Case: opinion.Case{Name: p.Name, Test: p.Test, Model: models[i]}, All: true,
				Folder: o.folder(taken, append(below, name)...)}})
		}
	}
	return all, nil
}

// folder returns a folder below the output folder for a bundle. No other bundle has
// this folder, is inside it, or contains it, even if file names ignore case. taken
// has the folders used so far, and whether each is a bundle itself.
func (o *Options) folder(taken map[string]bool, names ...string) string {
	dir := ""
	for i := range names {
		last := i == len(names)-1
		wanted := filepath.Join(dir, fileName(names[i]))
		dir = wanted
		for n := 2; ; n++ {
			if is, there := taken[strings.ToLower(dir)]; !there || !is && !last {
				break
			}
			dir = fmt.Sprintf("%s-%d", wanted, n)
		}
		taken[strings.ToLower(dir)] = last
	}
	return filepath.Join(o.Output, dir)
}

// fileName turns a name into one that every file system accepts.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("+-_.,=@", r) {
			return r
		}
		return '_'
	}, name)
	if name == "" || name[0] == '.' || name[0] == '-' {
		name = "_" + name
	}
	return name
}
