// Package browsertest wraps package browser for tests: an error fails the test, and if no
// Chromium is installed the test is skipped with a message.
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
	b, err := browser.Start(context.WithoutCancel(t.Context())) // t.Context() ends before the cleanup
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

// Eval returns the value of a JavaScript expression in the page.
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

// CheckClean fails the test if anything went wrong in the page, or if the page requested
// anything but files.
func CheckClean(t testing.TB, p *browser.Page) {
	t.Helper()
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
	for _, url := range p.Requests() {
		if !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "blob:") {
			t.Errorf("the page requests %s", url)
		}
	}
}
