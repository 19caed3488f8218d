package page

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/compare"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/page"
	"github.com/fencewise/fencewise/results/table"
)

// studyPage is the page of a study, and its comparison.
func studyPage(t testing.TB, study string, all bool) (*results.Comparison, *page.Page, string) {
	t.Helper()
	st, err := library.LoadStudy(study)
	if err != nil {
		t.Fatal(err)
	}
	ms, err := fit.LoadTargets(st.Targets, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range st.Models {
		loaded, err := fit.Load(st.ModelFile(m), models.Options{})
		if err != nil {
			t.Fatal(err)
		}
		loaded.Name = m.Name
		ms = append(ms, loaded)
	}
	c, p, err := Make(t.Context(), st, ms, all, opinion.Options{}, "compare "+study)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return c, p, b.String()
}

// data is what the script of a page reads.
type data struct {
	Programs []page.Program
	Variants []page.Variant
	Named    []page.Cell
	Grids    []page.Grid
	Scenes   []page.Scene
	Whys     []page.Why
}

var dataText = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)

func dataOf(t testing.TB, html string) (d data) {
	t.Helper()
	m := dataText.FindStringSubmatch(html)
	if m == nil {
		t.Fatal("the page has no data")
	}
	if err := json.Unmarshal([]byte(m[1]), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// verdicts is what a page says of every row that the comparison has as CSV, in
// the same words: program, model, variant, choices, verdict.
func (d *data) verdicts() map[string]string {
	all := map[string]string{}
	key := func(program int, model, variant string, picks []int) string {
		p := &d.Programs[program]
		k := []string{p.Name, model, variant}
		for i, s := range p.Slots {
			k = append(k, s.Name+"="+s.Choices[picks[i]])
		}
		slices.Sort(k[3:])
		return strings.Join(k, " | ")
	}
	for _, c := range d.Named {
		all[key(c.Program, c.Model, d.Variants[c.Variant].Name, c.Picks)] = string(c.Verdict)
	}
	words := map[byte]string{'N': "Never", 'S': "Sometimes", 'A': "Always", 'U': "Unknown"}
	for _, g := range d.Grids {
		slots := d.Programs[g.Program].Slots
		for v := range len(g.Verdicts) {
			picks, rest := make([]int, len(slots)), v
			for i := len(slots) - 1; i >= 0; i-- {
				picks[i] = rest % len(slots[i].Choices)
				rest /= len(slots[i].Choices)
			}
			all[key(g.Program, g.Model, "", picks)] = words[g.Verdicts[v]]
		}
	}
	return all
}

// TestPageVerdicts holds the page of every study against its comparison as CSV:
// the same rows, the same verdicts, and something to show for each.
func TestPageVerdicts(t *testing.T) {
	for _, study := range library.Studies() {
		t.Run(study, func(t *testing.T) {
			if big := strings.HasPrefix(study, "host_ipi_") || study == "resched_ipi"; big && os.Getenv("FENCEWISE_NIGHTLY") == "" {
				t.Skip("takes a minute: set FENCEWISE_NIGHTLY")
			}
			t.Parallel()
			c, _, html := studyPage(t, study, true)
			d := dataOf(t, html)
			var b bytes.Buffer
			if err := table.CSV(&b, c); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil || len(rows) < 10 {
				t.Fatal(len(rows), err)
			}
			col := func(name string) int { return slices.Index(rows[0], name) }
			said := d.verdicts()
			if len(said) != len(rows)-1 {
				t.Errorf("%d verdicts in the page, %d rows", len(said), len(rows)-1)
			}
			judge := map[[2]string]string{} // by target and model: what the page calls it
			for i := range c.Rows {
				judge[[2]string{c.Rows[i].Target, c.Rows[i].Model}] = c.Rows[i].JudgedBy()
			}
			for _, r := range rows[1:] {
				target := ""
				if at := col("target"); at >= 0 {
					target = r[at]
				}
				k := []string{r[col("program")], judge[[2]string{target, r[col("model")]}], r[col("variant")]}
				var set []string
				for i := col("core") + 1; i < len(r); i++ {
					if r[i] != "" && rows[0][i] != "target" {
						set = append(set, rows[0][i]+"="+r[i])
					}
				}
				slices.Sort(set)
				key := strings.Join(append(k, set...), " | ")
				if said[key] != r[col("verdict")] {
					t.Fatalf("%s is %q in the page, %s", key, said[key], r[col("verdict")])
				}
			}
			shown(t, &d)
			t.Logf("%d bytes, %d verdicts, %d executions, %d reasons", len(html), len(said), len(d.Scenes), len(d.Whys))
		})
	}
}

// shown: what a verdict shows fits it.
func shown(t *testing.T, d *data) {
	for i, c := range d.Named {
		if (c.Verdict == verdict.Sometimes) != (c.Scene >= 0) || c.Verdict == verdict.Never && c.Text == "" && c.Why < 0 {
			t.Errorf("named %d is %s and shows scene %d, reason %d", i, c.Verdict, c.Scene, c.Why)
		}
		if c.Scene >= 0 && !slices.Equal(d.Scenes[c.Scene].Picks, c.Picks) {
			t.Errorf("named %d shows an execution of another variant", i)
		}
	}
	for _, g := range d.Grids {
		for v, s := range g.Shows {
			switch {
			case g.Verdicts[v] == 'S' && (s == nil || *s < 0 || d.Scenes[*s].Program != g.Program):
				t.Errorf("%d of %s is Sometimes and shows no execution", v, d.Programs[g.Program].Name)
			case g.Verdicts[v] == 'N' && g.Text == "" && (s == nil || *s >= 0 || d.Whys[-1-*s].Program != g.Program):
				t.Errorf("%d of %s is Never and shows no reason", v, d.Programs[g.Program].Name)
			}
		}
	}
}

// TestPageAlone: the page asks for nothing, and is not too big to be mailed.
func TestPageAlone(t *testing.T) {
	_, _, html := studyPage(t, "host_ipi", true)
	if len(html) > 1_500_000 {
		t.Errorf("the page has %d bytes", len(html))
	}
	for _, url := range regexp.MustCompile(`[a-z]+://[^"' <)]*`).FindAllString(html, -1) {
		if url != "http://www.w3.org/2000/svg" {
			t.Errorf("the page names %s", url)
		}
	}
	if policy := "default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;; script-src &#39;sha256-"; !strings.Contains(html, policy) {
		t.Error("the page has another policy")
	}
	for _, bad := range []string{"unsafe-", "url(", "@import", " style=", " src=", " href=", "innerHTML", "javascript:"} {
		if strings.Contains(html, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	_, _, one := studyPage(t, "xive_cppr", true)
	if _, _, two := studyPage(t, "xive_cppr", true); one != two {
		t.Error("the same study makes two pages")
	}
}

// hostile is a study with names that mean something to browsers.
func hostile(t testing.TB, threads int) string {
	dir := t.TempDir()
	evil := `</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1> "'&amp; &lt; ` + "\u2028\u2029 \u202eevil\u202c \u2067rtl <!-- ]]> {{.}} ${1} `"
	var code, init strings.Builder
	head, one, two := "", "", ""
	for i := range threads {
		fmt.Fprintf(&init, "%d:r1=x; %d:r2=y; ", i, i)
		sep := map[bool]string{true: " ;\n", false: " | "}[i == threads-1]
		head += fmt.Sprintf("P%d", i) + sep
		if i == 0 {
			one += "stw r5,0(r1)" + sep
			two += "(*@ set.a: none, lwsync, sync *)" + sep
		} else {
			one += "lwz r6,0(r2)" + sep
			two += "(*@ set.b: none, lwsync, sync *)" + sep
		}
	}
	last := ""
	for i := range threads {
		last += map[bool]string{true: "stw r5,0(r2)", false: "lwz r7,0(r1)"}[i == 0] + map[bool]string{true: " ;\n", false: " | "}[i == threads-1]
	}
	code.WriteString("PPC hostile\n\"" + strings.ReplaceAll(strings.ReplaceAll(evil, `"`, "'"), "\u2028", "") + "\"\n{ 0:r5=1; " + init.String() + "}\n " + head + " " + one + " " + two + " " + last)
	code.WriteString("exists (1:r6=1 /\\ 1:r7=0)\n")
	toml := fmt.Sprintf("# %s\n\ntitle = %q\nquestion = %q\nprogram = [\"mp.litmus\"]\nmodels = [\"power\"]\n", strings.ReplaceAll(evil, "\u2028", ""), "T", "Q")
	quote := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	toml = strings.Replace(strings.Replace(toml, `"T"`, quote(evil), 1), `"Q"`, quote(evil), 1)
	for i, name := range []string{evil, strings.Repeat("W@<b>", 2000), "plain"} {
		toml += fmt.Sprintf("\n[[variant]]\nname = %s\nsource = %s\nslots = { \"set.a\" = %q, \"set.b\" = %q }\nclaim = { \"mp.litmus\" = \"Never\" }\n", quote(name), quote(evil), []string{"none", "lwsync", "sync"}[i], "sync")
	}
	for file, text := range map[string]string{"study.toml": toml, "mp.litmus": code.String()} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestPageUnanswered: a cell of which nothing is known but the reason is in the page.
func TestPageUnanswered(t *testing.T) {
	st, err := library.LoadStudy("host_ipi")
	if err != nil {
		t.Fatal(err)
	}
	m := fittest.Load(t, "power")
	c := &results.Comparison{Study: st.Name}
	for _, v := range st.Variants {
		for _, p := range v.Programs {
			late := compare.Task{Variant: v, Program: p, Model: m}.Unanswered(&limit.Reached{What: "no time"})
			c.Rows = append(c.Rows, late)
		}
	}
	b := pageMaker{c: c, p: page.New(c, ""), st: st, ms: []*fit.Model{m}}
	if err := b.make(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, cell := range b.p.Named {
		slots := b.p.Programs[cell.Program].Slots
		for k, s := range slots {
			if got, want := s.Choices[cell.Picks[k]], c.Rows[i].Slots[s.Name]; got != want {
				t.Errorf("%d: %s is %s, not %s", i, s.Name, got, want)
			}
		}
		if cell.Verdict != verdict.Unknown || cell.Text != "no time" {
			t.Errorf("%d: %s (%s)", i, cell.Verdict, cell.Text)
		}
	}
	if len(b.p.Named) != len(c.Rows) || len(c.Rows) == 0 {
		t.Errorf("%d cells of %d rows", len(b.p.Named), len(c.Rows))
	}
}

// TestPageDiffers: what is said about the verdicts that models give is said of programs by
// their names, which are other programs of the page for each target.
func TestPageDiffers(t *testing.T) {
	p := page.New(&results.Comparison{}, "")
	p.Programs = []*page.Program{{Name: "s/mail", Short: "mail"}, {Name: "s/mail", Short: "mail"}}
	p.Variants = []page.Variant{{Name: "one"}, {Name: "two"}}
	for v, verdicts := range [][2]verdict.Verdict{{verdict.Never, verdict.Never}, {verdict.Sometimes, verdict.Never}} {
		for i, model := range []string{"LKMM", "POWER"} {
			p.Named = append(p.Named, page.Cell{Variant: v, Program: i, Model: model, Verdict: verdicts[i]})
		}
	}
	b := pageMaker{p: p}
	if got, want := b.differences(), []string{"The models differ on: two (mail)."}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	p.Named = p.Named[:2]
	if got, want := b.differences(), []string{"The models give the same verdicts."}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
