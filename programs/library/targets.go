package library

import (
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
)

// targets checks a list of targets in the file.
func (l *loader) targets(names []string, at ...any) (all []string) {
	for i, name := range names {
		span := l.at.Value(append(at, i)...)
		if slices.Contains(all, name) {
			l.errorAt(span, diag.StudyTwice, "the target %s is listed twice", name)
			continue
		}
		if name != litmus.AsWritten {
			if _, err := target.Named(name); err != nil {
				for _, d := range diag.All(err) {
					d.Span = span
					l.errs = append(l.errs, d)
				}
				continue
			}
		}
		all = append(all, name)
	}
	return all
}

// targetsOf returns the targets of one program of the file; nil if it has all.
func (l *loader) targetsOf(file string) []string {
	own, ok := l.file.TargetsOf[file]
	if !ok {
		return nil
	}
	if len(own) == 0 {
		l.errorAt(l.at.Key("targets_of", file), diag.StudyMissing, "%s has no targets", file).WithFix("leave it out, or name targets of the study")
	}
	for i, name := range own {
		if !slices.Contains(l.file.Targets, name) {
			l.errorAt(l.at.Value("targets_of", file, i), diag.StudyName, "%q is no target of the study", name).
				Note("its targets are %s", strings.Join(l.file.Targets, ", "))
			return nil
		}
	}
	return l.targets(own, "targets_of", file)
}

// compiled checks that the programs of a study with targets can be compiled, and that
// targets_of names no others.
func (l *loader) compiled() {
	for _, file := range slices.Sorted(maps.Keys(l.file.TargetsOf)) {
		if !slices.ContainsFunc(l.study.Programs, func(p *Program) bool { return p.File == file }) {
			l.errorAt(l.at.Key("targets_of", file), diag.StudyProgram, "the study has no program %q", file)
		}
	}
	for _, p := range l.study.Programs {
		if len(l.study.Targets) > 0 && !p.Test.InC() {
			l.errorAt(l.at.Key("targets"), diag.StudyProgram, "%s is not in kernel C", p.File).
				Note("targets are what programs in kernel C are compiled for").WithFix("name models instead of targets")
		}
	}
}
