package verify

import (
	"encoding/json"
	"fmt"

	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/programs/diag"
)

// The formats.
const (
	text   = "text"
	asJSON = "json"
)

// tell reports that a bundle passes; alone is true if it is the only one.
func (o *Options) tell(f folder, rep *bundle.Report, alone bool) error {
	switch {
	case o.Format == asJSON:
		return o.object(rep.Record(f.path))
	case alone:
		fmt.Fprintf(o.IO.Out, "%s: ok, %s", f.path, rep)
	default:
		fmt.Fprintf(o.IO.Out, "%s: ok, %s\n", f.path, line(rep))
	}
	return nil
}

// tellRefused writes as data that a bundle does not pass. In text form the error itself is
// reported.
func (o *Options) tellRefused(f folder, err error) error {
	if o.Format != asJSON {
		return nil
	}
	r := bundle.Record{Schema: bundle.RecordSchema, Folder: f.path, Error: err.Error()}
	if ds := diag.All(err); len(ds) > 0 {
		r.Code, r.Error = string(ds[0].Code), ds[0].Msg
	}
	return o.object(r)
}

func (o *Options) object(r bundle.Record) error {
	e := json.NewEncoder(o.IO.Out)
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// line returns a report on one line, for one of many bundles.
func line(rep *bundle.Report) string {
	if rep.Embedded {
		return rep.Line()
	}
	return rep.Line() + " (the text of the model is not that of one in this program)"
}
