// Package herdlog prints outcomes line by line as herd7 7.56 does, so that mcompare7 and
// other tools that read herd7's logs can read ours.
//
// [Write] prints the log of a test from the outcome that axioms/enumerate found. Three
// lines are special. Time is printed by [WriteTimed] alone: what Write prints is a function
// of the test and the model. Hash identifies the test among logs; [Hash] computes it as
// herd7 does, over the program with its current slot choices, and returns none for programs
// that herd7 cannot read. Target names what a program in C was compiled for; herd7 has no
// such line, and readers of its logs pass over it. A test with doorbells has no log
// ([ErrDoorbells]), because herd7's logs have no handlers.
//
// Invariant: for the tests that herd7 reads, the text is byte for byte that of herd7,
// without Time.
//
//	Test MP Allowed
//	States 4
//	1:r1=0; 1:r3=0;
//	…
//	Ok
//	Witnesses
//	Positive: 1 Negative: 3
//	Condition exists (1:r1=1 /\ 1:r3=0)
//	Observation MP Sometimes 1 3
//	Hash=…
package herdlog
