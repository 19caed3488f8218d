// Package herdlog prints outcomes line by line as herd7 7.56 does, so that
// mcompare7 and whatever else reads herd7's logs reads ours.
//
// It is one of the printers at the end of the pipeline: [Write] takes a test
// and what axioms/enumerate found out about it. Two lines are special. Time is
// never printed: a log is a function of the test and the model. Hash
// identifies the test among logs; [Hash] computes it as herd7 does, over the
// program with the choices of its barrier slots as they are, and has none for
// programs that herd7 cannot read. A test with doorbells has no log at all
// ([ErrDoorbells]): its handlers have no place in one.
//
// Invariant: for the tests that herd7 reads, the text is byte for byte its
// own, but for Time.
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
