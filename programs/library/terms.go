package library

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// terms adds the terms of the study, in the order of the file.
func (l *loader) terms() {
	at := func(word string) diag.Span { return l.at.Key("terms", word) }
	words := slices.SortedFunc(maps.Keys(l.file.Terms), func(a, b string) int { return cmp.Compare(at(a).Start, at(b).Start) })
	for _, word := range words {
		if l.tooManyErrors() {
			break
		}
		if !l.line(at(word), word, "word") || !l.line(l.at.Value("terms", word), l.file.Terms[word], "meaning") {
			continue
		}
		l.study.Terms = append(l.study.Terms, Term{word, l.file.Terms[word]})
	}
}

// threads adds the names of threads. The study has been loaded without error.
func (l *loader) threads() {
	for _, file := range slices.Sorted(maps.Keys(l.file.Threads)) {
		i := slices.IndexFunc(l.study.Programs, func(p *Program) bool { return p.File == file })
		if i < 0 {
			l.errorAt(l.at.Key("threads", file), diag.StudyProgram, "the study has no program %q", file)
			continue
		}
		p := l.study.Programs[i]
		for _, thread := range slices.Sorted(maps.Keys(l.file.Threads[file])) {
			switch name := l.file.Threads[file][thread]; {
			case l.tooManyErrors():
				return
			case !slices.ContainsFunc(p.Test.Threads, func(th *litmus.Thread) bool { return th.Name == thread }):
				l.errorAt(l.at.Key("threads", file, thread), diag.StudyName, "%s has no thread %q", file, thread).
					Note("its threads are %s", strings.Join(threadNames(p.Test), ", "))
			case l.line(l.at.Value("threads", file, thread), name, "name"):
				if p.Threads == nil {
					p.Threads = map[string]string{}
				}
				p.Threads[thread] = name
			}
		}
	}
}

func threadNames(t *litmus.Test) []string {
	var names []string
	for _, th := range t.Threads {
		names = append(names, th.Name)
	}
	return names
}

// line reports an error unless a text is a line that is not empty.
func (l *loader) line(at diag.Span, text, what string) bool {
	if strings.TrimSpace(text) != "" && !strings.ContainsAny(text, "\n\r") {
		return true
	}
	l.errorAt(at, diag.StudyName, "%q is not a valid %s", text, what)
	return false
}
