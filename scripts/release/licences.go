package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
)

// licence holds the SPDX identifier of the licence of each module that the program links. A
// module without an entry is an error: whoever adds a library reads its licence.
var licence = map[string]string{
	"github.com/crillab/gophersat":         "MIT",
	"github.com/inconshreveable/mousetrap": "Apache-2.0",
	"github.com/pelletier/go-toml/v2":      "MIT",
	"github.com/remyoudompheng/bigfft":     "BSD-3-Clause",
	"github.com/spf13/cobra":               "Apache-2.0",
	"github.com/spf13/pflag":               "BSD-3-Clause",
	"modernc.org/cc/v4":                    "BSD-3-Clause",
	"modernc.org/mathutil":                 "BSD-3-Clause",
	"modernc.org/opt":                      "BSD-3-Clause",
	"modernc.org/sortutil":                 "BSD-3-Clause",
	"modernc.org/strutil":                  "BSD-3-Clause",
	"modernc.org/token":                    "BSD-3-Clause",
	"golang.org/x/sys":                     "BSD-3-Clause",
	"golang.org/x/term":                    "BSD-3-Clause",
}

// goLicence is the licence of Go's standard library and runtime.
const goLicence = "BSD-3-Clause"

// debianLicences is where Debian has the texts of frequent licences, by SPDX identifier. Its
// packages refer to them.
var debianLicences = map[string]string{"Apache-2.0": "/usr/share/common-licenses/Apache-2.0"}

// licences returns the texts of the licences of what is linked into a program; the licences
// ask for that. installed holds the places of texts that every system has on which the
// program is installed.
func (r *release) licences(b *built, installed map[string]string) ([]byte, error) {
	var w bytes.Buffer
	fmt.Fprint(&w, "fencewise contains the following software. Its own licence is in the file LICENSE.\n")
	add := func(what, id, dir string) error {
		if path, ok := installed[id]; ok {
			fmt.Fprintf(&w, "\n==== %s (%s)\n\nThe licence is in %s on Debian systems.\n", what, id, path)
			return nil
		}
		found, err := filepath.Glob(filepath.Join(dir, "LICENSE*"))
		if err == nil && len(found) != 1 {
			err = fmt.Errorf("%d files in %s are called LICENSE", len(found), dir)
		}
		if err != nil {
			return fmt.Errorf("the licence of %s: %w", what, err)
		}
		text, err := os.ReadFile(found[0])
		if err != nil {
			return fmt.Errorf("the licence of %s: %w", what, err)
		}
		fmt.Fprintf(&w, "\n==== %s (%s)\n\n%s\n", what, id, bytes.TrimSpace(text))
		return nil
	}
	root, err := command(r.root, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	if err := add("Go: standard library and runtime, "+b.info.GoVersion, goLicence, root); err != nil {
		return nil, err
	}
	for _, m := range others(b.info) {
		id, err := licenceOf(m)
		if err != nil {
			return nil, err
		}
		dir, err := r.moduleDir(m)
		if err != nil {
			return nil, err
		}
		if err := add(m.Path+" "+m.Version, id, dir); err != nil {
			return nil, err
		}
	}
	return w.Bytes(), nil
}

// others returns the modules that a program links and that are not of this repository.
func others(info *debug.BuildInfo) []*debug.Module {
	var all []*debug.Module
	for _, m := range info.Deps {
		if m.Replace == nil { // the binding to libz3 is replaced by a folder of the repository
			all = append(all, m)
		}
	}
	return all
}

func licenceOf(m *debug.Module) (string, error) {
	id, ok := licence[m.Path]
	if !ok {
		return "", fmt.Errorf("scripts/release/licences.go does not say the licence of %s", m.Path)
	}
	return id, nil
}

// moduleDir returns the folder with the sources of a module.
func (r *release) moduleDir(m *debug.Module) (string, error) {
	out, err := command(r.root, nil, "go", "mod", "download", "-json", m.Path+"@"+m.Version)
	if err != nil {
		return "", err
	}
	var found struct{ Dir, Error string }
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		return "", err
	}
	if found.Error != "" {
		return "", errors.New(found.Error)
	}
	return found.Dir, nil
}
