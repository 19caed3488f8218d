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

// A rule says what some packages may not depend on, directly or through others.
// Packages are named by folder; "x/..." is x and all below it, "x/+" only what
// is below. Tests are free: they may hold an engine against another.
type rule struct {
	of     []string
	except []string // of the packages in of
	never  []string // none of these
	only   []string // of our packages, none but these; not looked at when nil
	why    string
}

var rules = []rule{
	{
		of:    []string{"axioms/eval", "axioms/execution", "encode/witness"},
		never: []string{"encode"},
		why:   "they judge what the encoder says, so an error in it must not be theirs too",
	},
	{
		of:   []string{"axioms/execution"},
		only: []string{"programs/...", "internal/limit", "internal/prose"},
		why:  "whether the program has an execution does not depend on a model",
	},
	{
		of:    []string{"encode/witness"},
		never: []string{"axioms/eval", "axioms/rel"},
		why:   "it rebuilds the execution; judging it is for others",
	},
	{
		of:   []string{"axioms/cat"},
		only: []string{"programs/diag"},
		why:  "a parser knows its text and how to complain about it, nothing else",
	},
	{
		of:   []string{"programs/litmus"},
		only: []string{"programs/diag", "programs/verdict", "internal/prose"},
		why:  "a parser knows its text and how to complain about it, nothing else; the quantifiers are words of every stage",
	},
	{
		of:   []string{"programs/diag", "programs/verdict", "internal/prose"},
		only: []string{},
		why:  "everything rests on diagnostics and on the words of question and answer, so they rest on nothing",
	},
	{
		of:   []string{"results"},
		only: []string{"programs/verdict", "internal/prose"},
		why:  "a program that only reads our JSON can use it alone",
	},
	{
		of:   []string{"encode/certify/rup", "encode/certify/cover"},
		only: []string{},
		why:  "who reads the checker of proofs, or that of tables, must not have to read anything else of ours",
	},
	{
		of:   []string{"results/starred"},
		only: []string{"programs/litmus", "programs/diag", "programs/verdict", "internal/prose"},
		why:  "it reads what is printed, so what computes, compiles and prints must not be its own",
	},
	{
		of:     []string{"axioms/...", "encode", "encode/cnf", "encode/witness", "encode/solve", "results/story", "results/graph", "results/graph/svg", "results/graph/dot", "results/starred", "results/herdlog"},
		except: []string{"axioms/execution/executiontest"}, // makes programs for tests
		never:  []string{"programs/unroll"},
		why:    "they reason about event structures, wherever these come from",
	},
	{
		of:    []string{"encode/decide/lattice", "encode/decide/decidetest"},
		never: []string{"encode/decide/why"},
		why:   "what is decided does not depend on how it is explained",
	},
	{
		of:    []string{"programs/..."},
		never: []string{"axioms/...", "encode/...", "results/...", "answers/..."},
		why:   "no stage knows a later one",
	},
	{
		of:    []string{"axioms/..."},
		never: []string{"encode/...", "results/...", "answers/..."},
		why:   "no stage knows a later one",
	},
	{
		of:    []string{"encode/..."},
		never: []string{"results/+", "answers/..."},
		why:   "no stage knows a later one",
	},
	{
		of:     []string{"results/..."},
		except: []string{"results/graph/graphtest"},
		never:  []string{"encode/...", "answers/..."},
		why:    "what is shown was found before; to show it, nothing is decided",
	},
	{
		of:     []string{"..."},
		except: []string{"cmd/..."},
		never:  []string{"cmd/..."},
		why:    "a command is the edge: what others need of it belongs below",
	},
	{
		of:     []string{"..."},
		except: []string{"encode/solve", "encode/decide", "encode/decide/lattice", "encode/decide/why", "cmd/...", "results/graph/graphtest", bindingDir + "/..."},
		never:  []string{bindingDir + "/..."},
		why:    "who reaches the binding needs cgo and libz3; name a new one here knowingly",
	},
}

// matches reports whether the package rel is meant by one of the patterns.
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

// violations names each package that breaks a rule, and by what.
func violations(all []*pkg, rules []rule) []string {
	var bad []string
	for _, r := range rules {
		for _, p := range all {
			if !matches(r.of, p.rel()) || matches(r.except, p.rel()) {
				continue
			}
			for _, d := range p.Deps {
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

// how gives a chain of imports by which p depends on dep, for the reader who
// knows of no such import.
func how(all []*pkg, p *pkg, dep string) string {
	if slices.Contains(p.Imports, dep) {
		return "directly"
	}
	for _, q := range all {
		if slices.Contains(p.Imports, q.ImportPath) && slices.Contains(q.Deps, dep) {
			if rest := how(all, q, dep); rest != "directly" {
				return "by " + q.rel() + ", " + rest
			}
			return "by " + q.rel()
		}
	}
	return "indirectly"
}

func TestImports(t *testing.T) {
	for _, v := range violations(packages(t), rules) {
		t.Error(v)
	}
}

// TestRulesCatch breaks each rule once.
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
		{made("axioms/eval", "encode/cnf"), 1}, // axioms know no encoding at all
		{made("axioms/eval", "encode"), 2},
		{made("encode/witness", "encode"), 1},
		{made("encode/witness", "encode/cnf", "axioms/execution"), 0},
		{made("encode/witness", "axioms/eval"), 1},
		{made("axioms/execution", "programs/event"), 0},
		{made("axioms/execution", "axioms/rel"), 1},
		{made("programs/litmus", "programs/diag"), 0},
		{made("programs/litmus", "programs/power"), 1},
		{made("axioms/cat", "programs/litmus"), 1},
		{made("programs/diag", "programs/power"), 1},
		{made("results", "programs/diag"), 1},
		{made("results/table", "results", "programs/diag"), 0},
		{made("encode/certify/rup", "encode/cnf"), 1},
		{made("encode/certify/rup"), 0},
		{made("results/starred", "programs/litmus", "programs/diag"), 0},
		{made("results/starred", "programs/event"), 1},
		{made("programs/event", "axioms/rel"), 1},
		{made("axioms/rel", "encode/cnf"), 1},
		{made("encode/solve", bindingDir, "encode", "results"), 0},
		{made("encode/solve", "results/table"), 1},
		{made("encode", bindingDir), 1},
		{made("results/report", "cmd/fencewise/internal/cli"), 1},
		{made("results/page", "encode/decide"), 1},
		{made("encode/decide", "answers/warn"), 1},
		{made("answers/warn", "results/story", "encode/decide"), 0},
		{made("cmd/fencewise", "cmd/fencewise/internal/cli", bindingDir), 0},
	} {
		if got := violations([]*pkg{c.p}, rules); len(got) != c.bad {
			t.Errorf("%s importing %v: %d violations, want %d: %q", c.p.rel(), c.p.Deps, len(got), c.bad, got)
		}
	}
}

// TestChain: a violation through another package is told with the way to it.
func TestChain(t *testing.T) {
	a := &pkg{ImportPath: module + "/axioms/eval", Imports: []string{module + "/mid"}, Deps: []string{module + "/mid", module + "/encode"}}
	m := &pkg{ImportPath: module + "/mid", Imports: []string{module + "/encode"}, Deps: []string{module + "/encode"}}
	got := violations([]*pkg{a, m}, rules[:1])
	if len(got) != 1 || !strings.Contains(got[0], "axioms/eval depends on encode (by mid)") {
		t.Errorf("got %q", got)
	}
}

// TestCgo: only the binding speaks to C, in whatever file, for whatever system.
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

// TestNames refuses the packages that say of themselves only that they are left
// over: a name must tell what is in it.
func TestNames(t *testing.T) {
	refused := []string{"util", "utils", "common", "helper", "helpers", "types", "misc"}
	for _, p := range packages(t) {
		for _, n := range []string{p.Name, path.Base(p.rel())} {
			if slices.Contains(refused, n) {
				t.Errorf("package %s is called %s, which says nothing of what is in it", p.rel(), n)
				break
			}
		}
	}
}
