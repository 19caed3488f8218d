package library

import (
	"embed"
	"io/fs"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/csource"
)

//go:embed */*.litmus */*.c */*.h */study.toml
var embedded embed.FS

// studyFile is the name of the study file in a study's folder.
const studyFile = "study.toml"

// Studies returns the names of the embedded studies, such as "host_ipi".
func Studies() []string {
	var names []string
	dirs, _ := fs.ReadDir(embedded, ".") // an embedded file system cannot fail
	for _, d := range dirs {
		names = append(names, d.Name())
	}
	return names
}

// Programs returns the names of the embedded programs, such as "host_ipi/mail".
func Programs() []string {
	var names []string
	for _, s := range Studies() {
		for _, f := range programFiles(s) {
			names = append(names, programName(f))
		}
	}
	return names
}

// programFiles returns the paths of an embedded study's programs.
func programFiles(study string) []string {
	files, _ := fs.Glob(embedded, study+"/*.litmus")
	inC, _ := fs.Glob(embedded, study+"/*.c")
	files = append(files, inC...)
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(programName(a), programName(b)) })
	return files
}

// programName returns the name of an embedded program, given its path.
func programName(path string) string { return strings.TrimSuffix(path, ".litmus") }

// programPath returns the path of an embedded program, given its name.
func programPath(name string) string {
	if csource.Is(name) {
		return name
	}
	return name + ".litmus"
}
