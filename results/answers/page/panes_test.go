package page

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/browser"
	"github.com/fencewise/fencewise/internal/browser/browsertest"
)

// settle waits until the page has been drawn after what was done to it.
const settle = `new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(0))))`

// do runs a script in the page and waits until its effect is drawn.
func do(t *testing.T, p *browser.Page, script string) {
	t.Helper()
	if err := p.Eval(script, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.Eval(settle, nil); err != nil {
		t.Fatal(err)
	}
}

// holds fails the test unless an expression is true.
func holds(t *testing.T, p *browser.Page, what, expression string) {
	t.Helper()
	if !browsertest.Eval[bool](t, p, expression) {
		t.Errorf("not so: %s", what)
	}
}

const (
	cell = `document.querySelector("td.verdict[aria-selected=true]")`
	rect = `(e => e.getBoundingClientRect())`
	pane = `document.getElementById("shown")`
	what = `document.getElementById("what")`
	// visible is whether an element is in the window.
	visible = `(e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.top >= -1 && r.bottom <= innerHeight + 1 })`
)

// TestPagePanes checks that wide windows have two panes side by side, of which the right one
// stays while the left one is scrolled and scrolls by itself; and that in narrow windows a
// choice scrolls to what it shows, and a button back.
func TestPagePanes(t *testing.T) {
	b := browsertest.Start(t)
	_, _, html := studyPage(t, "host_ipi", true)
	to := file(t, html)
	for _, width := range []int{1120, 1280, 1920} {
		p := browsertest.Open(t, b, to, browser.Look{Width: width})
		holds(t, p, "the panes are side by side", rect+`(`+pane+`).left >= `+rect+`(document.getElementById("study")).right - 1`)
		holds(t, p, "what is shown begins at the top of the window", rect+`(`+pane+`).top > -1`)
		do(t, p, `scrollTo(0, document.getElementById("all").offsetTop)`)
		holds(t, p, "the window is scrolled", `scrollY > 100`)
		holds(t, p, "what is shown stays", rect+`(`+pane+`).top > -1 && `+visible+`(`+what+`)`)
		do(t, p, pane+`.scrollTop = 300`)
		holds(t, p, "what is shown scrolls by itself", pane+`.scrollTop === 300`)
		before := browsertest.Eval[float64](t, p, `scrollY`)
		do(t, p, `document.querySelector("#plane td.verdict").click()`)
		holds(t, p, "another choice is shown from its top", pane+`.scrollTop === 0 && `+visible+`(`+what+`)`)
		if now := browsertest.Eval[float64](t, p, `scrollY`); now != before {
			t.Errorf("a choice scrolls the window from %v to %v", before, now)
		}
		holds(t, p, "the focus stays in the table", `document.activeElement === `+cell+` || document.activeElement.matches("td.verdict")`)
		holds(t, p, "no button is needed", rect+`(document.getElementById("back")).height === 0`)
		browsertest.CheckClean(t, p)
	}
	for _, width := range []int{1100, 800, 400} {
		p := browsertest.Open(t, b, to, browser.Look{Width: width})
		holds(t, p, "what is shown is below", rect+`(`+pane+`).top >= `+rect+`(document.getElementById("study")).bottom - 1`)
		holds(t, p, "the page begins at its top", `scrollY === 0`)
		do(t, p, `document.querySelector("[data-named='9']").click()`)
		holds(t, p, "the choice scrolls to what it shows", visible+`(`+what+`) && `+rect+`(`+what+`).top < 100`)
		holds(t, p, "the focus is there", `document.activeElement === `+what)
		do(t, p, `document.getElementById("back").click()`)
		holds(t, p, "the button leads back", visible+`(document.activeElement) && document.activeElement.dataset.named === "9"`)
		browsertest.CheckClean(t, p)
	}
}

// TestPageBack checks that each choice can be gone back to, up to the page as it was opened.
func TestPageBack(t *testing.T) {
	b := browsertest.Start(t)
	_, _, html := studyPage(t, "host_ipi", true)
	to := file(t, html)
	for _, width := range []int{1280, 400} {
		p := browsertest.Open(t, b, to, browser.Look{Width: width})
		seen := []string{browsertest.Eval[string](t, p, what+`.textContent`)}
		for _, choose := range []string{`document.querySelector("[data-named='9']")`, `document.querySelector("#plane td.verdict")`, `document.querySelector("#borders a")`} {
			do(t, p, choose+`.click(); new Promise(r => setTimeout(r, 50))`)
			seen = append(seen, browsertest.Eval[string](t, p, what+`.textContent + document.getElementById("choices").textContent`))
		}
		go1 := func(n string) string {
			do(t, p, `new Promise(r => { addEventListener("popstate", () => setTimeout(r, 50), { once: true }); history.`+n+`() })`)
			return browsertest.Eval[string](t, p, what+`.textContent + (location.hash ? document.getElementById("choices").textContent : "")`)
		}
		for i := 2; i >= 0; i-- {
			if got := go1("back"); got != seen[i] {
				t.Errorf("width %d: back to %d shows %q, not %q", width, i, got, seen[i])
			}
		}
		holds(t, p, "the address is the first one", `location.hash === ""`)
		for i := 1; i <= 3; i++ {
			if got := go1("forward"); got != seen[i] {
				t.Errorf("width %d: forward to %d shows %q, not %q", width, i, got, seen[i])
			}
		}
		browsertest.CheckClean(t, p)
	}
}

// TestPageAddresses opens the page by addresses: those of a verdict show it, where it can be
// seen, and others say what the page does not have.
func TestPageAddresses(t *testing.T) {
	b := browsertest.Start(t)
	_, pg, html := studyPage(t, "host_ipi", true)
	to := (&url.URL{Scheme: "file", Path: file(t, html)}).String()
	combined := url.Values{"program": {"host_ipi/kernel"}, "model": {"power"}}
	for _, s := range pg.Programs[pg.Grids[1].Program].Slots {
		combined.Add("set", s.Name+"="+s.Choices[0])
	}
	for _, width := range []int{1280, 400} {
		for address, want := range map[string]string{
			url.Values{"variant": {"patch v1"}, "program": {"host_ipi/kernel"}, "model": {"power"}}.Encode(): "patch v1: kernel under power Never",
			combined.Encode(): "kernel under power Sometimes",
		} {
			p := browsertest.Open(t, b, to+"#"+address, browser.Look{Width: width, Height: 500})
			if got := browsertest.Eval[string](t, p, what+`.textContent`); got != want {
				t.Errorf("%s shows %q", address, got)
			}
			do(t, p, `0`)
			holds(t, p, "width "+address+": what is shown can be seen", visible+`(`+what+`)`)
			holds(t, p, "its cell is in a table", cell+` !== null`)
			if width == 1280 {
				holds(t, p, "so can its cell", visible+`(`+cell+`)`)
			}
			holds(t, p, "nothing is said to be lost", `document.getElementById("lost").hidden`)
			browsertest.CheckClean(t, p)
		}
		for address, want := range map[string]string{
			"nonsense":                                                      "no verdict with the address #nonsense",
			"program=host_ipi/post&model=power":                             "no program host_ipi/post",
			"program=host_ipi/mail&model=arm":                               "no combinations of mail under arm",
			"program=host_ipi/mail&model=power&set=x":                       "no choice that msgsnd.before of mail offers",
			"variant=patch+v9&program=host_ipi/mail&model=power":            "no variant patch v9",
			"variant=before+755563bc79c7&program=host_ipi/mail&model=power": "no verdict on before 755563bc79c7: mail under power",
			"variant=%3Cimg+src%3Dx%3E&program=host_ipi/mail&model=power":   "no variant <img src=x>",
		} {
			if width == 400 && address != "nonsense" {
				continue
			}
			p := browsertest.Open(t, b, to+"#"+address, browser.Look{Width: width})
			do(t, p, `0`)
			got := browsertest.Eval[string](t, p, `document.getElementById("lost").textContent`)
			if !strings.Contains(got, want) || !strings.HasSuffix(got, "What is shown instead is the verdict on v4.0–v4.3: mail under power.") {
				t.Errorf("%s says %q", address, got)
			}
			holds(t, p, address+" is said where it is seen", visible+`(document.getElementById("lost"))`)
			do(t, p, `document.querySelector("[data-named='9']").click()`)
			holds(t, p, "a choice ends it", `document.getElementById("lost").hidden`)
			browsertest.CheckClean(t, p)
		}
	}
}

// TestPageBorder checks that the table of combinations opens at a border, and that the
// border is listed in short as links that lead to it.
func TestPageBorder(t *testing.T) {
	b := browsertest.Start(t)
	_, pg, html := studyPage(t, "host_ipi", true)
	p := browsertest.Open(t, b, file(t, html), browser.Look{})
	for g := range pg.Grids {
		do(t, p, `(s => { s.value = `+strconv.Itoa(g)+`; s.dispatchEvent(new Event("change")) })(document.querySelector("[data-label=program]"))`)
		holds(t, p, "the table has a part of the border", `document.querySelector("#plane td.low, #plane td.high") !== null`)
		links := browsertest.Eval[[]string](t, p, `[...document.querySelectorAll("#borders a")].map(a => a.textContent)`)
		if len(links) != len(pg.Grids[g].Borders[0])+len(pg.Grids[g].Borders[1]) {
			t.Errorf("grid %d lists %q", g, links)
		}
		for i, l := range links {
			if len(l) > 90 {
				t.Errorf("%q is long", l)
			}
			do(t, p, `document.querySelectorAll("#borders a")[`+strconv.Itoa(i)+`].click(); new Promise(r => setTimeout(r, 20))`)
			holds(t, p, l+" leads to the border", `document.getElementById("origin").textContent.includes("On the border")`)
			holds(t, p, "its cell is selected", cell+`.matches(".low, .high")`)
		}
	}
	browsertest.CheckClean(t, p)
}

// shifts is how much of the page has moved without input, in the unit of browsers.
const shifts = `new Promise(r => {
	let sum = 0;
	new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value }).observe({ type: "layout-shift", buffered: true });
	setTimeout(() => r(sum), 300);
})`

// TestPageStands checks that nothing moves while the page is loaded, and that a choice moves
// nothing in the tables.
func TestPageStands(t *testing.T) {
	b := browsertest.Start(t)
	for _, study := range []string{"host_ipi", "xive_cppr"} {
		_, _, html := studyPage(t, study, true)
		to := file(t, html)
		for _, width := range []int{1280, 800, 400} {
			p := browsertest.Open(t, b, to, browser.Look{Width: width})
			if moved := browsertest.Eval[float64](t, p, shifts); moved > 0.001 {
				t.Errorf("%s, width %d: the page shifts by %v while it is loaded", study, width, moved)
			}
			const places = `JSON.stringify([...document.querySelectorAll("#study table:not(.plane) td, #variants, #all-title")].map(e => [e.offsetLeft, e.offsetTop, e.offsetWidth, e.offsetHeight]))`
			was := browsertest.Eval[string](t, p, places)
			n := browsertest.Eval[int](t, p, `document.querySelectorAll("td[data-named]").length`)
			for i := range n {
				do(t, p, `document.querySelectorAll("td[data-named]")[`+strconv.Itoa(i)+`].click()`)
				if now := browsertest.Eval[string](t, p, places); now != was {
					t.Errorf("%s, width %d: choosing verdict %d moves a table", study, width, i)
				}
			}
			const plane = `JSON.stringify([...document.querySelectorAll("#plane td.verdict")].map(e => [e.offsetLeft, e.offsetTop, e.offsetWidth, e.offsetHeight]))`
			was = browsertest.Eval[string](t, p, plane)
			n = browsertest.Eval[int](t, p, `document.querySelectorAll("#plane td.verdict").length`)
			for i := range n {
				do(t, p, `document.querySelectorAll("#plane td.verdict")[`+strconv.Itoa(i)+`].click()`)
				if now := browsertest.Eval[string](t, p, plane); now != was {
					t.Errorf("%s, width %d: choosing combination %d moves the table", study, width, i)
				}
			}
			browsertest.CheckClean(t, p)
		}
	}
}

// faint lists texts whose contrast with what is behind them is below what WCAG 2 asks for:
// 4.5, or 3 for large texts.
const faint = `(() => {
	const rgb = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m };
	const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
	const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
	const behind = e => { const up = []; for (; e; e = e.parentElement) up.push(rgb(getComputedStyle(e).backgroundColor)); return up.reverse().reduce((b, a) => over(a, b), [255, 255, 255, 1]) };
	const bad = new Set();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
		if (!walk.currentNode.data.trim() || e.closest("script, template, noscript, svg") || !r.width || s.visibility === "hidden") continue;
		const back = behind(e), [a, b] = [light(over(rgb(s.color), back).slice(0, 3)), light(back.slice(0, 3))].sort((x, y) => y - x);
		const size = parseFloat(s.fontSize), large = size >= 24 || size >= 18.66 && s.fontWeight >= 700;
		if ((a + .05) / (b + .05) < (large ? 3 : 4.5)) bad.add(((a + .05) / (b + .05)).toFixed(2) + " " + e.className + ": " + walk.currentNode.data.slice(0, 40));
	}
	return [...bad];
})()`

// TestPageContrast checks that texts can be told from what is behind them, in light and dark,
// for an execution, for cycles, and for an address that leads nowhere.
func TestPageContrast(t *testing.T) {
	b := browsertest.Start(t)
	_, _, html := studyPage(t, "host_ipi", true)
	to := (&url.URL{Scheme: "file", Path: file(t, html)}).String()
	for _, dark := range []bool{false, true} {
		for _, address := range []string{"", "#variant=patch+v1&program=host_ipi/kernel&model=power", "#nowhere"} {
			p := browsertest.Open(t, b, to+address, browser.Look{Dark: dark})
			for _, f := range browsertest.Eval[[]string](t, p, faint) {
				t.Errorf("dark is %v, %q: %s", dark, address, f)
			}
		}
	}
}

// TestPageNarrow checks that no verdict of a study in kernel C, or of one with long conditions,
// needs a wider window than there is.
func TestPageNarrow(t *testing.T) {
	b := browsertest.Start(t)
	for study, step := range map[string]int{"host_ipi_lkmm": 7, "seqcount_half": 3} {
		_, pg, html := studyPage(t, study, false)
		to := file(t, html)
		for _, width := range []int{1280, 1120, 800, 400, 320} {
			p := browsertest.Open(t, b, to, browser.Look{Width: width})
			for i := 0; i < len(pg.Named); i += step {
				do(t, p, `[...document.querySelectorAll("td[data-named]")].find(c => c.dataset.named == `+strconv.Itoa(i)+`).click()`)
				if n := browsertest.Eval[int](t, p, overflow); n > 0 {
					t.Errorf("%s, width %d: verdict %d is %d too wide", study, width, i, n)
				}
				holds(t, p, "the pane is as wide as what is in it", pane+`.scrollWidth <= `+pane+`.clientWidth`)
			}
			browsertest.CheckClean(t, p)
		}
	}
}

// TestPageCompiled checks that each verdict on a target shows the instructions of this target
// beside the statements, with the choices of the verdict: in the program, in the story, and
// in the drawing.
func TestPageCompiled(t *testing.T) {
	b := browsertest.Start(t)
	dir := t.TempDir()
	for file, text := range map[string]string{
		"study.toml": "title = \"T\"\nprogram = [\"sb.litmus\"]\ntargets = [\"lkmm\", \"power\", \"x86\"]\n",
		"sb.litmus": "C sb\n{}\nP0(int *x, int *y)\n{\n\tWRITE_ONCE(*x, 1);\n\t/*@ a: none, smp_wmb, smp_mb */\n\tint r0 = READ_ONCE(*y);\n}\n" +
			"P1(int *x, int *y)\n{\n\tWRITE_ONCE(*y, 1);\n\t/*@ b: none, smp_wmb, smp_mb */\n\tint r0 = READ_ONCE(*x);\n}\nexists (0:r0=0 /\\ 1:r0=0)\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, pg, html := studyPage(t, dir, true)
	p := browsertest.Open(t, b, file(t, html), browser.Look{})
	machine := map[string]map[string]string{
		"LKMM":  {},
		"POWER": {"none": "", "smp_wmb": "lwsync", "smp_mb": "sync"},
		"x86":   {"none": "", "smp_wmb": "", "smp_mb": "lock addl"},
	}
	if len(pg.Grids) != len(machine) {
		t.Fatalf("%d grids", len(pg.Grids))
	}
	choices := []string{"none", "smp_wmb", "smp_mb"}
	for _, g := range pg.Grids {
		for _, first := range choices {
			for _, second := range choices {
				q := url.Values{"program": {pg.Programs[g.Program].Name}, "model": {g.Model}, "set": {"a=" + first, "b=" + second}}
				do(t, p, `location.hash = "`+q.Encode()+`"; new Promise(r => setTimeout(r))`)
				got := browsertest.Eval[struct{ Code, Story, Drawn []string }](t, p, `({
					code: [...document.querySelectorAll(".columns .slot")].map(l => l.querySelector(".machine")?.textContent ?? ""),
					story: [...document.querySelectorAll(".rows .line")].filter(l => /mb\(\)/.test(l.textContent)).map(l => l.querySelector(".machine")?.textContent ?? "").sort(),
					drawn: [...document.querySelectorAll("#drawn .fw-node[data-slot]:not(.none) .fw-ink")].map(e => e.textContent).sort(),
				})`)
				want := []string{machine[g.Model][first], machine[g.Model][second]}
				if !slices.Equal(got.Code, want) {
					t.Errorf("%v: the program has %q", q, got.Code)
				}
				if g.Model == "LKMM" || !strings.Contains(browsertest.Eval[string](t, p, what+`.textContent`), "Sometimes") {
					continue
				}
				want = slices.DeleteFunc(want, func(m string) bool { return m == "" })
				slices.Sort(want)
				if !slices.Equal(got.Story, want) || !slices.Equal(got.Drawn, want) {
					t.Errorf("%v: the story has %q, the drawing %q, not %q", q, got.Story, got.Drawn, want)
				}
			}
		}
	}
	browsertest.CheckClean(t, p)
}
