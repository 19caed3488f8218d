package herd7

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/herd"
)

// maxList is the size up to which a list of tests or names is read, in bytes; maxDepth says how
// deep lists may name lists.
const (
	maxList  = 1 << 24
	maxDepth = 16
)

// reporter writes the results, and reports what goes wrong.
type reporter struct {
	o      *options
	io     iostreams.IO
	failed bool    // a test has no log
	grave  []error // disagreements, bugs and the like: reported last
}

// open finds the tests of all arguments.
func (r *reporter) open(args []string) []library.Input {
	var ins []library.Input
	for _, arg := range args {
		ins = append(ins, r.expand(arg, 0)...)
	}
	return ins
}

// expand returns the tests that a name stands for: itself, or those of a list, whose name
// begins with @. A list names tests relative to its folder.
func (r *reporter) expand(name string, depth int) []library.Input {
	if !strings.HasPrefix(filepath.Base(name), "@") {
		return r.test(name)
	}
	if depth == maxDepth {
		r.warn(name, diag.New(diag.Span{}, diag.NoFile, "lists name lists more than %d times", maxDepth))
		return nil
	}
	src, err := disk.Read(name, maxList)
	if err != nil {
		r.fail(name, err)
		return nil
	}
	var ins []library.Input
	for line := range strings.Lines(src.Text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !filepath.IsAbs(line) {
			line = filepath.Join(filepath.Dir(name), line)
		}
		ins = append(ins, r.expand(line, depth+1)...)
	}
	return ins
}

// test returns the test in a file.
func (r *reporter) test(name string) []library.Input {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.warn(name, diag.New(diag.Span{}, diag.NoFile, "no such file exists"))
		return nil
	case err != nil:
		r.fail(name, disk.Unreadable(name, err))
		return nil
	case info.IsDir():
		r.warn(name, diag.New(diag.Span{}, diag.NoFile, "it is a folder").WithFix("name the tests in it"))
		return nil
	}
	ins, err := r.o.files.Open(name, nil)
	if err != nil {
		r.fail(name, err)
	}
	return ins
}

// errExit ends a run after a test that fails.
var errExit = errors.New("a test fails")

// emit writes the log and the drawings of a test.
func (r *reporter) emit(ran herd.Ran) error {
	if ran.Skipped {
		return nil
	}
	name := ran.Input.Name
	if ran.Err != nil {
		r.fail(name, ran.Err)
		if r.o.exit {
			return errExit
		}
		return nil
	}
	if r.o.verbose {
		diag.Render(r.io.Err, ran.Warnings)
	}
	if ran.Loop != "" {
		fmt.Fprintf(r.io.Err, "Warning: File %q: unrolling limit exceeded at %s, legal outcomes may be missing.\n", name, ran.Loop)
	}
	base := strings.TrimSuffix(filepath.Base(name), ".litmus") + r.o.suffix
	switch {
	case len(ran.Drawings) == 0:
	case r.o.out == "-":
		fmt.Fprintf(r.io.Out, "\nDOTBEGIN %s\nDOTCOM dot\n%sDOTEND %s\n", base, ran.Drawings, base)
	default:
		path := filepath.Join(r.o.out, base+".dot")
		err := r.io.To(path, func(w io.Writer) error {
			_, err := w.Write(ran.Drawings)
			return err
		})
		if err != nil {
			r.fail(name, err)
		}
	}
	_, err := r.io.Out.Write(ran.Log)
	return err
}

// fail reports why a test has no log.
func (r *reporter) fail(name string, err error) {
	r.failed = true
	ds := diag.All(err)
	switch why := limit.As(err); {
	case why != nil:
		r.line(name, "", fmt.Sprintf("stopped: %v", why), "")
	case exit.Of(err) == exit.Input && len(ds) > 0:
		said := map[string]bool{} // each unknown primitive is reported once
		for _, d := range ds {
			if text, place := message(d); !said[text+place] {
				said[text+place] = true
				r.line(name, place, text, d.Code)
			}
		}
	default:
		r.grave = append(r.grave, fmt.Errorf("%s: %w", name, err))
	}
}

// warn reports one error about a test.
func (r *reporter) warn(name string, d *diag.Diagnostic) {
	text, place := message(d)
	r.line(name, place, text, d.Code)
}

// message returns an error in the form of herd7's messages, which scripts search, and its place.
func message(d *diag.Diagnostic) (text, place string) {
	if d.Code == diag.KernelCPrimitive || d.Code == diag.KernelCRefused { // the kernel's scripts search for these words
		return "Unknown macro " + d.Span.Text() + userError, ""
	}
	if d.Span.Known() {
		line, col := d.Span.Src.Position(d.Span.Start)
		place = fmt.Sprintf(", line %d, characters %d-%d", line, col-1, col-1+d.Span.End-d.Span.Start)
	}
	return d.Msg + userError, place
}

// userError ends messages of herd7 about wrong input.
const userError = " (User error)"

// line writes one warning; code may be "".
func (r *reporter) line(name, place, text string, code diag.Code) {
	r.failed = true
	if code != "" {
		text += fmt.Sprintf(" [%s]", code)
	}
	fmt.Fprintf(r.io.Err, "Warning: File \"%s\"%s: %s\n", diag.Clean(name), place, diag.Clean(text))
}
