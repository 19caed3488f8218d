package flags

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFolder checks that no bundle's folder is inside another bundle's, whatever their
// order.
func TestFolder(t *testing.T) {
	for _, c := range []struct{ names, want string }{
		{"MP MP mp", "MP MP-2 mp-3"},
		{"host_ipi/mail host_ipi/kernel host_ipi", "host_ipi/mail host_ipi/kernel host_ipi-2"},
		{"Host_ipi host_ipi/mail host_ipi/kernel", "Host_ipi host_ipi-2/mail host_ipi-2/kernel"},
		{"a a-2 a/b a", "a a-2 a-3/b a-4"},
		{"s/p s/p", "s/p s/p-2"},
		{"../x .", "_.._x _."},
	} {
		f := NewFolders("out")
		var got []string
		for _, name := range strings.Fields(c.names) {
			names := strings.Split(name, "/")
			if name == "../x" {
				names = []string{name}
			}
			dir, _ := filepath.Rel("out", f.New(names...))
			got = append(got, filepath.ToSlash(dir))
		}
		if want := strings.Fields(c.want); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.names, got, want)
		}
	}
}
