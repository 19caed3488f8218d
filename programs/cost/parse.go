package cost

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// file holds a cost file as it is written.
type file struct {
	Title    string         `toml:"title"`
	Source   string         `toml:"source"`
	Language string         `toml:"language"`
	Order    []string       `toml:"order"`
	Unit     string         `toml:"unit"`
	Cost     map[string]any `toml:"cost"`
}

// expectedValue describes the value of each key.
var expectedValue = map[string]string{
	"title":    `a text: title = "…"`,
	"source":   `a text: source = "…"`,
	"language": `the first word of the programs: language = "C"`,
	"order":    `a list of barriers, cheapest first: order = ["lwsync", "sync"]`,
	"unit":     `a text: unit = "cycles"`,
	"cost":     `a number for each barrier, below [cost]: lwsync = 25`,
}

func parse(src *diag.Source, name string) (*Model, error) {
	f := new(file)
	if err := format.Decode(src, f); err != nil {
		return nil, err
	}
	set := sets.Default()
	if f.Language != "" {
		if set = sets.ForArch(f.Language); set == nil {
			at := tomlsrc.Index(src)
			return nil, diag.List{diag.New(at.Value("language"), diag.CostLanguage, "there is no language %q", f.Language).
				Note("a language is named as in the first line of its programs: PPC, C")}
		}
	}
	r := reader{src: src, file: f, at: tomlsrc.Index(src), m: &Model{items: itemsOf(set.Language), Name: name, Title: f.Title, Source: f.Source, Unit: f.Unit}}
	r.run()
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	return r.m, nil
}

// isKnownKey reports whether a path of names leads to a key of a cost file.
func isKnownKey(path []string) bool {
	_, ok := expectedValue[path[0]]
	return ok // the names of barriers are checked later
}

// format describes cost files.
var format = tomlsrc.Format{
	File: "cost file", Values: expectedValue, Known: isKnownKey,
	AllKeys: "the keys of a cost file are title, source, language and order; unit and [cost] can replace order",
	Syntax:  diag.CostSyntax, UnknownKey: diag.CostKey, WrongType: diag.CostType,
}

// reader turns the decoded file into a model and collects all errors.
type reader struct {
	src  *diag.Source
	file *file
	at   tomlsrc.Spans
	m    *Model
	errs diag.List
}

func (r *reader) errorAt(s diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(s, code, format, args...)
	if !r.tooManyErrors() {
		r.errs = append(r.errs, d)
	}
	return d
}

// tooManyErrors reports whether the maximum number of errors is reached.
func (r *reader) tooManyErrors() bool { return len(r.errs) >= tomlsrc.MaxErrors }

func (r *reader) run() {
	whole := r.src.Span(0, 0)
	if r.file.Title == "" {
		r.errorAt(whole, diag.CostMissing, "the cost file has no title").WithFix(`add: title = "…"`)
	}
	if r.file.Source == "" {
		r.errorAt(whole, diag.CostMissing, "the cost file has no source").
			Note("the source says where the order or the prices come from, such as a paper or a measurement")
	}
	ranked, priced := len(r.file.Order) > 0, len(r.file.Cost) > 0
	switch {
	case ranked && (priced || r.file.Unit != ""):
		at, second := r.at.Key("unit"), "a unit of prices"
		if priced {
			at, second = r.at.Key("cost"), "prices"
		}
		r.errorAt(at, diag.CostMissing, "the file has both an order and %s", second).WithFix("keep either the order, or the prices with their unit")
	case ranked:
		r.order()
	case priced:
		if r.file.Unit == "" {
			r.errorAt(whole, diag.CostMissing, "the prices have no unit").WithFix(`add: unit = "cycles"`)
		}
		r.prices()
	default:
		r.errorAt(whole, diag.CostMissing, "the cost file has neither an order nor prices").
			WithFix(`add: order = ["eieio", "lwsync", "isync", "msgsync", "sync"]`)
	}
}

func (r *reader) order() {
	r.m.compare = compareByRank
	for i, name := range r.file.Order {
		if r.tooManyErrors() {
			break
		}
		switch f := r.barrier(name, r.at.Value("order", i)); {
		case f == noItem:
		case slices.Contains(r.m.order, f):
			r.errorAt(r.at.Value("order", i), diag.CostBarrier, "the barrier %s is listed twice", name)
		default:
			r.m.order = append(r.m.order, f)
		}
	}
}

func (r *reader) prices() {
	r.m.compare = compareByPrice
	for _, name := range slices.Sorted(maps.Keys(r.file.Cost)) {
		if r.tooManyErrors() {
			break
		}
		f := r.barrier(name, r.at.Key("cost", name))
		at := r.at.Value("cost", name)
		var p float64
		switch v := r.file.Cost[name].(type) {
		case int64:
			p = float64(v)
		case float64:
			p = v
		default:
			r.errorAt(at, diag.CostType, "the price of %s is not a number", name).Note("expected %s", expectedValue["cost"])
			continue
		}
		if p < 0 || math.IsNaN(p) || p > 1e12 {
			r.errorAt(at, diag.CostPrice, "%s is not a valid price", at.Text()).Note("a price is a number from 0 to 1e12")
			continue
		}
		r.m.order, r.m.price[f] = append(r.m.order, f), p
	}
	slices.SortStableFunc(r.m.order, func(a, b Item) int { return cmp.Compare(r.m.price[a], r.m.price[b]) })
}

// barrier returns the barrier or other item of that name. If none exists it reports an
// error and returns noItem.
func (r *reader) barrier(name string, at diag.Span) Item {
	var names []string
	for _, f := range r.m.items.all() {
		n := r.m.items.names[f]
		if names = append(names, n); n == name {
			return f
		}
	}
	d := r.errorAt(at, diag.CostBarrier, "no barrier is named %q", name)
	if near := diag.Nearest(name, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else {
		d.Note("these can have a cost: %s", strings.Join(names, ", "))
	}
	return noItem
}
