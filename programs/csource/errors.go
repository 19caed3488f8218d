package csource

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// messages are what the front end reports: file:line:column: text.
var messages = regexp.MustCompile(`^(.*?):(\d+):(\d+): (.*)$`)

// frontEnd reports what the front end found.
func (r *reader) frontEnd(err error) {
	for _, l := range strings.Split(err.Error(), "\n") {
		m := messages.FindStringSubmatch(l)
		if m == nil {
			if len(r.errs) > 0 {
				continue
			}
			base := filepath.Base(r.src.Name)
			if strings.HasPrefix(l, "runtime error") && strings.Contains(r.src.Text, `"`+base+`"`) { // the front end fails where includes are nested too deeply
				r.fail(r.src.Span(0, 0), diag.CFrontEnd, "%s includes itself", base).WithFix("give it another name than the file that it includes")
				continue
			}
			r.fail(r.src.Span(0, 0), diag.CFrontEnd, "the C cannot be read: %s", l)
			continue
		}
		text := internal.ReplaceAllString(m[4], "")
		if strings.HasPrefix(text, "TODO") {
			continue
		}
		src := r.files[m[1]]
		if src == nil {
			r.fail(r.src.Span(0, 0), diag.CFrontEnd, "%s", text)
			continue
		}
		n, _ := strconv.Atoi(m[2])
		col, _ := strconv.Atoi(m[3])
		r.fail(offsetOf(src, n, col), diag.CFrontEnd, "%s", text)
	}
	if len(r.errs) == 0 {
		r.fail(r.src.Span(0, 0), diag.CFrontEnd, "the C cannot be read")
	}
}

// internal matches places in the front end's own code.
var internal = regexp.MustCompile(` \([a-z]+\.go:\d+:[^)]*\)`)

// offsetOf returns the place of the word at a line and column, which counts bytes.
func offsetOf(src *diag.Source, n, col int) diag.Span {
	off := 0
	for ; n > 1; n-- {
		k := strings.IndexByte(src.Text[off:], '\n')
		if k < 0 {
			break
		}
		off += k + 1
	}
	off = min(off+max(col-1, 0), len(src.Text))
	return src.Span(off, off+min(wordLength(src.Text[off:]), len(src.Text)-off))
}
