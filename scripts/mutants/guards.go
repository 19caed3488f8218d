package main

import "strings"

// opinion is what an answer of the encoder is held against.
type opinion string

// The opinions, from the most independent of the encoder on.
const (
	herd        opinion = "herd7"       // verdicts and final states of herd7
	evaluator   opinion = "evaluator"   // axioms/eval on the execution behind a Sometimes
	enumeration opinion = "enumeration" // axioms/enumerate
	machine     opinion = "machine"     // an interpreter of threads in the tests of programs/unroll
	claims      opinion = "claims"      // what the sources of studies say, and rules of the host IPI
	reading     opinion = "reading"     // a second reading of conditions, from the printed states and the declared types
	relations   opinion = "metamorphic" // how the answers about two programs are related
	unit        opinion = "unit"        // tests of one package, with expectations written by hand
	itself      opinion = "itself"      // it panics, or does not end
	other       opinion = "other"       // any other test: figures in tables, texts
)

var opinions = []opinion{herd, evaluator, enumeration, machine, reading, claims, relations, unit, itself, other}

// guard is some tests of one package.
type guard struct {
	name    string
	of      opinion
	pkg     string
	run     string // regexp of the tests; "" for all
	skip    string
	rapid   bool // the package has properties
	nothing bool // there may be nothing to check against
}

const machines = "^Test(UnrollerAgainstMachine|ThreadOnItsOwn|InterruptsAgainstMachine|MachineAgainstInterrupts|RoundsLeftOut|InterruptedRoundsLeftOut)$"

// guards are in the order of their cost.
var guards = []guard{
	{name: "suite", of: herd, pkg: "encode/decide", run: "^TestSuite$"},
	{name: "states", of: herd, pkg: "encode/decide", run: "^TestSuiteStates$"},
	{name: "corpus", of: herd, pkg: "encode/decide", run: "^TestCorpus$"},
	{name: "decide", of: unit, pkg: "encode/decide", run: "^Test(Bound|NoEnd|Waits|NoEvents|SharedExpressions|Meaningless|MoreInterrupts|Disagreement|RelaxedAlarm)$"},
	{name: "order", of: unit, pkg: "encode/decide/lattice", run: "^Test(Strength|StrengthOddModels)$"},
	{name: "bits", of: unit, pkg: "internal/bitset"},
	{name: "cnf", of: unit, pkg: "encode/cnf"},
	{name: "encode", of: unit, pkg: "encode", skip: "^Test(Bounds|Pairs)$"},
	{name: "strength", of: unit, pkg: "encode/strength"},
	{name: "power", of: unit, pkg: "programs/isa/power"},
	{name: "event", of: unit, pkg: "programs/unroll", skip: machines, rapid: true},
	{name: "moving", of: enumeration, pkg: "encode/decide", run: "^Test(MovingValues|IdleThread|ManySources)$"},
	{name: "slots", of: relations, pkg: "encode/decide/lattice", run: "^Test(OddSlots|SlottedCycles|SlotsAreTheirInstructions|SlotsStates|Alone|SlotsWhereDependenciesAllow)$"},
	{name: "cycles", of: relations, pkg: "encode/decide/why", run: "^TestSlotsCover$"},
	{name: "pairs", of: enumeration, pkg: "encode", run: "^Test(Bounds|Pairs)$"},
	{name: "candidates", of: enumeration, pkg: "encode/decide", run: "^TestEveryCandidate$"},
	{name: "typed", of: reading, pkg: "answers/opinion", run: "^TestTypedConditions$"},
	{name: "log", of: herd, pkg: "results/herdlog"},
	{name: "machine", of: machine, pkg: "programs/unroll", run: machines, rapid: true},
	{name: "programs", of: enumeration, pkg: "encode/decide", run: "^TestRandomPrograms$"},
	{name: "fixpoints", of: enumeration, pkg: "encode/decide", run: "^TestLeastFixpoints$"},
	{name: "doorbells", of: enumeration, pkg: "encode/decide", run: "^TestRandomDoorbells$"},
	{name: "rewritten", of: relations, pkg: "encode/decide", run: "^Test(Renaming|Strengthening|Relaxed|Pick)$"},
	{name: "metamorphic", of: relations, pkg: "encode/decide/lattice", run: "^Test(Split|Cores|LatticeIsEachAlone)$"},
	{name: "found", of: claims, pkg: "encode/decide", run: "^Test(FoundByItself|LostIPIGrows)$"},
	{name: "rules", of: claims, pkg: "encode/decide/lattice", run: "^Test(HostIPI|HostIPIWithDoorbells|HostIPIInHandler|DoorbellsAsFlags|Minimal)$"},
	{name: "studies", of: claims, pkg: "cmd/fencewise", run: "^TestHostIPI$"},
	{name: "enumerate", of: unit, pkg: "axioms/enumerate"},
	{name: "execution", of: unit, pkg: "axioms/execution"},
	{name: "eval", of: unit, pkg: "axioms/eval"},
	{name: "smtlib", of: unit, pkg: "encode/decide", run: "^TestSMTLIB$"},
}

// rest is every test of the packages that have the mutant in them.
var rest = guard{name: "all tests", of: other}

// flags are the flags of the test binary. Random programs are the same in every
// run, and what fails is not written into the tree.
func (g *guard) flags() []string {
	var f []string
	if g.run != "" {
		f = append(f, "-test.run", g.run)
	}
	if g.skip != "" {
		f = append(f, "-test.skip", g.skip)
	}
	if g.rapid {
		f = append(f, "-rapid.seed=1", "-rapid.nofailfile", "-rapid.shrinktime=1s")
	}
	return f
}

// speaks says whose opinion a line of a failing test is: that of the guard,
// unless it names another. A test that holds an answer against one opinion may
// first be told by the evaluator that there is no answer.
func (g *guard) speaks(line string) opinion {
	switch {
	case strings.HasPrefix(line, "panic: "), strings.HasPrefix(line, "fatal error: "), line == hangs:
		return itself
	case strings.Contains(line, "the solver and the evaluator disagree"):
		return evaluator
	case strings.Contains(line, "states by the solver"):
		return enumeration
	}
	return g.of
}
