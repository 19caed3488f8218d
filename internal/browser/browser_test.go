package browser_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/browser"
	"github.com/fencewise/fencewise/internal/browser/browsertest"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const page = `<!doctype html><meta charset="utf-8"><title>A page</title>
<style>
  body { margin: 0; height: 3000px; background: #fff }
  @media (prefers-color-scheme: dark) { body { background: rgb(200, 0, 0) } }
  @media (max-width: 500px) { #wide { display: none } }
</style>
<button id="one">One</button><button id="two" title="said besides">Two &amp; a half</button>
<input id="text"><p id="wide">Only where there is room.</p>
<script>
  const log = []
  addEventListener("keydown", e => log.push((e.shiftKey ? "S-" : "") + (e.ctrlKey ? "C-" : "") + e.key + "/" + e.code))
  two.onclick = () => log.push("clicked")
</script>`

// TestPage uses everything that a test of a page needs, in one browser.
func TestPage(t *testing.T) {
	b := browsertest.Start(t)
	p := browsertest.Open(t, b, write(t, "a page #1.html", page), browser.Look{})

	t.Run("keyboard", func(t *testing.T) {
		browsertest.Press(t, p, "Tab", "Tab", "Enter", "Space", "Tab", "a", "Shift+B", "Shift+Tab", "Ctrl+a", "ArrowDown", "Escape")
		if got := browsertest.Eval[string](t, p, "document.activeElement.id + ' ' + text.value"); got != "two aB" {
			t.Errorf("got %q", got)
		}
		want := "Tab/Tab Tab/Tab Enter/Enter clicked  / clicked Tab/Tab a/KeyA S-B/KeyB S-Tab/Tab C-a/KeyA ArrowDown/ArrowDown Escape/Escape"
		if got := strings.Join(browsertest.Eval[[]string](t, p, "log"), " "); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if err := p.Press("Hyper"); err == nil {
			t.Error("a key that there is not")
		}
	})

	t.Run("look", func(t *testing.T) {
		for _, c := range []struct {
			look            browser.Look
			width           int
			red, green      uint32
			hidden, inPrint bool
		}{
			{look: browser.Look{}, width: 1280, red: 255, green: 255},
			{look: browser.Look{Width: 400, Dark: true}, width: 400, red: 200, hidden: true},
			{look: browser.Look{Width: 400, Dark: true, Grey: true, Scale: 2}, width: 800, red: 100, green: 100, hidden: true},
			{look: browser.Look{Print: true}, width: 1280, red: 255, green: 255, inPrint: true},
		} {
			if err := p.SetLook(c.look); err != nil {
				t.Fatal(err)
			}
			shot, err := p.Screenshot()
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(shot))
			if err != nil {
				t.Fatal(err)
			}
			r, g, _, _ := img.At(c.width-3, 2000).RGBA()
			near := func(a, b uint32) bool { return max(a, b)-min(a, b) < 30 }
			if size := img.Bounds().Size(); size.X != c.width || size.Y < 3000 || !near(r>>8, c.red) || !near(g>>8, c.green) {
				t.Errorf("%+v: %v, red %d green %d", c.look, size, r>>8, g>>8)
			}
			if got := browsertest.Eval[bool](t, p, "wide.offsetHeight == 0"); got != c.hidden {
				t.Errorf("%+v: hidden is %v", c.look, got)
			}
			if got := browsertest.Eval[bool](t, p, "matchMedia('print').matches"); got != c.inPrint {
				t.Errorf("%+v: print is %v", c.look, got)
			}
		}
	})

	t.Run("accessible", func(t *testing.T) {
		nodes, err := p.Accessible()
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(nodes, func(n browser.Accessible) bool {
			return n.Role == "button" && n.Name == "Two & a half" && n.Description == "said besides" && n.Depth > 0
		}) {
			t.Errorf("got %+v", nodes)
		}
	})
	browsertest.CheckClean(t, p)
	if got := p.Requests(); len(got) != 1 || !strings.HasSuffix(got[0], "/a%20page%20%231.html") {
		t.Errorf("requests: %q", got)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// TestProblems checks that everything that goes wrong in a page is reported.
func TestProblems(t *testing.T) {
	b := browsertest.Start(t)
	for _, c := range []struct{ html, want string }{
		{`<script>console.log("fine"); console.info("fine")</script>`, ""},
		{`<script>console.error("no", {a: 1}, 7)</script>`, "console.error: no Object 7"},
		{`<script>console.warn("hm")</script>`, "console.warning: hm"},
		{`<script>console.assert(1 > 2, "order")</script>`, "console.assert: order"},
		{`<script>null.x</script>`, "TypeError"},
		{`<script>Promise.reject(new Error("late"))</script>`, "late"},
		{`<script>let a = ;</script>`, "SyntaxError"},
		{`<img src="missing.png">`, "not loaded: net::ERR_FILE_NOT_FOUND"},
		{`<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`, "error: "},
	} {
		p := browsertest.Open(t, b, write(t, "page.html", "<!doctype html><title>x</title>"+c.html), browser.Look{})
		got := strings.Join(p.Problems(), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.html, got, c.want)
		}
	}
	if _, err := b.Open("nowhere.html", browser.Look{}); err == nil || !strings.Contains(err.Error(), "ERR_FILE_NOT_FOUND") {
		t.Errorf("a page that is not there: %v", err)
	}
	p := browsertest.Open(t, b, "data:text/html,<title>x</title>", browser.Look{})
	for expr, want := range map[string]string{
		"missing.name": "ReferenceError", "undefined": "no value", "Promise.reject(new Error('no'))": "no",
	} {
		var v any
		if err := p.Eval(expr, &v); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", expr, err)
		}
	}
	if got := browsertest.Eval[int](t, p, "new Promise(done => setTimeout(() => done(7), 1))"); got != 7 {
		t.Errorf("got %d", got)
	}
}

// TestGone checks that a call to a browser that has ended returns an error at once.
func TestGone(t *testing.T) {
	b := browsertest.Start(t)
	p := browsertest.Open(t, b, "data:text/html,<title>x</title>", browser.Look{})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Eval("1", nil); err == nil {
		t.Error("a closed browser answers")
	}
}
