package library

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed */*.litmus */study.toml
var embedded embed.FS

// studyFile is the name of the file that makes a folder a study.
const studyFile = "study.toml"

// Studies lists the embedded studies: "host_ipi".
func Studies() []string {
	var names []string
	dirs, _ := fs.ReadDir(embedded, ".") // an embedded file system cannot fail
	for _, d := range dirs {
		names = append(names, d.Name())
	}
	return names
}

// Programs lists the embedded programs: "host_ipi/mail".
func Programs() []string {
	var names []string
	for _, s := range Studies() {
		for _, f := range litmusFiles(s) {
			names = append(names, programName(f))
		}
	}
	return names
}

// litmusFiles lists the paths of an embedded study's programs.
func litmusFiles(study string) []string {
	files, _ := fs.Glob(embedded, study+"/*.litmus")
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(programName(a), programName(b)) })
	return files
}

// programName is the name of an embedded program, given its path.
func programName(path string) string { return strings.TrimSuffix(path, ".litmus") }
