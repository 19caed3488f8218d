package table

import (
	"fmt"
	"path"
	"slices"

	"github.com/fencewise/fencewise/results"
)

// section is the named variants under one model.
type section struct {
	model  string
	blocks []block
}

// block is consecutive variants that are about the same programs.
type block struct {
	programs []string
	lines    []line
}

type line struct {
	variant, source string
	rows            []results.Row // one per program
}

// named groups the rows that have a variant.
func named(c *results.Comparison) []section {
	var ss []section
	for _, m := range models(c) {
		s := section{model: m}
		for _, l := range lines(c, m) {
			programs := make([]string, len(l.rows))
			for i, r := range l.rows {
				programs[i] = r.Program
			}
			if n := len(s.blocks); n == 0 || !slices.Equal(s.blocks[n-1].programs, programs) {
				s.blocks = append(s.blocks, block{programs: programs})
			}
			b := &s.blocks[len(s.blocks)-1]
			b.lines = append(b.lines, l)
		}
		if len(s.blocks) > 0 {
			ss = append(ss, s)
		}
	}
	return ss
}

// lines collects the rows of each variant under a model.
func lines(c *results.Comparison, model string) []line {
	var ls []line
	for _, r := range c.Rows {
		if r.Variant == nil || r.Model != model {
			continue
		}
		if n := len(ls); n == 0 || ls[n-1].variant != *r.Variant {
			ls = append(ls, line{variant: *r.Variant, source: r.Source})
		}
		l := &ls[len(ls)-1]
		l.rows = append(l.rows, r)
	}
	return ls
}

// models lists the models in the order of the rows.
func models(c *results.Comparison) []string {
	var ms []string
	for _, r := range c.Rows {
		if !slices.Contains(ms, r.Model) {
			ms = append(ms, r.Model)
		}
	}
	return ms
}

// lattice is every combination of one program's choices under one model.
type lattice struct {
	program, model string
	order          []string // its slots
	rows           []results.Row
}

// lattices groups the rows that have no variant.
func lattices(c *results.Comparison) []lattice {
	var ls []lattice
	for _, r := range c.Rows {
		if r.Variant != nil {
			continue
		}
		if n := len(ls); n == 0 || ls[n-1].program != r.Program || ls[n-1].model != r.Model {
			ls = append(ls, lattice{program: r.Program, model: r.Model, order: r.Order})
		}
		l := &ls[len(ls)-1]
		l.rows = append(l.rows, r)
	}
	return ls
}

func (l *lattice) count(v results.Verdict) int {
	n := 0
	for _, r := range l.rows {
		if r.Verdict == v {
			n++
		}
	}
	return n
}

// short is the name of a program inside its study.
func short(program string) string { return path.Base(program) }

// cell is a verdict as a table shows it. The mark stands for a note below.
func cell(r *results.Row) string {
	if r.Failed() {
		return string(r.Verdict) + " (!)"
	}
	return string(r.Verdict)
}

// notes spells out what the cells only mark.
func notes(c *results.Comparison) []string {
	var ns []string
	for i := range c.Rows {
		r := &c.Rows[i]
		who := short(r.Program) + " under " + r.Model
		if r.Variant != nil {
			who = *r.Variant + ": " + who
		}
		switch {
		case r.Failed():
			ns = append(ns, fmt.Sprintf("(!) %s is %s; claimed was %s", who, r.Verdict, *r.Claim))
		case r.Verdict == results.Unknown && r.Variant != nil:
			ns = append(ns, fmt.Sprintf("%s is Unknown: %s", who, r.Reason))
		}
	}
	return ns
}

// claims says how many claims hold.
func claims(c *results.Comparison) string {
	made, held := 0, 0
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Claim != nil {
			made++
			if r.Holds != nil && *r.Holds {
				held++
			}
		}
	}
	switch {
	case made == 0:
		return "Nothing is claimed."
	case made == held:
		return fmt.Sprintf("All %d claims hold.", made)
	}
	return fmt.Sprintf("%d of %d claims hold.", held, made)
}
