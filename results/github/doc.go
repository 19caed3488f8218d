// Package github writes what a study claims as annotations of GitHub Actions: one command
// "::error" for each claim that does not hold and each verdict that is Unknown, with the place
// in the study file. GitHub shows these lines beside the change.
//
// It is made from a [results.Comparison] alone. Invariant: nothing that a study says can
// begin a command of its own, because line breaks are escaped.
package github
