package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// checkPrintable returns an error if a text in a manifest contains control characters or
// characters that change the direction of text. The claim of a bundle is printed, and
// such characters could make it look like another claim.
func checkPrintable(manifest []byte) error {
	d := json.NewDecoder(bytes.NewReader(manifest))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if s, ok := t.(string); ok && (diag.Clean(s) != s || strings.ContainsAny(s, "\uFFFD\u2028\u2029")) {
			return fmt.Errorf("the text %+q contains characters that cannot be shown", s)
		}
	}
}

// checkNumbers returns an error for numbers and lists that Write never produces, even if the
// formula that follows from program and model would be the same.
func (m *Manifest) checkNumbers() error {
	for _, n := range []struct {
		name  string
		value int
	}{{"bound", m.Bound}, {"interrupts", m.Interrupts}, {"max_events", m.MaxEvents}} {
		if n.value < 0 {
			return fmt.Errorf("%s is %d, but must not be negative", n.name, n.value)
		}
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		if slices.ContainsFunc(m.Steps[:i], func(t Step) bool { return t.folder() == s.folder() }) {
			return fmt.Errorf("the step from %s to %s appears twice", s.Weak, s.Strong)
		}
	}
	if m.Schema >= sizesSchema || len(m.Sizes) > 0 {
		for name := range m.Files {
			if _, there := m.Sizes[name]; !there {
				return fmt.Errorf("it has no size for %s", name)
			}
		}
		for name := range m.Sizes {
			if _, there := m.Files[name]; !there {
				return fmt.Errorf("it has a size for %s, but no hash", name)
			}
		}
	}
	if m.OrderAlike && m.Schema < alikeSchema {
		return fmt.Errorf("threads come in one order, which bundles of schema %d do not have", m.Schema)
	}
	if m.Target != "" && m.Schema < targetSchema {
		return fmt.Errorf("its program is compiled for a target, which bundles of schema %d do not have", m.Schema)
	}
	if m.Property != "" && m.Property != string(litmus.Termination) {
		return fmt.Errorf("it is about the property %q, which does not exist", m.Property)
	}
	if m.Target == litmus.AsWritten {
		return fmt.Errorf("its target is %s, which stands for programs that are not compiled", m.Target)
	}
	return m.Model.checkName()
}

// checkName returns an error if the name of the model is not that of its file.
func (m *Model) checkName() error {
	if len(m.Files) == 0 {
		return errors.New("it names no model")
	}
	if name := strings.TrimSuffix(path.Base(m.Files[0]), ".cat"); m.Name != name {
		return fmt.Errorf("it names the model %q, but the file is %s", m.Name, m.Files[0])
	}
	return nil
}
