// Package repo holds the tests that speak of the repository as a whole: who may
// import whom, how long a file may be, which libraries are taken in, what a
// text file may not say.
//
// It has no code that anything could import. The rules are tables at the top of
// each test file, each with its reason; a change that needs another rule changes
// the table and says why in its commit. Every rule is also tried on a made-up
// repository that breaks it, so that a rule which catches nothing is noticed.
package repo
