// Package mail lays out answers for the mail of a patch: sentences, tests and result lines, as
// the commits of the Linux kernel carry them.
//
// A [Letter] is a list of parts. Each has a sentence, and then listings: a test that herd7
// reads, the lines from Witnesses to Observation that it prints, or a story. Sentences begin at
// the left, listings are indented. No line is longer than [Width] columns, except rows of
// assembly that cannot be shorter; [Letter.Write] says how many these are.
package mail
