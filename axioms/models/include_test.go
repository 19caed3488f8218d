package models

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestIncludeStays: an include finds files in the folder of the model and those of -I,
// in folders below these, and nothing outside; what is refused has its place.
func TestIncludeStays(t *testing.T) {
	dir := folder(t, map[string]string{
		"out.cat":            "let found = po",
		"lib/in.cat":         "let found = po",
		"lib/cos.cat":        "let found = po",
		"lib/sub/deep.cat":   `include "../in.cat"`,
		"lib/sub/two.cat":    `include "../../out.cat"`,
		"lib/sub/three.cat":  `include "sub/deep.cat"`,
		"own/in.cat":         "let found = po",
		"own/sub/up.cat":     `include "../in.cat"`,
		"own/sub/out.cat":    `include "../../out.cat"`,
		"own/sub/beside.cat": `include "up.cat"`,
	})
	for link, to := range map[string]string{
		"own/link.cat": "in.cat", "own/leaves.cat": "../out.cat", "own/absolute.cat": filepath.Join(dir, "out.cat"), "own/lost.cat": "../gone.cat",
		"own/outside": "..", "own/below": "sub", "whole": "own", "lib/zero.cat": "/dev/zero",
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	for _, c := range []struct {
		include string
		code    diag.Code // "" where it is found
	}{
		{"in.cat", ""},
		{"./in.cat", ""},
		{"sub/../in.cat", ""},
		{"sub/up.cat", ""},
		{"sub/beside.cat", ""},
		{"link.cat", ""},
		{"below/up.cat", ""},
		{"cos.cat", ""}, // of -I, before the one that is built in
		{"sub/deep.cat", ""},
		{"sub/three.cat", ""},
		{"../out.cat", diag.CatEscape},
		{"../own/in.cat", diag.CatEscape},
		{"sub/../../out.cat", diag.CatEscape},
		{"sub/out.cat", diag.CatEscape},
		{"sub/two.cat", diag.CatEscape},
		{"../gone.cat", diag.CatEscape},
		{filepath.Join(dir, "own/in.cat"), diag.CatEscape},
		{filepath.Join(dir, "out.cat"), diag.CatEscape},
		{"/dev/zero", diag.CatEscape},
		{"leaves.cat", diag.CatEscape},
		{"absolute.cat", diag.CatEscape},
		{"lost.cat", diag.CatEscape},
		{"outside/out.cat", diag.CatEscape},
		{"zero.cat", diag.CatEscape},
		{"out.cat", diag.CatInclude},
		{"sub", diag.Unreadable},
	} {
		text := "PPC\n" + `include "` + c.include + `" acyclic found`
		for _, own := range []string{"own", "whole"} { // the user may name a link
			path := filepath.Join(dir, own, "m.cat")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			m, err := LoadFile(path, []string{filepath.Join(dir, "lib"), filepath.Join(dir, "no-such-folder")})
			ds := diag.All(err)
			switch {
			case c.code == "" && (err != nil || !strings.Contains(m.String(), "po")):
				t.Errorf("%s: %v", c.include, err)
			case c.code != "" && (len(ds) == 0 || ds[0].Code != c.code || !ds[0].Span.Known() || c.code == diag.CatEscape && ds[0].Fix == ""):
				t.Errorf("%s: %v, want %s", c.include, err, c.code)
			}
		}
	}
	// The model itself can be a link; its folder is the one in which the user has named it.
	if err := os.Symlink("../own/sub/up.cat", filepath.Join(dir, "lib/mine.cat")); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadFile(filepath.Join(dir, "lib/mine.cat"), nil); len(diag.All(err)) == 0 || diag.All(err)[0].Code != diag.CatEscape {
		t.Errorf("%v", err)
	}
}
