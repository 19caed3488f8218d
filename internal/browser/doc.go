// Package browser drives a headless Chromium, so that pages and drawings of fencewise
// can be viewed and tested in a real browser.
//
// It speaks the DevTools protocol over a pair of pipes and needs no port, library or
// driver program. A [Browser] is one process with its own temporary profile, and a
// [Page] is one of its tabs. A page is opened from a file or a URL. It can evaluate
// JavaScript, receive keys, list what a screen reader would announce, and be saved as a
// PNG, with a given width and in light, dark or grey. From the first byte of the
// document on it records what goes wrong ([Page.Problems]) and what it requests
// ([Page.Requests]).
//
// Tests begin with [browsertest.Start], which skips the test if no Chromium is installed
// and stops the browser when the test ends:
//
//	b := browsertest.Start(t)
//	p := browsertest.Open(t, b, "page.html", browser.Look{Width: 400, Dark: true})
//	p.Press("Tab", "Tab", "Enter", "Shift+Tab", "ArrowDown", "x")
//	var focused string
//	p.Eval(`document.activeElement.id`, &focused)
//	nodes, err := p.Accessible()            // role and name of each, as they are read out
//	png, err := p.Screenshot()              // the whole page, however long
//	problems := p.Problems()                // empty, or the test should fail
//	for _, url := range p.Requests() { … }  // file: only, in a page that is self-contained
//
// Invariants: a call returns when the page has answered, and not after a fixed time. All
// calls return an error when the context of [Start] ends or the process dies. Different
// pages may be used from different goroutines, but one page only from one at a time.
//
// The sandbox of Chromium is off, because it does not work in most containers. Open only
// pages that this repository has written.
package browser
