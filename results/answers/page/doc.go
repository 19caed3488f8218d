// Package page makes the page of a study: it decides what the page shows.
//
// [Make] compares the study, has the reasons of each Never found by the worker that
// decided it, and fills in a [page.Page] of results/page, which knows how it looks. It is
// not part of results/page because it asks deciders; what is shown there was found here.
//
// Invariants: the page and the returned comparison come from the same answers; where a
// limit ends the search for reasons, the page says so in the cell.
package page
