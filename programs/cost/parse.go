package cost

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/power"
	"github.com/fencewise/fencewise/programs/tomlsrc"
)

// file is a cost file as it is written.
type file struct {
	Title  string         `toml:"title"`
	Source string         `toml:"source"`
	Order  []string       `toml:"order"`
	Unit   string         `toml:"unit"`
	Cost   map[string]any `toml:"cost"`
}

// expected says what the value of a key looks like.
var expected = map[string]string{
	"title":  `a text: title = "…"`,
	"source": `a text: source = "…"`,
	"order":  `a list of barriers, cheapest first: order = ["lwsync", "sync"]`,
	"unit":   `a text: unit = "cycles"`,
	"cost":   `a number for each barrier, below [cost]: lwsync = 25`,
}

func parse(src *diag.Source, name string) (*Model, error) {
	f, err := decode(src)
	if err != nil {
		return nil, err
	}
	r := reader{src: src, file: f, at: tomlsrc.Index(src), m: &Model{Name: name, Title: f.Title, Source: f.Source, Unit: f.Unit}}
	r.run()
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	return r.m, nil
}

// known reports whether the names lead to a key of a cost file.
func known(path []string) bool {
	_, ok := expected[path[0]]
	return ok // barriers are looked at later
}

// decode reads the file strictly: a misspelled barrier would else be free.
func decode(src *diag.Source) (*file, error) {
	var (
		f       file
		many    *tomlsrc.TooMany
		unknown tomlsrc.Unknown
		de      *toml.DecodeError
	)
	err := tomlsrc.Decode(src, &f, known)
	switch {
	case err == nil:
		return &f, nil
	case errors.As(err, &many):
		return nil, diag.New(many.Span, diag.TooLarge, "the cost file is too large: %v", many)
	case errors.As(err, &unknown):
		var errs diag.List
		for _, k := range unknown {
			errs = append(errs, unknownKey(k))
		}
		return nil, errs
	case errors.As(err, &de):
		for _, k := range slices.Backward(de.Key()) {
			if want, ok := expected[k]; ok {
				return nil, diag.New(tomlsrc.SpanOf(src, de), diag.CostType, "a value of another type is expected here").Note("%s is %s", k, want)
			}
		}
		return nil, diag.New(tomlsrc.SpanOf(src, de), diag.CostSyntax, "%s", tomlsrc.Message(de))
	}
	return nil, diag.New(src.Span(0, 0), diag.CostSyntax, "%s", tomlsrc.Message(err))
}

func unknownKey(k tomlsrc.Key) *diag.Diagnostic {
	d := diag.New(k.Span, diag.CostKey, "cost files have no key %q", k.Name)
	if near := diag.Nearest(k.Name, slices.Sorted(maps.Keys(expected))); near != "" && near != k.Name {
		return d.WithFix("did you mean %s?", near)
	}
	return d.Note("keys of a cost file: title, source, order; or unit and [cost] in place of order")
}

// reader turns the decoded file into a model. All errors are collected.
type reader struct {
	src  *diag.Source
	file *file
	at   tomlsrc.Spans
	m    *Model
	errs diag.List
}

func (r *reader) errorAt(s diag.Span, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.New(s, code, format, args...)
	if !r.full() {
		r.errs = append(r.errs, d)
	}
	return d
}

// full reports whether the limit on errors is reached.
func (r *reader) full() bool { return len(r.errs) >= tomlsrc.MaxErrors }

func (r *reader) run() {
	whole := r.src.Span(0, 0)
	if r.file.Title == "" {
		r.errorAt(whole, diag.CostMissing, "the cost file has no title").WithFix(`add: title = "…"`)
	}
	if r.file.Source == "" {
		r.errorAt(whole, diag.CostMissing, "the cost file has no source").
			Note("the source says where the order or the prices come from: a paper, a measurement of yours")
	}
	ranked, priced := len(r.file.Order) > 0, len(r.file.Cost) > 0
	switch {
	case ranked && (priced || r.file.Unit != ""):
		at := r.at.Key("unit")
		if priced {
			at = r.at.Key("cost")
		}
		r.errorAt(at, diag.CostMissing, "the barriers have an order already").WithFix("give an order, or prices with their unit")
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
	r.m.by = byRank
	for i, name := range r.file.Order {
		if r.full() {
			break
		}
		switch f := r.barrier(name, r.at.Value("order", i)); {
		case f == Item(power.NoFence):
		case slices.Contains(r.m.order, f):
			r.errorAt(r.at.Value("order", i), diag.CostBarrier, "the barrier %s stands twice", name)
		default:
			r.m.order = append(r.m.order, f)
		}
	}
}

func (r *reader) prices() {
	r.m.by = byPrice
	for _, name := range slices.Sorted(maps.Keys(r.file.Cost)) {
		if r.full() {
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
			r.errorAt(at, diag.CostType, "a value of another type is expected here").Note("cost is %s", expected["cost"])
			continue
		}
		if p < 0 || math.IsNaN(p) || p > 1e12 {
			r.errorAt(at, diag.CostPrice, "%s is no price", at.Text()).Note("a price is a number from 0 to 1e12")
			continue
		}
		r.m.order, r.m.price[f] = append(r.m.order, f), p
	}
	slices.SortStableFunc(r.m.order, func(a, b Item) int { return cmp.Compare(r.m.price[a], r.m.price[b]) })
}

// barrier is the barrier of that name, or another item; 0 if there is none.
func (r *reader) barrier(name string, at diag.Span) Item {
	var names []string
	for f := Item(power.Sync); int(f) < items; f++ {
		if names = append(names, f.String()); f.String() == name {
			return f
		}
	}
	d := r.errorAt(at, diag.CostBarrier, "there is no barrier %q", name)
	if near := diag.Nearest(name, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else {
		d.Note("what can have a cost: %s", strings.Join(names, ", "))
	}
	return Item(power.NoFence)
}
