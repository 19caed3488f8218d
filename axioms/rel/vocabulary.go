package rel

import (
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// Base names a set or relation that the execution itself provides.
type Base uint8

// Base sets and relations.
const (
	NoBase Base = iota

	// sets
	SetM
	SetR
	SetW
	SetF
	SetIW
	SetEX
	SetSYNC
	SetLWSYNC
	SetEIEIO
	SetISYNC
	SetMSGSYNC
	SetMsgsnd
	SetIrq
	SetMsgclr

	// relations that are chosen, see also below
	RelRf
	RelCo

	firstStatic // the static relations of event.Statics, in order
)

// The static relations that are named in this project.
const (
	RelPo        = firstStatic + Base(event.Po)
	RelAddr      = firstStatic + Base(event.Addr)
	RelData      = firstStatic + Base(event.Data)
	RelCtrl      = firstStatic + Base(event.Ctrl)
	RelRmw       = firstStatic + Base(event.Rmw)
	RelAddrStwcx = firstStatic + Base(event.AddrStwcx)
	RelDataStwcx = firstStatic + Base(event.DataStwcx)
	RelCtrlStwcx = firstStatic + Base(event.CtrlStwcx)
)

// Further relations.
const (
	RelLoc = firstStatic + Base(event.NumStatic) + iota
	RelInt
	RelExt
	RelDbo
	RelDB

	NumBase
)

// StaticBase returns the base relation that is a static relation of the program.
func StaticBase(r event.Static) Base { return firstStatic + Base(r) }

// Static returns the static relation that a base relation is; false if it is none.
func (b Base) Static() (event.Static, bool) {
	return event.Static(b - firstStatic), b >= firstStatic && b < firstStatic+Base(event.NumStatic)
}

// BaseInfo describes one base set or relation.
type BaseInfo struct {
	Base    Base
	Name    string
	Set     bool
	Dynamic bool   // chosen by the execution, not fixed by its events
	Doc     string // one sentence
}

// Vocabulary lists every base set and relation, in the order of their
// constants, with a sentence on what it means.
var Vocabulary = [NumBase]BaseInfo{
	SetM:      {SetM, "M", true, false, "memory accesses: reads, writes and initial writes"},
	SetR:      {SetR, "R", true, false, "reads of memory"},
	SetW:      {SetW, "W", true, false, "writes to memory, the initial writes included"},
	SetF:      {SetF, "F", true, false, "fences of every kind"},
	SetIW:     {SetIW, "IW", true, false, "initial writes, one for each location"},
	SetEX:     {SetEX, "EX", true, false, "accesses with reservation: the read of lwarx, the write of a successful stwcx."},
	SetSYNC:   {SetSYNC, "SYNC", true, false, "sync (hwsync) fences"},
	SetLWSYNC: {SetLWSYNC, "LWSYNC", true, false, "lwsync fences"},
	SetEIEIO:  {SetEIEIO, "EIEIO", true, false, "eieio fences"},
	SetISYNC:  {SetISYNC, "ISYNC", true, false, "isync instructions"},

	SetMSGSYNC: {SetMSGSYNC, "MSGSYNC", true, false, "msgsync fences"},
	SetMsgsnd:  {SetMsgsnd, "Msgsnd", true, false, "msgsnd instructions: each rings the doorbell of one thread, which is pending until it is taken or cleared"},
	SetIrq:     {SetIrq, "Irq", true, false, "doorbell interrupts: the thread takes its doorbell, which was pending and is no longer"},
	SetMsgclr:  {SetMsgclr, "Msgclr", true, false, "msgclr instructions: the doorbell of the thread is pending no longer, and no interrupt is taken"},

	RelRf: {RelRf, "rf", false, true, "reads-from: from a write to each read that takes its value"},
	RelCo: {RelCo, "co", false, true, "coherence: a strict total order of the writes to each location, initial write first"},

	RelLoc: {RelLoc, "loc", false, false, "same location: relates the accesses to one location"},
	RelInt: {RelInt, "int", false, false, "internal: relates events of the same thread; initial writes are in no thread"},
	RelExt: {RelExt, "ext", false, false, "external: relates events of different threads, and initial writes with every thread's events"},
	RelDbo: {RelDbo, "dbo", false, true, "doorbell order: for each thread, a strict total order of what rings, takes and clears its doorbell"},
	RelDB:  {RelDB, "db", false, true, "doorbell: from each msgsnd that rang before an interrupt, and since the last one, to that interrupt"},
}

func init() { // the static relations, from their table
	for r, info := range event.Statics {
		b := StaticBase(event.Static(r))
		Vocabulary[b] = BaseInfo{Base: b, Name: info.Name, Doc: info.Doc}
	}
}

// Shown returns the base sets and relations in the order in which they are shown:
// the sets, program order, everything else.
func Shown() []BaseInfo {
	var sets, others []BaseInfo
	for _, b := range Vocabulary[1:] {
		if b.Set {
			sets = append(sets, b)
		} else if b.Base != RelPo {
			others = append(others, b)
		}
	}
	return slices.Concat(sets, []BaseInfo{Vocabulary[RelPo]}, others)
}

// BaseByName finds a base set or relation.
func BaseByName(name string) (BaseInfo, bool) {
	for _, b := range Vocabulary[1:] {
		if b.Name == name {
			return b, true
		}
	}
	return BaseInfo{}, false
}
