// Package warn collects what is odd about a program under a model, whatever the verdict.
//
// It only collects: the parser keeps its warnings in the program, the instruction set looks
// at the instructions, programs/unroll at the constants of the condition, and axioms/fit at
// the barriers that the model ignores. [Of] returns all warnings of one program, in this
// order; [OfStudy] those of a study, each once.
package warn
