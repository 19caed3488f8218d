package library

import (
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Input is one program that the user named.
type Input struct {
	Name   string            // its name in output: a path, or "host_ipi/mail"
	Macros *kernelc.Macros   // the primitives of a program in kernel C; nil: the embedded table
	Target string            // the target that it is compiled for; see litmus.Test
	Endian litmus.ByteOrder  // NoOrder for what the program says itself
	C      csource.Options   // how a .c file is read
	Asks   litmus.Property   // what is asked about it
	Each   bool              // it is decided in each of its readings; only a .c file has several
	Chosen map[string]string // choices for its slots, such as those of a variant; nil: as written
	read   func() (*diag.Source, error)
}

// Read reads the program's text. The error is a *diag.Diagnostic.
func (in Input) Read() (*diag.Source, error) { return in.read() }

// Parse reads the program's text and parses it.
func (in Input) Parse() (*litmus.Test, error) {
	src, err := in.Read()
	if err != nil {
		return nil, err
	}
	t, err := parse(src, in.C)
	if t != nil {
		if t.Macros = in.Macros; in.Target != "" {
			t.Target = in.Target
		}
		t.SetEndian(in.Endian)
	}
	if err != nil {
		return t, err
	}
	return t.Asking(in.Asks)
}

// ParseAs is Parse for a .c file, some of whose files are read as other texts.
func (in Input) ParseAs(texts map[string]string) (*litmus.Test, error) {
	in.C.Texts, in.C.Apart = texts, false
	return in.Parse()
}

// parse reads a litmus test or a .c file.
func parse(src *diag.Source, c csource.Options) (*litmus.Test, error) {
	if csource.Is(src.Name) {
		if text, ok := c.Texts[src.Name]; ok {
			src = diag.NewSource(src.Name, text)
		}
		return csource.Read(src, c)
	}
	return litmus.Parse(src)
}

// Readings returns the parsed program once for each of its readings: of a .c file with Each once
// for each target of [Readings], of any other as it is.
func (in Input) Readings(t *litmus.Test) []*litmus.Test {
	if !in.Each || !csource.Is(in.Name) {
		return []*litmus.Test{t}
	}
	var all []*litmus.Test
	for _, name := range Readings(t) {
		read := *t
		read.Target = name
		all = append(all, &read)
	}
	return all
}

// With returns the choices for the slots of the program, with changes.
func (in Input) With(changes map[string]string) map[string]string {
	if len(in.Chosen) == 0 {
		return changes
	}
	all := maps.Clone(in.Chosen)
	maps.Copy(all, changes)
	return all
}

// ForTargets returns each program once for each target; if there are no targets, it returns
// the programs as they are.
func ForTargets(ins []Input, targets []string) []Input {
	if len(targets) == 0 {
		return ins
	}
	var all []Input
	for _, in := range ins {
		for _, in.Target = range targets {
			all = append(all, in)
		}
	}
	return all
}

// stdinName is the name of standard input in output.
const stdinName = "<stdin>"

// OpenFrom does the same as Open, but reads the program "-" from stdin. It reads stdin
// once, when the program is read for the first time.
func OpenFrom(arg string, stdin io.Reader) ([]Input, error) {
	if arg != "-" || stdin == nil {
		return Open(arg)
	}
	return []Input{{Name: stdinName, read: sync.OnceValues(func() (*diag.Source, error) {
		return disk.ReadFrom(stdin, stdinName, maxBytes)
	})}}, nil
}

// Open returns the programs that arg, which the user typed, stands for: a file, a folder
// (every .litmus file below it, and every .c file with threads, sorted), an embedded program ("host_ipi/mail") or an
// embedded study (all its programs). A file or folder on disk takes precedence over an
// embedded name. The error is a *diag.Diagnostic.
func Open(arg string) ([]Input, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return openFolder(arg)
	case err == nil && filepath.Ext(arg) == ".toml":
		return nil, diag.New(diag.Span{}, diag.NoFile, "%s is a study, but a program is expected", arg).
			WithFix("run fencewise compare %s, or name one of its programs", arg)
	case err == nil:
		return []Input{diskInput(arg)}, nil
	}
	name := strings.TrimSuffix(strings.TrimSuffix(arg, "/"), ".litmus")
	if slices.Contains(Studies(), name) {
		var ins []Input
		for _, f := range programFiles(name) {
			ins = append(ins, embeddedInput(f))
		}
		return ins, nil
	}
	if slices.Contains(Programs(), name) {
		return []Input{embeddedInput(programPath(name))}, nil
	}
	if !os.IsNotExist(err) {
		return nil, disk.Unreadable(arg, err)
	}
	d := diag.New(diag.Span{}, diag.NoFile, "%s is neither a file nor an embedded program", arg)
	near := diag.Nearest(name, append(Studies(), Programs()...))
	if near == "" {
		near = nearFile(arg, besides(arg))
	}
	if near != "" {
		d.WithFix("did you mean %s?", near)
	}
	return nil, d
}

// besides lists the programs in the folder where a file with some path would be.
func besides(path string) []string {
	dir := filepath.Dir(path)
	all, _ := filepath.Glob(filepath.Join(dir, "*.litmus")) // fails only for a malformed pattern
	c, _ := filepath.Glob(filepath.Join(dir, "*.c"))
	all = append(all, c...)
	if dir == "." && strings.HasPrefix(path, "./") {
		for i := range all {
			all[i] = "./" + all[i]
		}
	}
	return all
}

func diskInput(path string) Input {
	return Input{Name: path, read: func() (*diag.Source, error) { return ReadFile(path) }}
}

func embeddedInput(path string) Input {
	return Input{Name: programName(path), C: csource.Options{FS: embedded}, read: func() (*diag.Source, error) { return readEmbedded(path) }}
}

// openFolder returns the programs below a folder. A subfolder that cannot be read is an
// error: if it were left out silently, the results would look complete.
func openFolder(dir string) ([]Input, error) {
	var ins []Input
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && (strings.HasSuffix(path, ".litmus") || csource.Is(path) && csource.HasThreads(path)) {
			in := diskInput(path)
			if d.Type().IsRegular() {
				in.read = func() (*diag.Source, error) { return disk.ReadSeen(path, maxBytes) }
			}
			ins = append(ins, in)
		}
		return nil
	})
	if err != nil {
		return nil, disk.Unreadable(dir, err)
	}
	if len(ins) == 0 {
		return nil, diag.New(diag.Span{}, diag.NoFile, "%s contains no .litmus file, and no .c file with threads", dir)
	}
	return ins, nil
}
