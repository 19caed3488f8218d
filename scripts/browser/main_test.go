package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/browser"
)

func TestShoot(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><title>x</title></svg>`)
	wrong := write("wrong.html", `<!doctype html><title>x</title><script>console.error("no")</script><img src="http://127.0.0.1:1/x.png">`)
	all, err := looks("300,200", 100, true)
	if err != nil || len(all) != 6 {
		t.Fatal(all, err)
	}
	var out strings.Builder
	bad, err := shoot(t.Context(), &out, filepath.Join(dir, "png"), all, []string{good})
	if errors.Is(err, browser.ErrNone) {
		t.Skip(err)
	}
	if err != nil || bad {
		t.Fatal(bad, err, out.String())
	}
	for _, n := range []string{"good-300.png", "good-300-dark.png", "good-300-grey.png", "good-200-dark.png"} {
		if _, err := os.Stat(filepath.Join(dir, "png", n)); err != nil {
			t.Error(err)
		}
	}
	bad, err = shoot(t.Context(), &out, dir, all[:1], []string{wrong})
	if err != nil || !bad || !strings.Contains(out.String(), "console.error: no") || !strings.Contains(out.String(), "requests http://127.0.0.1:1/x.png") {
		t.Errorf("bad is %v, %v\n%s", bad, err, out.String())
	}
}

func TestLooks(t *testing.T) {
	for _, wrong := range []string{"", "0", "-3", "1280,", "wide"} {
		if _, err := looks(wrong, 100, false); err == nil {
			t.Errorf("%q is taken for widths", wrong)
		}
	}
}
