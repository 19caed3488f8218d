package library

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// LoadStudy loads the study that the user typed: a study file, a folder that contains a
// study.toml, or the name of an embedded study. The error holds a diagnostic for
// everything that is wrong with the file or with its programs.
func LoadStudy(arg string) (*Study, error) { return LoadStudyFor(arg, nil) }

// LoadStudyFor is LoadStudy for callers who know the models: known returns what is wrong with
// a model, by its name or file. Then errors in claims, which may be consequences, are not
// reported beside a wrong model.
func LoadStudyFor(arg string, known func(model string) error) (*Study, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return loadFor(diskPlace(arg, studyFile), folderName(arg), known)
	case err == nil && filepath.Ext(arg) == ".litmus":
		return nil, diag.New(diag.Span{}, diag.StudySyntax, "%s is a program, but a study is expected", arg).
			Note("a study is a TOML file that names programs and the variants of them to compare").
			WithFix("run fencewise repair %s to try all choices of its slots", arg)
	case err == nil:
		return loadFor(diskPlace(filepath.Dir(arg), filepath.Base(arg)), arg, known)
	}
	name := strings.TrimSuffix(arg, "/")
	if slices.Contains(Studies(), name) {
		return loadFor(embeddedPlace(name), name, known)
	}
	if !os.IsNotExist(err) {
		return nil, disk.Unreadable(arg, err)
	}
	d := diag.New(diag.Span{}, diag.NoFile, "%s is neither a study file nor an embedded study", arg)
	switch near := diag.Nearest(name, Studies()); {
	case near != "":
		d.WithFix("did you mean %s?", near)
	case slices.Contains(Programs(), strings.TrimSuffix(name, ".litmus")):
		d.Note("%s is a program of the study %s", arg, path.Dir(name)).WithFix("name the study: %s", path.Dir(name))
	case nearFile(arg, besides(arg)) != "":
		d.Note("there is a program %s; fencewise new makes a study of programs", nearFile(arg, besides(arg)))
	default:
		d.Note("the embedded studies are %s", strings.Join(Studies(), ", "))
	}
	return nil, d
}

// EmbeddedStudy loads an embedded study, whatever files there are on disk.
func EmbeddedStudy(name string) (*Study, error) { return load(embeddedPlace(name), name) }

// folderName returns the name of a study in a folder: its path, or for "." and ".." the name
// that the folder has.
func folderName(dir string) string {
	if base := filepath.Base(dir); base != "." && base != ".." {
		return dir
	}
	if whole, err := filepath.Abs(dir); err == nil {
		return filepath.Base(whole)
	}
	return dir
}

// studyPlace is where a study is stored.
type studyPlace struct {
	file  string                                  // the name of the study file
	shown string                                  // the name of its folder in messages
	disk  string                                  // the folder on disk; empty for an embedded study
	open  func(name string) (*diag.Source, error) // reads one of its files
	c     csource.Options                         // how its .c files are read
}

func diskPlace(dir, file string) studyPlace {
	return studyPlace{file: file, shown: dir, disk: dir, open: func(name string) (*diag.Source, error) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if name == file {
			return ReadTOML(path)
		}
		return ReadFile(path)
	}}
}

func embeddedPlace(name string) studyPlace {
	return studyPlace{
		file: studyFile, shown: name, c: csource.Options{FS: embedded},
		open: func(file string) (*diag.Source, error) { return readEmbedded(path.Join(name, file)) },
	}
}

func load(pl studyPlace, name string) (*Study, error) { return loadFor(pl, name, nil) }

func loadFor(pl studyPlace, name string, known func(model string) error) (*Study, error) {
	src, err := pl.open(pl.file)
	if err != nil {
		return nil, err
	}
	f := new(file)
	if err := format.Decode(src, f); err != nil {
		return nil, err
	}
	l := loader{studyPlace: pl, known: known, src: src, file: f, at: tomlsrc.Index(src), study: &Study{Name: name, Title: f.Title, Question: f.Question, Answer: f.Answer, Src: src, dir: pl.disk}}
	l.run()
	if err := l.errs.Err(); err != nil {
		return nil, err
	}
	return l.study, nil
}

// loader turns the decoded file into a Study and collects all errors.
type loader struct {
	studyPlace
	known func(model string) error // see LoadStudyFor; may be nil
	src   *diag.Source
	file  *file
	at    tomlsrc.Spans
	study *Study
	errs  diag.List
}

// errorAt reports an error, unless the maximum number of errors is reached.
func (l *loader) errorAt(s diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(s, code, format, args...)
	if !l.tooManyErrors() {
		l.errs = append(l.errs, d)
	}
	return d
}

func (l *loader) tooManyErrors() bool { return len(l.errs) >= tomlsrc.MaxErrors }

func (l *loader) run() {
	whole := l.src.Span(0, 0)
	if l.file.Title == "" {
		l.errorAt(whole, diag.StudyMissing, "the study has no title").WithFix(`add: title = "…"`)
	}
	if len(l.file.Program) == 0 {
		l.errorAt(whole, diag.StudyMissing, "the study has no programs").WithFix(`add: program = ["….litmus"]`)
	}
	switch named := len(l.file.Targets) > 0; {
	case len(l.file.Models) == 0 && !named:
		l.errorAt(whole, diag.StudyMissing, "the study has no models").
			WithFix(`add: models = ["power"]; for kernel C models = ["lkmm"], or targets = ["lkmm", "power"] to compile it, too`)
	case len(l.file.Models) > 0 && named:
		l.errorAt(l.at.Key("targets"), diag.StudyTwice, "the study has both models and targets").
			Note("each target has its own model").WithFix("keep one of the two")
	}
	listed := l.programs(l.file.Program, "program")
	l.models()
	l.study.Targets = l.targets(l.file.Targets, "targets")
	complete := len(l.errs) == 0
	for i := range l.file.Variant {
		if l.tooManyErrors() {
			break
		}
		l.variant(i, listed, complete)
	}
	if complete {
		l.defaults()
	}
	l.terms()
	if len(l.errs) == 0 { // otherwise programs may be missing, which would cause more errors
		l.threads()
		l.compiled()
		l.property()
	}
}

// property makes the programs ask what the study asks.
func (l *loader) property() {
	p := litmus.Property(l.file.Property)
	if p == "" || p == litmus.Safety {
		return
	}
	if !slices.Contains(litmus.Properties(), string(p)) {
		l.errorAt(l.at.Value("property"), diag.StudyName, "no property %q exists", p).Note("the properties are %s", prose.And(litmus.Properties()))
		return
	}
	l.errs = append(l.errs, l.study.ask(p)...)
}

// programs returns the programs of a list in the file. It reads those that no earlier
// list has named, reports those that cannot be read, and leaves them out.
func (l *loader) programs(files []string, at ...any) []*Program {
	var ps []*Program
	seen := map[string]bool{}
	for i, f := range files {
		if l.tooManyErrors() {
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
		l.errorAt(span, diag.StudyName, "%q is not a valid file name", f).Note("programs must be in the folder of the study file or below it")
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
		if near := nearFile(f, l.others(f)); near != "" {
			d.WithFix("did you mean %s?", near)
		}
		return nil
	}
	t, err := parse(src, l.c)
	if err != nil {
		l.errs = append(l.errs, diag.All(err)...)
		return nil
	}
	p := &Program{File: f, Name: strings.TrimSuffix(src.Name, ".litmus"), Test: t, Targets: l.targetsOf(f)}
	l.study.Programs = append(l.study.Programs, p)
	return p
}

// others lists the programs in the folder of the study file, for a name that none of them has.
func (l *loader) others(name string) []string {
	var files []string
	if l.disk == "" {
		for _, f := range programFiles(l.shown) {
			files = append(files, path.Base(f))
		}
		return files
	}
	dir := path.Dir(name)
	for _, f := range besides(filepath.Join(l.disk, filepath.FromSlash(name))) {
		files = append(files, path.Join(dir, filepath.Base(f)))
	}
	return files
}

// maxModels bounds the models of a study, since each is loaded and has a column of its own.
const maxModels = 256

func (l *loader) models() {
	if len(l.file.Models) > maxModels {
		l.errorAt(l.at.Key("models"), diag.TooLarge, "the study has more than %d models", maxModels)
		return
	}
	seen := map[string]bool{}
	for i, m := range l.file.Models {
		if l.tooManyErrors() {
			break
		}
		span := l.at.Value("models", i)
		switch {
		case strings.TrimSpace(m) == "" || strings.ContainsAny(m, "\n\t"):
			l.errorAt(span, diag.StudyName, "%q is not a valid model name", m)
		case seen[m]:
			l.errorAt(span, diag.StudyTwice, "the model %s is listed twice", m)
		default:
			named := Model{Name: m, Span: span}
			l.study.Models = append(l.study.Models, named)
			if l.known != nil {
				l.errs = append(l.errs, named.Placed(l.known(l.study.ModelFile(named)))...)
			}
		}
		seen[m] = true
	}
}
