package target

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// Target is a machine for which programs in C are compiled.
type Target struct {
	Name  string // for users: "power-isync"
	Title string // the heading of its column: "POWER isync"
	Doc   string // what distinguishes it, in one sentence

	Language *isa.Language
	Assembly *isa.Set // decodes inline assembly; nil if there is none
	Model    string   // the name of the embedded model that judges its programs
	Variants []string // of the model, which are on
	ISA      string   // the version of the Power ISA, which the model for doorbells depends on; "" for the default one
	From     string   // the code that entries are taken from: "Linux 6.12.117"
	C11      bool     // it compiles the atomic operations of C11 as a compiler does, and not the primitives of the kernel

	entries []Entry
	macros  string // of primitives that the machine implements in its own way; see Macros
	names   mnemonics

	once  sync.Once
	table *kernelc.Macros // see Macros
}

// Row identifies an operation of programs: a builtin with its annotation.
type Row struct {
	Builtin string // "__load"
	Order   string // the annotation in lower case: "acquire"; "" for none
}

// String returns the row as tables of primitives spell it.
func (r Row) String() string {
	if r.Order == "" {
		return r.Builtin
	}
	return r.Builtin + "{" + r.Order + "}"
}

// Entry says what becomes of one operation.
type Entry struct {
	Row
	Uses string // primitives that are this operation, for people

	// Before and After are the barriers before and after the access or, of an operation that
	// may fail, before it and after its success. Those of a barrier are in Before.
	Before, After []isa.Tag
	// Tags are the tags of the accesses.
	Tags isa.Tags
	// Branch says that a branch on the value that a load returns stands before After.
	Branch bool
	// Both says that After also follows an operation that fails.
	Both bool
	// Once says that a store under the reservation is tried once, and the operation fails if
	// it does; otherwise it is tried again.
	Once bool
	// Text is the sequence of instructions, for people.
	Text string
	// OfNull is the annotation of the row that a store of the constant NULL is instead; "" if
	// it is no other one.
	OfNull string
	// Locked is the one instruction that reads and writes, on a machine that has such.
	Locked string
	// Refused is the reason why the operation cannot be compiled; "" if it can.
	Refused string
	// Sources are the places that say so.
	Sources []Source
}

// Source is a place in the Linux kernel or in a compiler.
type Source struct {
	File   string // "arch/powerpc/include/asm/barrier.h"
	Line   int    // in the kernel
	Func   string // in a compiler, the function or pattern: "emitLeadingFence"
	Kernel string // the version of Linux; "": that of the target
}

// String returns the file and the line, or the file and the function.
func (s Source) String() string {
	if s.Func != "" {
		return s.File + " (" + s.Func + ")"
	}
	return fmt.Sprintf("%s:%d", s.File, s.Line)
}

// all lists the targets, the most important ones first.
var all = []*Target{power, powerIsync, power207, power2011, x86Target, powerGCC, powerClang}

// All returns the targets.
func All() []*Target { return append([]*Target(nil), all...) }

// Names returns the names of the targets.
func Names() []string {
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = t.Name
	}
	return names
}

// For returns the targets for the atomic operations of C11, or those for the primitives of the
// Linux kernel.
func For(c11 bool) []*Target {
	return slices.DeleteFunc(All(), func(t *Target) bool { return t.C11 != c11 })
}

// With returns a copy of a target under another name, in which the given entries replace
// those of their rows: a machine with one mistake, for tests.
func (t *Target) With(name string, entries ...Entry) *Target {
	c := &Target{
		Name: name, Title: name, Doc: t.Doc, Language: t.Language, Assembly: t.Assembly, Model: t.Model, Variants: t.Variants, ISA: t.ISA, From: t.From, C11: t.C11,
		entries: t.Entries(), macros: t.macros, names: t.names,
	}
	for _, e := range entries {
		k := slices.IndexFunc(c.entries, func(old Entry) bool { return old.Row == e.Row })
		if k < 0 {
			panic(fmt.Sprintf("target: %s has no entry for %s", t.Name, e.Row))
		}
		c.entries[k] = e
	}
	return c
}

// added holds the targets that tests have added, by name.
var added sync.Map

// Add makes a target known by its name until remove is called. It is for tests of other
// tables than those of this package.
func Add(t *Target) (remove func()) {
	added.Store(t.Name, t)
	return func() { added.Delete(t.Name) }
}

// Named returns the target with a name. The error is a *diag.Diagnostic without a place.
func Named(name string) (*Target, error) {
	for _, t := range all {
		if t.Name == name {
			return t, nil
		}
	}
	if t, ok := added.Load(name); ok {
		return t.(*Target), nil
	}
	d := diag.New(diag.Span{}, diag.TargetUnknown, "no target is called %s", diag.Quote(name))
	if near := diag.Nearest(name, append(Names(), "lkmm")); near != "" {
		return nil, d.WithFix("did you mean %s?", near)
	}
	return nil, d.Note("the targets are %s, and lkmm for programs as they are written", strings.Join(Names(), ", "))
}

// Entries returns the entries of the table, in the order in which they are shown.
func (t *Target) Entries() []Entry { return append([]Entry(nil), t.entries...) }

// Entry returns the entry of a row; nil if the target has none.
func (t *Target) Entry(r Row) *Entry {
	for i := range t.entries {
		if t.entries[i].Row == r {
			return &t.entries[i]
		}
	}
	return nil
}

// Own returns the macros of the primitives that the machine implements differently from what
// the kernel's model says about them, as the text of a table.
func (t *Target) Own() string { return t.macros }

// Macros returns the embedded table of the primitives that the target compiles, with those
// that the machine implements in its own way.
func (t *Target) Macros() *kernelc.Macros {
	if t.C11 {
		return kernelc.C11()
	}
	t.once.Do(func() {
		own, err := kernelc.ParseMacros(diag.NewSource(t.Name+".def", t.macros))
		if err != nil {
			panic("target: the macros of " + t.Name + " are malformed: " + err.Error())
		}
		t.table = kernelc.Embedded().With(own)
	})
	return t.table
}
