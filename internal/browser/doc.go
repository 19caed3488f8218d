// Package browser drives a headless Chromium, so that what fencewise draws can
// be looked at, and tested, where people will look at it.
//
// It speaks the DevTools protocol over a pair of pipes: no port, no library, no
// driver program. A [Browser] is one process with a profile of its own that is
// gone afterwards; a [Page] is one tab of it. A page is opened from a file or a
// URL, asked things in JavaScript, sent keys as from a keyboard, looked at as a
// screen reader sees it, and made into a PNG, at a width, light, dark or without
// colours. Meanwhile it notes what went wrong ([Page.Problems]) and what it asked
// for ([Page.Requests]), from the first byte of the document on.
//
// Tests begin with [browsertest.Start], which skips where no Chromium is
// installed and stops the browser when the test ends:
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
// Invariants: a call returns when the page has answered, never after some time;
// all of them give up when the context of [Start] ends or the process dies. A
// Page must not be used from two goroutines at once; several pages may.
//
// The sandbox of Chromium is off, because it cannot be had in most containers:
// open only what this repository has written.
package browser
