// Package mail finds what the mail of a patch shows of other answers: the tests that these are
// about, with the lines Witnesses to Observation for each.
package mail
