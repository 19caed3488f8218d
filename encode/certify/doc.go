// Package certify writes a question down so that others can answer it: as an
// SMT-LIB file that any solver reads.
//
// It stands behind package encode, whose formula it writes (made with
// Encoder.Plain, so that nothing is settled beforehand), and imports only what
// says what the variables mean. An unsat answer to the file is the verdict
// Never; sat is Sometimes.
package certify
