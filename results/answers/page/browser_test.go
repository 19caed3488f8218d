package page

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/browser"
	"github.com/fencewise/fencewise/internal/browser/browsertest"
	"github.com/fencewise/fencewise/programs/verdict"
)

// file writes a page to a file.
func file(t testing.TB, html string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(to, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	return to
}

// focus is the text of what has the focus.
const focus = `(document.activeElement.getAttribute("aria-label") || document.activeElement.textContent).trim().replace(/\s+/g, " ").slice(0, 60)`

// overflow is by how much the page is wider than its window.
const overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

// TestPageKeyboard walks through the page of host_ipi with the keyboard alone.
func TestPageKeyboard(t *testing.T) {
	b := browsertest.Start(t)
	_, _, html := studyPage(t, "host_ipi", true)
	p := browsertest.Open(t, b, file(t, html), browser.Look{})
	is := func(expression, want string) {
		t.Helper()
		if got := browsertest.Eval[string](t, p, expression); got != want {
			t.Errorf("%s is %q, want %q", expression, got, want)
		}
	}
	const what, live, hash = `what.textContent`, `live.textContent`, `decodeURIComponent(location.hash)`
	is(what, "v4.0–v4.3: mail under power Sometimes")

	// Tab comes to each table once; in it arrows, Home and End move.
	browsertest.Press(t, p, "Tab", "Tab")
	is(focus, "Sometimes")
	is(`document.activeElement.parentElement.cells[0].textContent.slice(0, 4)`, "v4.0")
	browsertest.Press(t, p, "ArrowDown", "ArrowDown", "End", "ArrowLeft")
	is(focus, "Never")
	is(`document.activeElement.parentElement.cells[0].textContent.slice(0, 8)`, "patch v1")
	is(what, "v4.0–v4.3: mail under power Sometimes") // moving is not choosing
	browsertest.Press(t, p, "Enter")
	is(what, "patch v1: kernel under power Never")
	is(live, "patch v1: kernel under power: Never. The reason is shown.")
	is(hash, "#variant=patch+v1&program=host_ipi/kernel&model=power")
	is(focus, "Never") // stays where it was
	is(`getComputedStyle(document.activeElement).outlineStyle`, "solid")
	is(`[...document.querySelectorAll("table:not(.plane) [aria-selected=true]")].map(c => c.dataset.named).join()`, "8")
	browsertest.Press(t, p, "Ctrl+End", "Home", "Space")
	is(what, "patch v2 (commit 3a83f677a6ee): mail under power Never")
	if n := browsertest.Eval[int](t, p, `document.querySelectorAll("#body .cycle").length`); n == 0 {
		t.Error("no cycle is shown")
	}

	// The plane: its selectors, then its cells.
	browsertest.Press(t, p, "Tab")
	is(`document.activeElement.dataset.label`, "program")
	for range 6 {
		browsertest.Press(t, p, "Tab")
	}
	is(`document.activeElement.getAttribute("role")`, "gridcell")
	browsertest.Press(t, p, "Ctrl+Home", "ArrowRight", "ArrowDown", "Enter")
	is(what, "mail under power Sometimes")
	is(hash, "#program=host_ipi/mail&model=power&set=msgsnd.before=sync&set=set.before=eieio&set=irq.after=lwsync&set=clear.before=none&set=clear.after=eieio")
	is(focus, "Sometimes")
	if !browsertest.Eval[bool](t, p, `document.querySelector(".conclusion").textContent.includes("judged again with the barriers shown here")`) {
		t.Error("it is not said where the execution comes from")
	}

	// A relation is switched off and on.
	relation := `[...document.querySelectorAll(".fw-rf")].filter(e => e.style.display !== "none").length`
	before := browsertest.Eval[int](t, p, relation)
	if err := p.Eval(`document.querySelector('[data-relation="rf"]').focus()`, nil); err != nil {
		t.Fatal(err)
	}
	browsertest.Press(t, p, "Space")
	if n := browsertest.Eval[int](t, p, relation); n != 0 || before == 0 {
		t.Errorf("%d rf edges, then %d", before, n)
	}
	is(live, "rf is hidden")
	browsertest.Press(t, p, "Space")
	if n := browsertest.Eval[int](t, p, relation); n != before {
		t.Errorf("%d rf edges are back of %d", n, before)
	}

	// An edge that has the focus lights its two instructions, in story and program.
	if err := p.Eval(`document.querySelector(".fw-edge[tabindex='0']").focus()`, nil); err != nil {
		t.Fatal(err)
	}
	if n := browsertest.Eval[[]int](t, p, `[".rows .lit", ".columns .lit", ".fw-node.lit", ".fw-edge.lit"].map(s => document.querySelectorAll(s).length)`); !slices.Equal(n, []int{2, 2, 2, 1}) {
		t.Errorf("lit are %v", n)
	}
	browsertest.Press(t, p, "ArrowDown")
	is(`String(document.activeElement.matches(".fw-edge.lit"))`, "true")
	if err := p.Eval(`document.querySelector(".rows .line").focus()`, nil); err != nil {
		t.Fatal(err)
	}
	if n := browsertest.Eval[int](t, p, `document.querySelectorAll(".fw-node.lit").length`); n != 1 {
		t.Errorf("%d nodes are lit", n)
	}
	// Escape leads back to the verdict, Enter there to what it shows.
	browsertest.Press(t, p, "Escape")
	is(`document.activeElement.getAttribute("role")`, "gridcell")
	browsertest.Press(t, p, "Enter")
	is(`document.activeElement.id`, "what")
	// With the focus in what goes away, it moves to the new heading.
	if err := p.Eval(`document.querySelector(".rows .line").focus()`, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.Eval(`location.hash = "variant=patch+v1&program=host_ipi/mail&model=power"; new Promise(r => setTimeout(r))`, nil); err != nil {
		t.Fatal(err)
	}
	is(what, "patch v1: mail under power Sometimes")
	is(`document.activeElement.id`, "what")
	// Of an execution that was found for these barriers, relations that depend on them
	// can be drawn, too.
	fences := `[...document.querySelectorAll(".fw-edge[data-rel='fence']")].length`
	if err := p.Eval(`document.querySelector('[data-relation="fence"]').focus()`, nil); err != nil {
		t.Fatal(err)
	}
	none := browsertest.Eval[int](t, p, fences)
	browsertest.Press(t, p, "Space")
	if n := browsertest.Eval[int](t, p, fences); none != 0 || n == 0 {
		t.Errorf("%d fence edges, then %d", none, n)
	}
	is(`document.activeElement.dataset.relation`, "fence")
	browsertest.CheckClean(t, p)
}

// TestPageShows opens cells by their addresses: what the browser shows of a sample
// is the verdict and the barriers of that combination.
func TestPageShows(t *testing.T) {
	b := browsertest.Start(t)
	c, _, html := studyPage(t, "host_ipi", true)
	to := file(t, html)
	p := browsertest.Open(t, b, to, browser.Look{Width: 400})
	for i := 0; i < len(c.Rows); i += 1 + len(c.Rows)/24 {
		r := &c.Rows[i]
		q := url.Values{"program": {r.Program}, "model": {r.Model}}
		if r.Variant != nil {
			q.Set("variant", *r.Variant)
		} else {
			for s, choice := range r.Slots {
				q.Add("set", s+"="+choice)
			}
		}
		if err := p.Eval(`location.hash = "`+q.Encode()+`"; new Promise(r => setTimeout(r))`, nil); err != nil {
			t.Fatal(err)
		}
		got := browsertest.Eval[struct {
			Verdict  string
			Code     map[string]string
			Story    []string
			Overflow int
			Same     bool
		}](t, p, `({
			verdict: document.querySelector("#what .verdict").textContent,
			code: Object.fromEntries([...document.querySelectorAll(".columns .slot")].map(l => [l.querySelector(".tag").textContent, l.firstChild.textContent])),
			story: [...document.querySelectorAll(".rows .line")].map(l => l.textContent),
			overflow: `+overflow+`,
			same: [...document.querySelectorAll("#drawn .fw-node[data-slot]")].every(n => {
				const l = [...document.querySelectorAll(".columns .slot")].find(l => l.querySelector(".tag").textContent === n.dataset.slot)
				return l && l.firstChild.textContent.endsWith(n.querySelector(".fw-ink").textContent)
			}),
		})`)
		if got.Verdict != r.Word(r.Verdict) || got.Overflow > 0 || !got.Same {
			t.Errorf("%v: %+v", q, got)
		}
		if (r.Verdict == verdict.Sometimes) != (len(got.Story) > 0) {
			t.Errorf("%v is %s and has a story of %d lines", q, r.Verdict, len(got.Story))
		}
		for s, text := range got.Code {
			if want := strings.ReplaceAll(r.Slots[s], "none", "—"); text != want && !strings.HasSuffix(text, ": "+want) {
				t.Errorf("%v has %q in %s", q, text, s)
			}
		}
	}
	browsertest.CheckClean(t, p)
}

// TestPageHostile opens pages with names that mean something to browsers.
func TestPageHostile(t *testing.T) {
	b := browsertest.Start(t)
	for _, threads := range []int{2, 64} {
		_, pg, html := studyPage(t, hostile(t, threads), true)
		p := browsertest.Open(t, b, file(t, html), browser.Look{Width: 400})
		for i := range pg.Named {
			if err := p.Eval(fmt.Sprintf(`document.querySelector("[data-named='%d']").click()`, i), nil); err != nil {
				t.Fatal(err)
			}
			got := browsertest.Eval[map[string]int](t, p, `({
				pwned: window.pwned === undefined ? 0 : 1,
				images: document.querySelectorAll("img, iframe, object, b:not(.fails):not(.says b):not(.switch b)").length,
				scripts: document.scripts.length - 2,
				overflow: Math.max(0, `+overflow+`),
				handlers: [...document.querySelectorAll("*")].filter(e => [...e.attributes].some(a => a.name.startsWith("on"))).length,
			})`)
			for what, n := range got {
				if n != 0 {
					t.Errorf("%d threads, variant %d: %s: %d", threads, i, what, n)
				}
			}
			if text := browsertest.Eval[string](t, p, `what.textContent`); !strings.HasPrefix(text, pg.Variants[i].Name[:4]) {
				t.Errorf("%d threads: variant %d is called %q", threads, i, text)
			}
		}
		browsertest.CheckClean(t, p)
	}
}

// TestPageFits: no look at a study's page has anything wider than the window, nor
// an error.
func TestPageFits(t *testing.T) {
	b := browsertest.Start(t)
	_, _, html := studyPage(t, "ipi_data", true)
	for _, l := range []browser.Look{{}, {Dark: true}, {Width: 400}, {Width: 400, Dark: true}, {Width: 320}, {Print: true}} {
		p := browsertest.Open(t, b, file(t, html), l)
		if n := browsertest.Eval[int](t, p, overflow); n > 0 {
			t.Errorf("%+v: the page is %d too wide", l, n)
		}
		browsertest.CheckClean(t, p)
	}
}

// BenchmarkPageOpens is how long a browser takes from the address to the first
// verdict that is shown, with all combinations of the study.
func BenchmarkPageOpens(b *testing.B) {
	br := browsertest.Start(b)
	for _, study := range []string{"host_ipi", "host_ipi_handler"} {
		_, _, html := studyPage(b, study, true)
		to := file(b, html)
		b.Run(study, func(b *testing.B) {
			p := browsertest.Open(b, br, to, browser.Look{})
			var shown, loaded float64
			for b.Loop() {
				if err := p.Navigate(to); err != nil {
					b.Fatal(err)
				}
				shown += browsertest.Eval[float64](b, p, `performance.getEntriesByName("shown")[0].startTime`)
				loaded += browsertest.Eval[float64](b, p, `new Promise(r => requestAnimationFrame(() => r(performance.now())))`)
			}
			b.ReportMetric(shown/float64(b.N), "ms-to-shown")
			b.ReportMetric(loaded/float64(b.N), "ms-to-painted")
			b.ReportMetric(float64(len(html))/1000, "kB")
		})
	}
}
