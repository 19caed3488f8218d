package library

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed */*.litmus */study.toml
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
		for _, f := range litmusFiles(s) {
			names = append(names, programName(f))
		}
	}
	return names
}

// litmusFiles returns the paths of an embedded study's programs.
func litmusFiles(study string) []string {
	files, _ := fs.Glob(embedded, study+"/*.litmus")
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(programName(a), programName(b)) })
	return files
}

// programName returns the name of an embedded program, given its path.
func programName(path string) string { return strings.TrimSuffix(path, ".litmus") }
