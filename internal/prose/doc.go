// Package prose lays out sentences for people: lines of limited width, lists
// with "and" before the last item, nouns that agree with their number.
//
// It is no stage of the pipeline: a parser's diagnostics use it as the reports do.
// It knows nothing of programs and models and imports nothing of ours.
//
// Entry points: [Paragraph], [Fold] and [Write] for lines; [And], [Or] and [Join]
// for lists; [Count], [Are] and [Choose] for numbers.
//
// Invariants: widths are counted in characters, not in bytes. No function drops
// or changes a word.
package prose
