// Package repo contains the tests of the repository as a whole: which package may import
// which, how long a file may be, which libraries are used, and what text files must not
// contain.
//
// It has no code to import. The rules are tables at the top of each test file, each with
// its reason. A change that needs another rule changes the table and says why in its
// commit message. The import rules are also tested on made-up packages that break them,
// so that a rule that catches nothing is noticed.
package repo
