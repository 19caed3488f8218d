package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

type options struct {
	root, dir string
	all, rest bool
	guards    *regexp.Regexp           // the names of the guards to run
	fails     map[string]bool          // packages whose tests fail without a mutant; nil until known
	limit     map[string]time.Duration // by guard: its time limit
}

// result is the result for one mutant.
type result struct {
	mutant
	by      string // the first guard that failed; "" for a survivor
	said    string // the first line of the failure
	against []opinion
}

// maxTime is the time limit of any command. A guard on a mutant may take ten times as
// long as on the original code, plus some seconds.
const (
	maxTime = 20 * time.Minute
	grace   = 15 * time.Second
	slower  = 10
)

// hunt runs the guards on the original code, and then on every mutant. It calls note with
// each result at once, so that the results of a run that is stopped are not lost.
func (o *options) hunt(ms []mutant, note func(result) error) ([]result, error) {
	o.limit = map[string]time.Duration{}
	if len(ms) == 0 {
		return nil, errors.New("no mutant has such a name")
	}
	own, err := o.plant(nil)
	if err != nil {
		return nil, err
	}
	for i := range guards {
		g := &guards[i]
		if !o.guards.MatchString(g.name) {
			continue
		}
		start := time.Now()
		out, err := own.guard(g, maxTime, "-test.v")
		if err != nil {
			return nil, fmt.Errorf("%s fails without a mutant: %w\n%s", g.name, err, out)
		}
		if strings.Contains(out, "no tests to run") {
			return nil, fmt.Errorf("the guard %s has no tests", g.name)
		}
		took := time.Since(start)
		if g.skipped = strings.Contains(out, "SKIP"); g.skipped {
			fmt.Printf("%s: skipped: what it compares with is missing\n", g.name)
		}
		o.limit[g.name] = grace + slower*took
		fmt.Printf("without a mutant: %-12s %6.1f s\n", g.name, took.Seconds())
	}
	own.remove()
	var found []result
	for i := range ms {
		r, err := o.try(&ms[i])
		if err != nil {
			return nil, err
		}
		fmt.Println(r.line())
		if err := note(r); err != nil {
			return nil, err
		}
		found = append(found, r)
	}
	return found, nil
}

// try runs the guards on one mutant.
func (o *options) try(m *mutant) (result, error) {
	r := result{mutant: *m}
	p, err := o.plant(m)
	if err != nil {
		return r, err
	}
	defer p.remove()
	for i := range guards {
		g := &guards[i]
		if r.by != "" && !o.all {
			return r, nil
		}
		if g.skipped || !o.guards.MatchString(g.name) {
			continue
		}
		if out, err := p.guard(g, o.limit[g.name]); err != nil {
			if errors.As(err, new(*noBuild)) {
				return r, fmt.Errorf("%s: %w", m.name, err)
			}
			r.caught(g, out)
		}
	}
	if r.by == "" && o.rest {
		if out, err := p.everything(m); err != nil {
			r.caught(&rest, out)
		}
	}
	return r, nil
}

// planted is the code with a mutant in it, and the test binaries built from it so far.
type planted struct {
	o       *options
	overlay string            // the file for -overlay; "" without a mutant
	built   map[string]string // test binaries by package
}

func (o *options) plant(m *mutant) (*planted, error) {
	p := &planted{o: o, built: map[string]string{}}
	if m == nil {
		return p, nil
	}
	file := filepath.Join(o.root, filepath.FromSlash(m.file))
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	changed, err := m.apply(string(text))
	if err != nil {
		return nil, err
	}
	to := filepath.Join(o.dir, "mutant.go")
	if err := os.WriteFile(to, []byte(changed), 0o600); err != nil {
		return nil, err
	}
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {file: to}})
	if err != nil {
		return nil, err
	}
	p.overlay = filepath.Join(o.dir, "overlay.json")
	return p, os.WriteFile(p.overlay, replace, 0o600)
}

func (p *planted) remove() {
	for _, b := range p.built {
		os.Remove(b)
	}
}

// noBuild says that a mutant does not compile.
type noBuild struct{ out string }

func (e *noBuild) Error() string { return "does not compile:\n" + e.out }

// guard runs the tests of a guard and returns their output.
func (p *planted) guard(g *guard, limit time.Duration, more ...string) (string, error) {
	bin := p.built[g.pkg]
	if bin == "" {
		bin = filepath.Join(p.o.dir, strings.ReplaceAll(g.pkg, "/", "-")+".test")
		args := append([]string{"test", "-c", "-vet=off", "-o", bin}, p.flags()...)
		if out, err := p.o.command(maxTime, p.o.root, "go", append(args, "./"+g.pkg)...); err != nil {
			return out, &noBuild{out}
		}
		p.built[g.pkg] = bin
	}
	return p.o.command(limit, filepath.Join(p.o.root, filepath.FromSlash(g.pkg)), bin, append(append(g.flags(), "-test.failfast"), more...)...)
}

// everything runs all tests of the packages that contain the mutant, except those that
// fail without it.
func (p *planted) everything(m *mutant) (string, error) {
	pkgs, err := p.o.packagesWith(m.file)
	if err != nil {
		return "", err
	}
	if p.o.fails == nil {
		all, err := p.o.packagesWith("")
		if err != nil {
			return "", err
		}
		p.o.fails = map[string]bool{}
		out, _ := p.o.test(nil, all)
		for _, f := range regexp.MustCompile(`(?m)^FAIL\s+(\S+)`).FindAllStringSubmatch(out, -1) {
			p.o.fails[f[1]] = true
			fmt.Printf("%s fails without a mutant, so it is left out\n", f[1])
		}
	}
	pkgs = slices.DeleteFunc(pkgs, func(pkg string) bool { return p.o.fails[pkg] })
	return p.o.test(p.flags(), pkgs)
}

func (o *options) test(flags, pkgs []string) (string, error) {
	args := slices.Concat([]string{"test", "-vet=off", "-timeout", maxTime.String()}, flags, pkgs)
	return o.command(4*maxTime, o.root, "go", args...)
}

// packagesWith returns the packages whose tests depend on the package of a file, or all packages
// with tests if file is "".
func (o *options) packagesWith(file string) (pkgs []string, err error) {
	out, err := o.command(maxTime, o.root, "go", "list", "-test", "-f", `{{.ImportPath}} {{join .Deps " "}} `, "./...")
	if err != nil {
		return nil, errors.New(out)
	}
	for line := range strings.Lines(out) {
		pkg, deps, _ := strings.Cut(line, " ")
		if pkg, isTest := strings.CutSuffix(pkg, ".test"); isTest && (file == "" || strings.Contains(deps, "/"+path.Dir(file)+" ")) {
			pkgs = append(pkgs, pkg)
		}
	}
	return pkgs, nil
}

func (p *planted) flags() []string {
	if p.overlay == "" {
		return nil
	}
	return []string{"-overlay", p.overlay}
}

// memory bounds the memory that a mutant can take, in kilobytes.
const memory = "12000000"

func (o *options) command(limit time.Duration, dir, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", `ulimit -v ` + memory + `; exec "$0" "$@"`, name}, args...)...)
	cmd.Dir = dir
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return string(out) + "\n" + tooLong, ctx.Err()
	}
	return string(out), err
}

const tooLong = "it takes too long"

// failure matches a line in which a test reports a failure.
var failure = regexp.MustCompile(`(?m)^\s+\w+_test\.go:\d+: .*$|^panic: .*$|^fatal error: .*$|^` + tooLong + `$`)

// caught records that a guard failed, and which opinions its failures come from.
func (r *result) caught(g *guard, out string) {
	lines := failure.FindAllString(out, -1)
	if len(lines) == 0 {
		lines = regexp.MustCompile(`(?m)^\s*--- FAIL.*$`).FindAllString(out+"\n--- FAIL", -1)
	}
	if r.by == "" {
		r.by, r.said = g.name, strings.TrimSpace(lines[0])
	}
	for _, line := range lines {
		if of := g.opinionOf(line); !slices.Contains(r.against, of) {
			r.against = append(r.against, of)
		}
	}
}
