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
		return load(place{studyFile, arg, arg}, arg)
	case err == nil:
		dir, file := filepath.Dir(arg), filepath.Base(arg)
		return load(place{file, dir, dir}, arg)
	}
	name := strings.TrimSuffix(arg, "/")
	if slices.Contains(Studies(), name) {
		return load(place{studyFile, name, ""}, name)
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

// place is where a study lies: the name of the study file, and how its folder is called
// in messages.
type place struct {
	file  string
	shown string
	disk  string // the folder on disk; empty for an embedded study
}

// read reads a file beside the study file.
func (pl place) read(file string) (*diag.Source, error) {
	if pl.disk == "" {
		return readEmbedded(path.Join(pl.shown, file))
	}
	return ReadFile(filepath.Join(pl.disk, filepath.FromSlash(file)))
}

func load(pl place, name string) (*Study, error) {
	src, err := pl.read(pl.file)
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

func (l *loader) errorAt(s diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(s, code, format, args...)
	l.errs = append(l.errs, d)
	return d
}

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
		l.variant(i, listed)
	}
}

// programs finds the programs of a list in the file, reading those that no
// list before has named. Those that cannot be read are left out.
func (l *loader) programs(files []string, at ...any) []*Program {
	var ps []*Program
	for i, f := range files {
		span := l.at.Value(append(at, i)...)
		if slices.Contains(files[:i], f) {
			l.errorAt(span, diag.StudyTwice, "the program %s is listed twice", f)
			continue
		}
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
	src, err := l.read(f)
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

func (l *loader) models() {
	for i, m := range l.file.Models {
		span := l.at.Value("models", i)
		switch {
		case strings.TrimSpace(m) == "" || strings.ContainsAny(m, "\n\t"):
			l.errorAt(span, diag.StudyName, "%q is no name of a model", m)
		case slices.Contains(l.file.Models[:i], m):
			l.errorAt(span, diag.StudyTwice, "the model %s is listed twice", m)
		default:
			l.study.Models = append(l.study.Models, Model{Name: m, Span: span})
		}
	}
}
