package witness

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/version"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/compare"
	"github.com/fencewise/fencewise/results/answers/mail"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/dot"
	"github.com/fencewise/fencewise/results/graph/svg"
	"github.com/fencewise/fencewise/results/page"
	"github.com/fencewise/fencewise/results/story"
	"github.com/fencewise/fencewise/results/trace"
)

// found is an execution and the case that it was found for.
type found struct {
	q *opinion.Case
	c *execution.Candidate
}

// format is a way to show an execution.
type format struct {
	name    string
	endings []string // of the names of files in this format
	draws   bool     // --edges has an effect
	write   func(context.Context, *Options, io.Writer, found) error
}

var formats = []format{
	{"text", []string{"", ".txt"}, false, func(_ context.Context, o *Options, w io.Writer, f found) error {
		story.Tell(f.c, f.q.Model.Model).TextIn(w, o.Width)
		return nil
	}},
	{"svg", []string{".svg"}, true, drawn(func(w io.Writer, d *graph.Drawing) error { return svg.Write(w, d, svg.Options{}) })},
	{"dot", []string{".dot", ".gv"}, true, drawn(dot.Write)},
	{"html", []string{".html", ".htm"}, true, paged},
	{"json", []string{".json"}, false, data},
	{"litmus", []string{".litmus"}, false, pinned},
	{"mail", nil, false, mailed},
}

func names() []string {
	all := make([]string, len(formats))
	for i := range formats {
		all[i] = formats[i].name
	}
	return all
}

// format returns the requested format: by name, otherwise by the ending of the
// output file, otherwise the first.
func (o *Options) format() (*format, error) {
	ending := strings.ToLower(filepath.Ext(o.Output))
	i := slices.IndexFunc(formats, func(f format) bool {
		return f.name == o.Format || o.Format == "" && slices.Contains(f.endings, ending)
	})
	switch {
	case i < 0 && o.Format == "":
		return nil, diag.New(diag.Span{}, diag.BadOption, "-o %s: no format has the ending %s", o.Output, ending).
			Note("the formats: %s", strings.Join(names(), ", ")).WithFix("name the format with --format")
	case i < 0:
		return nil, flags.NoFormat(o.Format, names())
	case len(o.Edges) > 0 && !formats[i].draws:
		return nil, diag.New(diag.Span{}, diag.BadOption, "--edges: --format %s draws nothing", formats[i].name).
			WithFix("add --format svg or --format dot")
	}
	return &formats[i], nil
}

// drawn writes an execution as a drawing; a cycle that no interleaving has is bold.
func drawn(write func(io.Writer, *graph.Drawing) error) func(context.Context, *Options, io.Writer, found) error {
	return func(_ context.Context, o *Options, w io.Writer, f found) error {
		cycle, err := graph.Interleaving(f.c)
		if err != nil {
			return err
		}
		d, err := graph.Of(f.c, graph.Options{Model: f.q.Model.Model, Edges: o.Edges, Cycle: cycle})
		if err != nil {
			return err
		}
		return write(w, d)
	}
}

// paged writes an execution as a page: the program, the story and the drawing.
func paged(_ context.Context, o *Options, w io.Writer, f found) error {
	var head *results.Comparison
	if st, p, err := library.StudyOf(f.q.Name); err == nil && st != nil {
		head = compare.Head(st)
		for i := range head.Threads {
			if n := &head.Threads[i]; n.Program == p.Name {
				n.Program = f.q.Name // as the user named it
			}
		}
	}
	by := results.Record{Target: f.q.Test.Target, Model: f.q.Model.Name, Variants: f.q.Model.Variants}
	p, err := page.Single(f.q.Name, f.c, f.q.Model.Model, by.JudgedBy(), o.Edges, head, "witness "+f.q.Name+" --format html")
	if err != nil {
		return err
	}
	return p.Write(w)
}

// data writes an execution as JSON.
func data(_ context.Context, o *Options, w io.Writer, f found) error {
	return trace.Of(f.c, trace.Origin{
		Tool: tool(), File: f.q.Name, Model: f.q.Model.Model, ModelName: f.q.Model.Name, Variants: slices.Concat(o.Model.Files.Variants, f.q.Model.Variants),
	}).Write(w)
}

func tool() string { return "fencewise " + version.Version() }

// mailed writes a test with its result and the story of an execution, for a mail.
func mailed(ctx context.Context, o *Options, w io.Writer, f found) (err error) {
	limits, err := o.Limits.Options()
	if err != nil {
		return err
	}
	m := mail.NewWriter(limits)
	defer func() { err = errors.Join(err, m.Close()) }()
	l, err := m.Witness(ctx, *f.q, f.c)
	if err != nil {
		return err
	}
	return flags.Mail(w, o.IO.Err, l)
}
