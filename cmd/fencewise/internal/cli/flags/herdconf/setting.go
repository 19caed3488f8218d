package herdconf

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Setting is a setting with its value.
type Setting struct {
	Word
	Value string
	Span  diag.Span // in a configuration file; unknown for the command line
	Dir   string    // the folder of the configuration file
}

// Said returns the setting as the user has written it.
func (s *Setting) Said() string {
	if s.Span.Known() {
		return s.Name
	}
	if s.Name == spelled["I"] {
		return "-I"
	}
	return "-" + s.Name
}

// Wrong returns an error about the setting.
func (s *Setting) Wrong(format string, args ...any) *diag.Diagnostic {
	return diag.New(s.Span, diag.BadOption, "%s "+format, append([]any{s.Said()}, args...)...)
}

// Check returns an error for a setting that fencewise does not have.
func (s *Setting) Check() *diag.Diagnostic {
	switch s.Kind {
	case Absent:
		return s.Refused()
	case Fixed:
		if s.Value != s.Only {
			return s.Wrong("is %s: fencewise has only %s", s.Value, s.Only)
		}
	case Files, Run, Shown:
	default:
		panic("herdconf: unknown kind of setting")
	}
	return nil
}

// Refused returns the error for a setting that fencewise does not have.
func (s *Setting) Refused() *diag.Diagnostic {
	d := s.Wrong("is a setting of herd7 that fencewise does not have")
	if s.Span.Known() {
		return d.WithFix("remove the line, if the answers do not depend on it")
	}
	return d.WithFix("leave it out, if the answers do not depend on it")
}

// Path returns the value of a setting that is a path, which in a configuration file is relative
// to the folder of the file.
func (s *Setting) Path() string {
	if filepath.IsAbs(s.Value) {
		return s.Value
	}
	return filepath.Join(s.Dir, s.Value)
}

// Bool returns the value of a setting that is true or false.
func (s *Setting) Bool() (bool, error) {
	switch s.Value {
	case "true", "false":
		return s.Value == "true", nil
	}
	return false, s.Wrong("is %q: expected true or false", s.Value)
}

// Int returns the value of a setting that is a number and not negative.
func (s *Setting) Int() (int, error) {
	n, err := strconv.Atoi(s.Value)
	if err != nil || n < 0 {
		return 0, s.Wrong("is %q: expected a number that is not negative", s.Value)
	}
	return n, nil
}

// maxConf is the size up to which a configuration file is read, in bytes.
const maxConf = 1 << 16

// ReadFile reads a configuration file, one setting on each line, and calls take for each. The
// error has everything that is wrong, including what take returns.
func ReadFile(path string, take func(*Setting) *diag.Diagnostic) error {
	src, err := disk.Read(path, maxConf)
	if err != nil {
		return err
	}
	var errs diag.List
	at := 0
	for line := range strings.Lines(src.Text) {
		start := at
		at += len(line)
		text, _, _ := strings.Cut(line, "#")
		name, value, _ := strings.Cut(strings.TrimSpace(text), " ")
		if name == "" {
			continue
		}
		start += strings.Index(line, name)
		s := Setting{Value: strings.TrimSpace(value), Span: src.Span(start, start+len(name)), Dir: filepath.Dir(path)}
		word, ok := find(name)
		s.Word = word
		var d *diag.Diagnostic
		switch {
		case !ok:
			d = diag.New(s.Span, diag.BadOption, "herd7 has no setting called %s", name)
			if like := near(name); like != "" {
				d.WithFix("did you mean %s?", like)
			}
		case s.Value == "" && !word.Bare && word.Kind != Shown:
			d = s.Wrong("has no value")
		default:
			d = take(&s)
		}
		if d != nil {
			errs = append(errs, d)
		}
	}
	return errs.Err()
}

// ReadArgs reads the arguments of a command line: the settings, and the names of tests. Both
// stay in their order. The error is about the first argument that is wrong.
func ReadArgs(args []string) (all []Setting, tests []string, err error) {
	for i := 0; i < len(args); i++ {
		written, isSetting := strings.CutPrefix(args[i], "-")
		if !isSetting || written == "" {
			tests = append(tests, args[i])
			continue
		}
		name, value, given := strings.Cut(written, "=")
		if in, ok := spelled[name]; ok {
			name = in
		}
		word, ok := find(name)
		s := Setting{Word: word, Value: value}
		switch {
		case !ok || written == spelled["I"]:
			d := diag.New(diag.Span{}, diag.BadOption, "herd7 has no option %s", args[i])
			if like := near(strings.TrimLeft(name, "-")); like != "" {
				like := Setting{Word: Word{Name: like}}
				d.WithFix("did you mean %s?", like.Said())
			}
			return nil, nil, d
		case word.Bare && given:
			return nil, nil, s.Wrong("takes no value")
		case !word.Bare && !given:
			if i++; i == len(args) {
				return nil, nil, s.Wrong("needs a value")
			}
			s.Value = args[i]
		}
		if s.Value == "" && !word.Bare && word.Kind != Shown {
			return nil, nil, s.Wrong("has no value")
		}
		all = append(all, s)
	}
	return all, tests, nil
}
