// Package page writes a study, or one program, as a page of HTML that stands for
// itself: the verdicts as tables, and for each verdict what it comes from, an
// execution or the cycles that forbid every one.
//
// It works on plain data. [New] takes a comparison; [Page.Program], [Page.Scene] and
// [Page.Why] make data of programs, executions and reasons; who has found them
// says which cell shows which ([Page.Named], [Grid]). [Page.Write] writes it.
//
// A study has thousands of cells and few executions. A [Scene] is drawn and told
// once, with the barriers that it was found with. Where a cell shows it that has
// other barriers in the slots, the script of the page puts those there: [Scene.Fits]
// says when it can. Which cell may show a scene is not decided here: only one for
// which its execution was judged.
//
// The page needs nothing but itself. Its script and its style stand in it, and a
// content security policy names their hashes and allows nothing else. Texts come into
// it as texts: by html/template, as JSON that holds no markup, or as attributes and text
// nodes that the script makes. Without the script, the tables can still be read.
//
// Invariants: the page names no URL but that of SVG's namespace and those that stand
// in texts of the study; it is a function of what it was given.
package page
