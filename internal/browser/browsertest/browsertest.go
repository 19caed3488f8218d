// Package browsertest is package browser for tests: what fails there fails the
// test, and where no Chromium is installed the test is skipped and says so.
package browsertest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/browser"
)

// Start starts a browser that is closed when the test ends.
func Start(t testing.TB) *browser.Browser {
	t.Helper()
	b, err := browser.Start(context.WithoutCancel(t.Context())) // which ends before the cleanup
	if errors.Is(err, browser.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// Open opens a page from a file or URL.
func Open(t testing.TB, b *browser.Browser, target string, l browser.Look) *browser.Page {
	t.Helper()
	p, err := b.Open(target, l)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Eval is the value of a JavaScript expression in the page.
func Eval[T any](t testing.TB, p *browser.Page, expression string) T {
	t.Helper()
	var v T
	if err := p.Eval(expression, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// Press presses keys.
func Press(t testing.TB, p *browser.Page, keys ...string) {
	t.Helper()
	if err := p.Press(keys...); err != nil {
		t.Fatal(err)
	}
}

// CheckClean fails the test if anything went wrong in the page, or if it asked for
// anything that is not a file.
func CheckClean(t testing.TB, p *browser.Page) {
	t.Helper()
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
	for _, url := range p.Requests() {
		if !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "blob:") {
			t.Errorf("the page asks for %s", url)
		}
	}
}
