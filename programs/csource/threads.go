package csource

import (
	"path/filepath"

	"github.com/fencewise/fencewise/programs/disk"
)

// starts matches where a file has threads: main, or a comment that says which CPU executes a function.
var starts = re(`\bmain\s*\(|/[/*]@\s*cpu\b`)

// quoted matches what a file includes from its own folder.
var quoted = re(`(?m)^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"`)

// HasThreads reports whether a file on the disk is a program and no part of one: it has threads, or includes a file beside
// it that does. It looks at the text alone, so that a folder can be searched quickly. A file that cannot be read
// counts as a program: reading it says why.
func HasThreads(path string) bool { return hasThreads(path, map[string]bool{}) }

func hasThreads(path string, seen map[string]bool) bool {
	if seen[path] || len(seen) >= maxFiles {
		return false
	}
	seen[path] = true
	src, err := disk.Read(path, maxFile)
	if err != nil {
		return len(seen) == 1
	}
	if starts().MatchString(src.Text) {
		return true
	}
	for _, m := range quoted().FindAllStringSubmatch(src.Text, -1) {
		if hasThreads(filepath.Join(filepath.Dir(path), m[1]), seen) {
			return true
		}
	}
	return false
}
