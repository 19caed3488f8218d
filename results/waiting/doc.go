// Package waiting tells which threads wait forever in an execution: where, on which values
// of which locations, and which stores would have let them go on.
//
// It only reads an execution that was found and judged before. Stories, records and tables
// are made from it.
package waiting
