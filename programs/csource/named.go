package csource

import (
	"io/fs"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/programs/kernelc"
)

// named returns the names that occur in the file and in what the user defines. It returns nil if
// the program can have other names: from files that it includes, or put together by a macro. The front end spends
// most of its time with the declarations of hundreds of primitives, of which a program names few.
func (r *reader) named() map[string]bool {
	names := map[string]bool{}
	for _, text := range append([]string{r.src.Text, r.text}, r.opts.Defines...) {
		text = strings.NewReplacer("\\\n", "", "\\\r\n", "").Replace(text) // names can go on in the next line
		if strings.Contains(text, "##") || includesOthers(text) {
			return nil
		}
		addNames(names, text)
	}
	return names
}

// includesOthers reports whether a text includes a file that may not be one of our headers.
func includesOthers(text string) bool {
	for line := range strings.Lines(text) {
		_, what, found := strings.Cut(line, "include")
		if !found || !strings.Contains(line, "#") {
			continue
		}
		name, closed := "", false
		if what, found = strings.CutPrefix(strings.TrimSpace(what), "<"); found {
			name, _, closed = strings.Cut(what, ">")
		}
		if _, err := fs.Stat(headers, "headers/"+name); !closed || err != nil && !kernelHeaders[name] {
			return true
		}
	}
	return strings.Contains(text, "??") || strings.Contains(text, "%:") // other spellings of #
}

// namesInHeaders returns the names that occur in our headers.
var namesInHeaders = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	err := fs.WalkDir(headers, "headers", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := headers.ReadFile(path)
		addNames(names, string(text))
		return err
	})
	if err != nil {
		panic("csource: " + err.Error()) // the headers are part of the program
	}
	return names
})

// addNames adds the names in a text to a set. Those in comments and strings are among them.
func addNames(names map[string]bool, text string) {
	for i := 0; i < len(text); i++ {
		start := i
		for i < len(text) && kernelc.InName(text[i]) {
			i++
		}
		if i > start {
			names[text[start:i]] = true
		}
	}
}
