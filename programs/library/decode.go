package library

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// file holds a study.toml as it is written.
type file struct {
	Title    string        `toml:"title"`
	Question string        `toml:"question"`
	Answer   string        `toml:"answer"`
	Property string        `toml:"property"`
	Program  []string      `toml:"program"`
	Models   []string      `toml:"models"`
	Targets  []string      `toml:"targets"`
	Variant  []fileVariant `toml:"variant"`
	Defaults fileDefaults  `toml:"defaults"`

	TargetsOf map[string][]string `toml:"targets_of"` // by program

	Terms   map[string]string            `toml:"terms"`
	Threads map[string]map[string]string `toml:"threads"` // by program and thread
}

// fileDefaults holds what variants have that do not say otherwise.
type fileDefaults struct {
	Source string            `toml:"source"`
	Slots  map[string]string `toml:"slots"`
}

type fileVariant struct {
	Name    string            `toml:"name"`
	Base    string            `toml:"base"`
	Source  string            `toml:"source"`
	Program []string          `toml:"program"`
	Slots   map[string]string `toml:"slots"`
	Claim   any               `toml:"claim"` // a verdict, or for each program a verdict, or one for each model or target
}

// isKnownKey reports whether a path of names leads to a key of a study.
func isKnownKey(path []string) bool {
	switch len(path) {
	case 1:
		return slices.Contains([]string{"title", "question", "answer", "property", "program", "models", "targets", "targets_of", "terms", "threads", "defaults", "variant"}, path[0])
	case 2:
		switch path[0] {
		case "variant":
			return slices.Contains([]string{"name", "base", "source", "program", "slots", "claim"}, path[1])
		case "defaults":
			return slices.Contains([]string{"source", "slots"}, path[1])
		}
	}
	return true // the keys below the others are names of slots, programs, threads, models and targets, and terms
}

// format describes study files.
var format = tomlsrc.Format{
	File: "study", Values: expectedValue, Known: isKnownKey,
	AllKeys: "the keys of a study are title, question, answer, property, program, models, targets, targets_of, terms, threads and defaults; those of a variant are name, base, source, program, slots and claim; those of defaults are source and slots",
	Syntax:  diag.StudySyntax, UnknownKey: diag.StudyKey, WrongType: diag.StudyType,
}

// expectedValue describes the value of each key.
var expectedValue = map[string]string{
	"title":      `a text: title = "…"`,
	"question":   `a text: question = "…"`,
	"answer":     `a text: answer = "…"`,
	"property":   `what is asked: property = "termination"`,
	"program":    `a list of files: program = ["….litmus"]`,
	"models":     `a list of names: models = ["power"]`,
	"targets":    `a list of names: targets = ["lkmm", "power"]`,
	"targets_of": `lists of targets for programs: targets_of = { "….litmus" = ["lkmm"] }`,
	"terms":      `words with their meanings: terms = { "CPU 42" = "the CPU that …" }`,
	"threads":    `names for threads of programs: threads = { "….litmus" = { P0 = "CPU 42" } }`,
	"variant":    "a section headed [[variant]]",
	"defaults":   "a section headed [defaults]",
	"base":       `the name of an earlier variant: base = "…"`,
	"name":       `a text: name = "…"`,
	"source":     `a text: source = "…"`,
	"slots":      `a choice for each slot, both in quotes: slots = { "set.before" = "sync" }`,
	"claim":      `a verdict, or one for each program: claim = "Never", claim = { "….litmus" = "Never" }`,
}
