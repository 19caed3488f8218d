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
)

// plain finds a text in a manifest that a terminal would not show as it is: one
// with control characters, or with such as turn the direction of writing. What a
// bundle claims is printed, and must not be able to print more than it says.
func plain(manifest []byte) error {
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
			return fmt.Errorf("the text %+q has characters in it that cannot be shown", s)
		}
	}
}

// sensible finds numbers and lists that no bundle is written with, though what
// follows from program and model could be the same.
func (m *Manifest) sensible() error {
	for _, n := range []struct {
		name  string
		value int
	}{{"bound", m.Bound}, {"interrupts", m.Interrupts}, {"max_events", m.MaxEvents}} {
		if n.value < 0 {
			return fmt.Errorf("%s is %d", n.name, n.value)
		}
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		if slices.ContainsFunc(m.Steps[:i], func(t Step) bool { return t.folder() == s.folder() }) {
			return fmt.Errorf("the step from %s to %s is there twice", s.Weak, s.Strong)
		}
	}
	if m.Schema == Schema || len(m.Sizes) > 0 {
		for name := range m.Files {
			if _, there := m.Sizes[name]; !there {
				return fmt.Errorf("it has no size for %s", name)
			}
		}
		for name := range m.Sizes {
			if _, there := m.Files[name]; !there {
				return fmt.Errorf("it has a size for %s, and no hash", name)
			}
		}
	}
	return m.Model.named()
}

// named holds the name of the model against that of its file, from which it
// comes.
func (m *Model) named() error {
	if len(m.Files) == 0 {
		return errors.New("it names no model")
	}
	if name := strings.TrimSuffix(path.Base(m.Files[0]), ".cat"); m.Name != name {
		return fmt.Errorf("it calls the model %q, and the file is %s", m.Name, m.Files[0])
	}
	return nil
}
