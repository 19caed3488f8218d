package csource

import (
	"io/fs"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// HeaderFiles returns our headers by their names, as a C compiler can include them.
func HeaderFiles() map[string]string {
	all := map[string]string{"fw/primitives.h": primitivesHeader(nil)}
	err := fs.WalkDir(headers, "headers", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := headers.ReadFile(path)
		all[strings.TrimPrefix(path, "headers/")] = string(text)
		return err
	})
	if err != nil {
		panic(err)
	}
	for name := range kernelHeaders {
		all[name] = all["fw/linux.h"]
	}
	return all
}

// ForCompiler returns a file as the front end reads it, with bad outcomes as calls.
func ForCompiler(name, text string) string {
	r := &reader{files: map[string]*diag.Source{}, texts: map[string]string{}}
	return "void __fw_unreachable(void);\nvoid _fw_bad(int);\n#define __FENCEWISE__ 1\n" + r.addFile(diag.NewSource(name, text))
}
