package repo

import (
	"fmt"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A rule says what some packages must not depend on, directly or through other packages.
// Packages are named by folder: "x/..." is x and everything below it, "x/+" only what is
// below it. Rules do not apply to tests, which may compare engines with one another.
type rule struct {
	of     []string // the packages that the rule is about
	except []string // packages in of to which it does not apply
	never  []string // packages that they must not depend on
	only   []string // if not nil: the only packages of ours that they may depend on
	direct bool     // only what the packages import themselves counts
	why    string
}

var rules = []rule{
	{
		of:    []string{"axioms/eval", "axioms/execution", "encode/witness"},
		never: []string{"encode"},
		why:   "they judge the encoder's results, so they must not share its errors",
	},
	{
		of:   []string{"axioms/execution"},
		only: []string{"programs/...", "internal/limit", "internal/prose", "internal/bitset"},
		why:  "whether the program has an execution does not depend on a model",
	},
	{
		of:    []string{"encode/witness"},
		never: []string{"axioms/eval", "axioms/rel"},
		why:   "it rebuilds the execution; other packages judge it",
	},
	{
		of:   []string{"axioms/cat"},
		only: []string{"programs/diag"},
		why:  "a parser only knows its text and how to report errors in it",
	},
	{
		of:   []string{"programs/kernelc"},
		only: []string{"programs/diag", "internal/prose"},
		why:  "a parser only knows its text and how to report errors in it",
	},
	{
		of:   []string{"programs/litmus"},
		only: []string{"programs/diag", "programs/kernelc", "programs/verdict", "internal/prose"},
		why:  "a parser only knows its text and how to report errors in it; every stage uses the quantifiers",
	},
	{
		of:   []string{"programs/csource"},
		only: []string{"programs/diag", "programs/disk", "programs/kernelc", "programs/litmus", "programs/verdict", "internal/prose", "internal/limit"},
		why:  "it makes litmus tests of .c files; what a program does is decided behind it",
	},
	{
		of:   []string{"programs/diag", "programs/verdict", "internal/prose", "internal/bitset"},
		only: []string{},
		why:  "every stage depends on diagnostics and on the words for queries and answers, so they depend on nothing",
	},
	{
		of:   []string{"internal/diagram"},
		only: []string{"internal/limit"},
		why:  "a map from choices to values knows no programs",
	},
	{
		of:   []string{"results"},
		only: []string{"programs/verdict", "internal/prose"},
		why:  "a program that only reads our JSON should be able to use it alone",
	},
	{
		of:   []string{"encode/certify/rup", "encode/certify/lrat", "encode/certify/cover"},
		only: []string{},
		why:  "people who review the checkers of proofs and of tables must not have to read other code of ours",
	},
	{
		of:   []string{"results/starred"},
		only: []string{"programs/litmus", "programs/diag", "programs/kernelc", "programs/verdict", "internal/prose"},
		why:  "it checks the printed output, so it must not share code with what computes, compiles and prints it",
	},
	{
		of:     []string{"axioms/...", "encode", "encode/cnf", "encode/witness", "encode/solve", "results/story", "results/graph", "results/graph/svg", "results/graph/dot", "results/starred", "results/herdlog"},
		except: []string{"axioms/execution/executiontest", "axioms/fit", "axioms/fit/fittest"}, // one makes programs for tests; the other asks whether a program has accesses of mixed size
		never:  []string{"programs/unroll"},
		why:    "they work on event structures and must not depend on how these are made",
	},
	{
		of:    []string{"encode/decide/lattice"},
		never: []string{"encode/decide/why"},
		why:   "a verdict must not depend on how it is explained",
	},
	{
		of:    []string{"internal/fixture"},
		never: []string{"axioms/eval", "axioms/enumerate", "encode/..."},
		why:   "tests inside these packages use it",
	},
	{
		of:     []string{"..."},
		except: []string{"programs/isa/sets", "programs/kernel/target"},
		never:  []string{"programs/isa/power", "programs/isa/x86"},
		direct: true,
		why:    "an instruction set is known by the list of sets and by the tables of targets alone, so that another one costs tables and no code",
	},
	{
		of:    []string{"programs/..."},
		never: []string{"axioms/...", "encode/...", "results/..."},
		why:   "no stage depends on a later one",
	},
	{
		of:    []string{"axioms/..."},
		never: []string{"encode/...", "results/..."},
		why:   "no stage depends on a later one",
	},
	{
		of:    []string{"encode/..."},
		never: []string{"results/+"},
		why:   "no stage depends on a later one",
	},
	{
		of:     []string{"results/..."},
		except: []string{"results/answers/...", "results/graph/graphtest"},
		never:  []string{"encode/...", "results/answers/..."},
		why:    "outputs show what was found before and decide nothing",
	},
	{
		of:    []string{"..."},
		never: []string{"."},
		why:   "the front door is for other programs",
	},
	{
		of:     []string{"..."},
		except: []string{"cmd/..."},
		never:  []string{"cmd/..."},
		why:    "code of a command that other packages need belongs into a package below",
	},
	{
		of:     []string{"..."},
		except: []string{"encode/solve", bindingDir + "/..."},
		never:  []string{bindingDir},
		direct: true,
		why:    "the program also builds without cgo, so only the backend of encode/solve may know libz3",
	},
	{
		of:     []string{"..."},
		except: []string{"cmd/fencewise", bindingDir + "/..."},
		never:  []string{bindingDir + "/addrspace"},
		direct: true,
		why:    "it ends the process",
	},
	{
		of:   []string{"encode/sat"},
		only: []string{},
		why:  "a SAT solver knows nothing of programs, and must be tested alone",
	},
}

// matches reports whether one of the patterns matches the package rel.
func matches(patterns []string, rel string) bool {
	return slices.ContainsFunc(patterns, func(pat string) bool {
		switch base, tail := path.Split(pat); {
		case pat == "...":
			return true
		case tail == "...":
			return rel == strings.TrimSuffix(base, "/") || strings.HasPrefix(rel, base)
		case tail == "+":
			return strings.HasPrefix(rel, base)
		default:
			return rel == pat
		}
	})
}

// violations returns a message for each dependency that breaks a rule.
func violations(all []*pkg, rules []rule) []string {
	var bad []string
	for _, r := range rules {
		for _, p := range all {
			if !matches(r.of, p.rel()) || matches(r.except, p.rel()) {
				continue
			}
			deps := p.Deps
			if r.direct {
				deps = p.Imports
			}
			for _, d := range deps {
				dep, ok := ours(d)
				if !ok || dep == p.rel() {
					continue
				}
				if matches(r.never, dep) || r.only != nil && !matches(r.only, dep) {
					bad = append(bad, fmt.Sprintf("%s depends on %s (%s): %s", p.rel(), dep, how(all, p, d), r.why))
				}
			}
		}
	}
	return bad
}

// how returns a chain of imports through which p depends on dep, since such a dependency
// is hard to find by hand.
func how(all []*pkg, p *pkg, dep string) string {
	if slices.Contains(p.Imports, dep) {
		return "directly"
	}
	for _, q := range all {
		if slices.Contains(p.Imports, q.ImportPath) && slices.Contains(q.Deps, dep) {
			if rest := how(all, q, dep); rest != "directly" {
				return "through " + q.rel() + ", " + rest
			}
			return "through " + q.rel()
		}
	}
	return "indirectly"
}

func TestImports(t *testing.T) {
	for _, v := range violations(packages(t), rules) {
		t.Error(v)
	}
}

// TestRulesCatch checks with made-up packages that the rules catch what breaks them.
func TestRulesCatch(t *testing.T) {
	made := func(from string, deps ...string) *pkg {
		p := &pkg{ImportPath: path.Join(module, from)}
		for _, d := range deps {
			if d == bindingDir {
				p.Deps = append(p.Deps, binding)
			} else {
				p.Deps = append(p.Deps, path.Join(module, d))
			}
		}
		p.Deps = append(p.Deps, "fmt")
		p.Imports = p.Deps
		return p
	}
	for _, c := range []struct {
		p   *pkg
		bad int
	}{
		{made("axioms/eval", "encode/cnf"), 1}, // axioms must not depend on any encoding
		{made("axioms/eval", "encode"), 2},
		{made("encode/witness", "encode"), 1},
		{made("encode/witness", "encode/cnf", "axioms/execution"), 0},
		{made("encode/witness", "axioms/eval"), 1},
		{made("axioms/execution", "programs/event"), 0},
		{made("axioms/execution", "axioms/rel"), 1},
		{made("programs/litmus", "programs/diag"), 0},
		{made("programs/litmus", "programs/isa"), 1},
		{made("axioms/cat", "programs/litmus"), 1},
		{made("programs/diag", "programs/isa"), 1},
		{made("programs/unroll", "programs/isa/power"), 1},
		{made("programs/isa/sets", "programs/isa/power"), 0},
		{made("results", "programs/diag"), 1},
		{made("results/table", "results", "programs/diag"), 0},
		{made("encode/certify/rup", "encode/cnf"), 1},
		{made("encode/certify/rup"), 0},
		{made("encode/certify/lrat", "encode/sat"), 1},
		{made("results/starred", "programs/litmus", "programs/diag"), 0},
		{made("results/starred", "programs/event"), 1},
		{made("programs/event", "axioms/rel"), 1},
		{made("axioms/rel", "encode/cnf"), 1},
		{made("encode/solve", bindingDir, "encode", "encode/sat", "results"), 0},
		{made("encode/sat", "encode/cnf"), 1},
		{made("encode/solve", "results/table"), 1},
		{made("encode", bindingDir), 1},
		{made("results/report", "cmd/fencewise/internal/cli"), 1},
		{made("results/page", "encode/decide"), 1},
		{made("encode/decide", "results/answers/warn"), 1},
		{made("results/answers/warn", "results/story", "encode/decide"), 0},
		{made("results/answers/opinion", bindingDir, "cmd/fencewise/internal/exit"), 2},
		{made("cmd/fencewise", "."), 1},
		{made(".", "results/answers/opinion", "encode/solve"), 0},
		{made("cmd/fencewise", "cmd/fencewise/internal/cli", bindingDir), 1},
		{made("cmd/fencewise", "cmd/fencewise/internal/cli", bindingDir+"/addrspace"), 0},
		{made("cmd/fencewise/internal/cli", bindingDir+"/addrspace"), 1},
	} {
		if got := violations([]*pkg{c.p}, rules); len(got) != c.bad {
			t.Errorf("%s importing %v: %d violations, want %d: %q", c.p.rel(), c.p.Deps, len(got), c.bad, got)
		}
	}
}

// TestChain checks that a violation through another package is reported with that package.
func TestChain(t *testing.T) {
	a := &pkg{ImportPath: module + "/axioms/eval", Imports: []string{module + "/mid"}, Deps: []string{module + "/mid", module + "/encode"}}
	m := &pkg{ImportPath: module + "/mid", Imports: []string{module + "/encode"}, Deps: []string{module + "/encode"}}
	got := violations([]*pkg{a, m}, rules[:1])
	if len(got) != 1 || !strings.Contains(got[0], "axioms/eval depends on encode (through mid)") {
		t.Errorf("got %q", got)
	}
}

// TestCgo checks that only the binding uses cgo, in files for any system.
func TestCgo(t *testing.T) {
	seen := 0
	for _, f := range files(t) {
		if !strings.HasSuffix(f, ".go") || slices.Contains(strings.Split(f, "/"), "testdata") {
			continue
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root(), f), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, i := range syntax.Imports {
			if i.Path.Value != `"C"` {
				continue
			}
			if strings.HasPrefix(f, bindingDir+"/") {
				seen++
				continue
			}
			t.Errorf(`%s imports "C": cgo belongs in %s`, f, bindingDir)
		}
	}
	if seen == 0 {
		t.Errorf(`no file of %s imports "C": does this test look at the right files?`, bindingDir)
	}
}

// TestNames rejects package names that do not say what the package contains.
func TestNames(t *testing.T) {
	refused := []string{"util", "utils", "common", "helper", "helpers", "types", "misc"}
	for _, p := range packages(t) {
		for _, n := range []string{p.Name, path.Base(p.rel())} {
			if slices.Contains(refused, n) {
				t.Errorf("package %s is named %s, which does not say what it contains", p.rel(), n)
				break
			}
		}
	}
}
