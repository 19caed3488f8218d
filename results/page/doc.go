// Package page writes a study, or one program, as a self-contained page of HTML: the
// verdicts as tables, and for each verdict its reason, an execution or the cycles that
// forbid every one.
//
// Its input is plain data. [New] takes a comparison; [Page.Program], [Page.Scene] and
// [Page.Why] add programs, executions and reasons; the caller says which cell shows
// which ([Page.Named], [Grid]). [Page.Write] writes the page.
//
// A study has thousands of cells and few executions. A [Scene] is drawn and described
// once, with the barriers that it was found with. If a cell with other barriers in the
// slots shows it, the script of the page replaces them; [Page.Fits] says when that is
// possible. The caller decides which cell shows a scene: only one for which its execution
// was judged.
//
// The page loads nothing. It contains its script and its style, and a content security
// policy names their hashes and allows nothing else. Texts are inserted as texts: by
// html/template, as JSON without markup, or as attributes and text nodes that the script
// makes. Without the script, the tables can still be read.
//
// Invariants: the page names no URL but that of SVG's namespace and those in texts of the
// study; it is a function of its input.
package page
