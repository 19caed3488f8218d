// Package lattice decides all variants of a program: every slot assignment of
// one event structure with free slots.
//
// It stands above encode/decide and asks it about few of the variants. What is
// Never with some barriers is Never with stronger ones, and an execution of a
// variant is one of every weaker variant, which the evaluator confirms for the
// weakest. That one barrier is at least as strong as another is proved by the
// solver, once per model ([Decider.AtLeast]).
//
// The result, [Variants], has an answer for each variant, and its border: the
// weakest variants that are Never and the strongest that are not.
package lattice
