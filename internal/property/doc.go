// Package property checks properties on random cases with rapid. In a test run the cases
// are the same each time, so that a change is not judged by chance; at night, which the
// environment variable FENCEWISE_NIGHTLY says, they are new each time.
//
// Both the flag -rapid.seed and the variable RAPID_SEED choose other cases.
//
// Entry points: [Check] and [Repeat].
package property
