package library

import (
	"io/fs"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// maxBytes bounds how much of one file is read. The parsers have their own, lower limits;
// this one keeps an endless file from filling the memory.
const maxBytes = 16 << 20

// maxStudy bounds the size of TOML files, which are studies and cost files.
const maxStudy = 1 << 20

// ReadTOML reads a study or a cost file from disk. The error is a *diag.Diagnostic.
func ReadTOML(path string) (*diag.Source, error) { return disk.Read(path, maxStudy) }

// ReadFile reads a regular file from disk. The error is a *diag.Diagnostic.
func ReadFile(path string) (*diag.Source, error) { return disk.Read(path, maxBytes) }

// readEmbedded reads an embedded file.
func readEmbedded(name string) (*diag.Source, error) {
	text, err := fs.ReadFile(embedded, name)
	if err != nil {
		return nil, disk.Unreadable(name, err)
	}
	return diag.NewSource(name, string(text)), nil
}
