package main

import "strings"

// opinion is something that an answer of the encoder is compared with.
type opinion string

// The opinions, starting with the most independent of the encoder.
const (
	herd        opinion = "herd7"       // verdicts and final states of herd7
	evaluator   opinion = "evaluator"   // axioms/eval, on the execution of a Sometimes
	enumeration opinion = "enumeration" // axioms/enumerate
	machine     opinion = "machine"     // an interpreter of threads in the tests of programs/unroll
	claims      opinion = "claims"      // the claims of studies, and rules about the host IPI
	reading     opinion = "reading"     // a second reading of conditions, from the printed states and the declared types
	relations   opinion = "metamorphic" // relations between the answers about two programs
	unit        opinion = "unit"        // tests of one package, with expectations written by hand
	itself      opinion = "itself"      // the program panics, or does not end
	other       opinion = "other"       // any other test: figures in tables, texts
)

var opinions = []opinion{herd, evaluator, enumeration, machine, reading, claims, relations, unit, itself, other}

// guard is a set of tests of one package.
type guard struct {
	name    string
	opinion opinion
	pkg     string
	run     string // regexp of the tests; "" for all
	skip    string
	rapid   bool // the package has properties
	skipped bool // the tests were skipped, because what they compare with is missing
}

const machines = "^Test(UnrollerAgainstMachine|ThreadOnItsOwn|InterruptsAgainstMachine|MachineAgainstInterrupts|RoundsLeftOut|InterruptedRoundsLeftOut)$"

// guards lists the guards in increasing order of their cost.
var guards = []guard{
	{name: "suite", opinion: herd, pkg: "encode/decide", run: "^TestSuite$"},
	{name: "states", opinion: herd, pkg: "encode/decide", run: "^TestSuiteStates$"},
	{name: "corpus", opinion: herd, pkg: "encode/decide", run: "^TestCorpus$"},
	{name: "parts", opinion: claims, pkg: "encode/decide", run: "^TestMixedSuite$"},
	{name: "decide", opinion: unit, pkg: "encode/decide", run: "^Test(Bound|NoEnd|Waits|NoEvents|SharedExpressions|Meaningless|MoreInterrupts|Disagreement|RefinedAlarm)$"},
	{name: "refined", opinion: enumeration, pkg: "encode/decide", run: "^Test(RefinedRandom|RefinedSized|RefinedCut|ManyStores)$"},
	{name: "order", opinion: unit, pkg: "encode/decide/lattice", run: "^Test(Strength|StrengthOddModels)$"},
	{name: "bits", opinion: unit, pkg: "internal/bitset"},
	{name: "cnf", opinion: unit, pkg: "encode/cnf"},
	{name: "diagram", opinion: unit, pkg: "internal/diagram"},
	{name: "lrat", opinion: unit, pkg: "encode/certify/lrat"},
	{name: "sat", opinion: unit, pkg: "encode/sat"},
	{name: "solve", opinion: unit, pkg: "encode/solve"},
	{name: "encode", opinion: unit, pkg: "encode", skip: "^Test(Bounds|BoundsOfParts|Pairs)$"},
	{name: "strength", opinion: unit, pkg: "encode/strength"},
	{name: "power", opinion: unit, pkg: "programs/isa/power"},
	{name: "event", opinion: unit, pkg: "programs/unroll", skip: machines, rapid: true},
	{name: "moving", opinion: enumeration, pkg: "encode/decide", run: "^Test(MovingValues|IdleThread|ManySources)$"},
	{name: "slots", opinion: relations, pkg: "encode/decide/lattice", run: "^Test(OddSlots|SlottedCycles|SlotsAreTheirInstructions|SlotsStates|Alone|SlotsWhereDependenciesAllow)$"},
	{name: "cycles", opinion: relations, pkg: "encode/decide/why", run: "^TestSlotsCover$"},
	{name: "pairs", opinion: enumeration, pkg: "encode", run: "^Test(Bounds|BoundsOfParts|Pairs)$"},
	{name: "alike", opinion: enumeration, pkg: "encode/decide", run: "^Test(AlikeThreads|AlikeThreadsExchange|NotAlike|AlikeNamed)$"},
	{name: "candidates", opinion: enumeration, pkg: "encode/decide", run: "^TestEveryCandidate$"},
	{name: "typed", opinion: reading, pkg: "results/answers/opinion", run: "^TestTypedConditions$"},
	{name: "log", opinion: herd, pkg: "results/herdlog"},
	{name: "machine", opinion: machine, pkg: "programs/unroll", run: machines, rapid: true},
	{name: "ways", opinion: enumeration, pkg: "encode/decide", run: "^Test(GuardedDependencies|GuardedSlots)$"},
	{name: "sizes", opinion: enumeration, pkg: "encode/decide", run: "^Test(MixedPrograms|TornParts)$"},
	{name: "mirrored", opinion: relations, pkg: "encode/decide", run: "^TestMirroredBytes$"},
	{name: "halves", opinion: relations, pkg: "programs/unroll/granules"},
	{name: "programs", opinion: enumeration, pkg: "encode/decide", run: "^TestRandomPrograms$"},
	{name: "fixpoints", opinion: enumeration, pkg: "encode/decide", run: "^TestLeastFixpoints$"},
	{name: "doorbells", opinion: enumeration, pkg: "encode/decide", run: "^TestRandomDoorbells$"},
	{name: "rewritten", opinion: relations, pkg: "encode/decide", run: "^Test(Renaming|Strengthening|Relaxed|Pick)$"},
	{name: "metamorphic", opinion: relations, pkg: "encode/decide/lattice", run: "^Test(Split|Cores|LatticeIsEachAlone)$"},
	{name: "found", opinion: claims, pkg: "encode/decide", run: "^Test(FoundByItself|LostIPIGrows)$"},
	{name: "rules", opinion: claims, pkg: "encode/decide/lattice", run: "^Test(HostIPI|HostIPIWithDoorbells|HostIPIInHandler|DoorbellsAsFlags|Minimal)$"},
	{name: "studies", opinion: claims, pkg: "cmd/fencewise", run: "^TestHostIPI$"},
	{name: "enumerate", opinion: unit, pkg: "axioms/enumerate"},
	{name: "execution", opinion: unit, pkg: "axioms/execution"},
	{name: "eval", opinion: unit, pkg: "axioms/eval"},
	{name: "smtlib", opinion: unit, pkg: "encode/decide", run: "^TestSMTLIB$"},
}

// rest stands for all tests of the packages that contain the mutant.
var rest = guard{name: "all tests", opinion: other}

// flags returns the flags of the test binary. With them, random programs are the same in
// every run, and failing cases are not written into the tree.
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

// opinionOf returns which opinion a line of a failing test comes from: the guard's, unless
// the line names another one. For example, a test that compares an answer with herd7 may
// fail because the evaluator has rejected the answer before.
func (g *guard) opinionOf(line string) opinion {
	switch {
	case strings.HasPrefix(line, "panic: "), strings.HasPrefix(line, "fatal error: "), line == tooLong:
		return itself
	case strings.Contains(line, "the solver and the evaluator disagree"):
		return evaluator
	case strings.Contains(line, "states by the solver"):
		return enumeration
	}
	return g.opinion
}
