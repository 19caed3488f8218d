package library

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// LoadStudy loads what the user typed as a study: a study file, a folder that
// holds a study.toml, or the name of an embedded study. The error holds
// diagnostics: everything found wrong with the file, or with its programs.
func LoadStudy(arg string) (*Study, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return load(onDisk(arg, studyFile), arg)
	case err == nil && filepath.Ext(arg) == ".litmus":
		return nil, diag.New(diag.Span{}, diag.StudySyntax, "%s is a program, and a study is needed", arg).
			Note("a study is a file in TOML that names programs, and variants of them to compare").
			WithFix("fencewise repair %s goes through all choices in its slots", arg)
	case err == nil:
		return load(onDisk(filepath.Dir(arg), filepath.Base(arg)), arg)
	}
	name := strings.TrimSuffix(arg, "/")
	if slices.Contains(Studies(), name) {
		return load(inProgram(name), name)
	}
	if !os.IsNotExist(err) {
		return nil, disk.Unreadable(arg, err)
	}
	d := diag.New(diag.Span{}, diag.NoFile, "there is no study %s, as a file or embedded", arg)
	switch near := diag.Nearest(name, Studies()); {
	case near != "":
		d.WithFix("did you mean %s?", near)
	case slices.Contains(Programs(), strings.TrimSuffix(name, ".litmus")):
		d.Note("it is a program of the study %s", path.Dir(name))
	default:
		d.Note("embedded studies: %s", strings.Join(Studies(), ", "))
	}
	return nil, d
}

// place is where a study lies: the name of the study file, how its folder is called in
// messages, and how its files are read.
type place struct {
	file  string
	shown string
	disk  string // the folder on disk; empty for an embedded study
	open  func(name string) (*diag.Source, error)
}

func onDisk(dir, file string) place {
	return place{file, dir, dir, func(name string) (*diag.Source, error) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if name == file {
			return ReadTOML(path)
		}
		return ReadFile(path)
	}}
}

func inProgram(name string) place {
	return place{studyFile, name, "", func(file string) (*diag.Source, error) { return readEmbedded(path.Join(name, file)) }}
}

func load(pl place, name string) (*Study, error) {
	src, err := pl.open(pl.file)
	if err != nil {
		return nil, err
	}
	f, err := decode(src)
	if err != nil {
		return nil, err
	}
	l := loader{place: pl, src: src, file: f, at: tomlsrc.Index(src), study: &Study{Name: name, Title: f.Title, Question: f.Question, Src: src, dir: pl.disk}}
	l.run()
	if err := l.errs.Err(); err != nil {
		return nil, err
	}
	return l.study, nil
}

// loader turns the decoded file into a Study. All errors are collected.
type loader struct {
	place
	src   *diag.Source
	file  *file
	at    tomlsrc.Spans
	study *Study
	errs  diag.List
}

// errorAt reports an error, unless the limit on errors is reached.
func (l *loader) errorAt(s diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(s, code, format, args...)
	if !l.full() {
		l.errs = append(l.errs, d)
	}
	return d
}

func (l *loader) full() bool { return len(l.errs) >= tomlsrc.MaxErrors }

func (l *loader) run() {
	whole := l.src.Span(0, 0)
	if l.file.Title == "" {
		l.errorAt(whole, diag.StudyMissing, "the study has no title").WithFix(`add: title = "…"`)
	}
	if len(l.file.Program) == 0 {
		l.errorAt(whole, diag.StudyMissing, "the study has no programs").WithFix(`add: program = ["….litmus"]`)
	}
	if len(l.file.Models) == 0 {
		l.errorAt(whole, diag.StudyMissing, "the study has no models").WithFix(`add: models = ["power"]`)
	}
	listed := l.programs(l.file.Program, "program")
	l.models()
	for i := range l.file.Variant {
		if l.full() {
			break
		}
		l.variant(i, listed)
	}
}

// programs finds the programs of a list in the file, reading those that no
// list before has named. Those that cannot be read are left out.
func (l *loader) programs(files []string, at ...any) []*Program {
	var ps []*Program
	seen := map[string]bool{}
	for i, f := range files {
		if l.full() {
			break
		}
		span := l.at.Value(append(at, i)...)
		if seen[f] {
			l.errorAt(span, diag.StudyTwice, "the program %s is listed twice", f)
			continue
		}
		seen[f] = true
		if p := l.program(f, span); p != nil {
			ps = append(ps, p)
		}
	}
	return ps
}

func (l *loader) program(f string, span diag.Span) *Program {
	for _, p := range l.study.Programs {
		if p.File == f {
			return p
		}
	}
	if !fs.ValidPath(f) || f == "." {
		l.errorAt(span, diag.StudyName, "%q is no file name", f).Note("programs lie beside the study file, or in folders below it")
		return nil
	}
	src, err := l.open(f)
	if lack := disk.Lacking(err); lack != nil {
		l.errs = append(l.errs, lack)
		return nil
	}
	if err != nil {
		d := l.errorAt(span, diag.StudyProgram, "the program cannot be read")
		for _, e := range diag.All(err) {
			d.Note("%s", e.Msg)
		}
		return nil
	}
	t, err := litmus.Parse(src)
	if err != nil {
		l.errs = append(l.errs, diag.All(err)...)
		return nil
	}
	p := &Program{File: f, Name: strings.TrimSuffix(src.Name, ".litmus"), Test: t}
	l.study.Programs = append(l.study.Programs, p)
	return p
}

// maxModels bounds the models of a study: each is looked for, and has a column.
const maxModels = 256

func (l *loader) models() {
	if len(l.file.Models) > maxModels {
		l.errorAt(l.at.Key("models"), diag.TooLarge, "the study has more than %d models", maxModels)
		return
	}
	seen := map[string]bool{}
	for i, m := range l.file.Models {
		if l.full() {
			break
		}
		span := l.at.Value("models", i)
		switch {
		case strings.TrimSpace(m) == "" || strings.ContainsAny(m, "\n\t"):
			l.errorAt(span, diag.StudyName, "%q is no name of a model", m)
		case seen[m]:
			l.errorAt(span, diag.StudyTwice, "the model %s is listed twice", m)
		default:
			l.study.Models = append(l.study.Models, Model{Name: m, Span: span})
		}
		seen[m] = true
	}
}
