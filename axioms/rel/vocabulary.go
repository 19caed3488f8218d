package rel

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

	// relations
	RelPo
	RelRf
	RelCo
	RelAddr
	RelData
	RelCtrl
	RelRmw
	RelAddrStwcx
	RelDataStwcx
	RelCtrlStwcx
	RelLoc
	RelInt
	RelExt
	RelDbo
	RelDB

	NumBase
)

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

	RelPo:   {RelPo, "po", false, false, "program order: the order of a thread's instructions; initial writes are not in it"},
	RelRf:   {RelRf, "rf", false, true, "reads-from: from a write to each read that takes its value"},
	RelCo:   {RelCo, "co", false, true, "coherence: a strict total order of the writes to each location, initial write first"},
	RelAddr: {RelAddr, "addr", false, false, "address dependency: from a read to an access whose address is computed from it"},
	RelData: {RelData, "data", false, false, "data dependency: from a read to a write whose value is computed from it"},
	RelCtrl: {RelCtrl, "ctrl", false, false, "control dependency: from a read to everything after a branch that is decided by it"},
	RelRmw:  {RelRmw, "rmw", false, false, "atomic pair: from the read of lwarx to the write of its successful stwcx."},

	RelAddrStwcx: {RelAddrStwcx, "addr-stwcx", false, false, "address dependency through a stwcx.: from the write of a successful stwcx. to an access whose address is computed from its success"},
	RelDataStwcx: {RelDataStwcx, "data-stwcx", false, false, "data dependency through a stwcx.: from the write of a successful stwcx. to a write whose value is computed from its success"},
	RelCtrlStwcx: {RelCtrlStwcx, "ctrl-stwcx", false, false, "control dependency through a stwcx.: from the write of a successful stwcx. to everything after a branch that is decided by its success"},

	RelLoc: {RelLoc, "loc", false, false, "same location: relates the accesses to one location"},
	RelInt: {RelInt, "int", false, false, "internal: relates events of the same thread; initial writes are in no thread"},
	RelExt: {RelExt, "ext", false, false, "external: relates events of different threads, and initial writes with every thread's events"},
	RelDbo: {RelDbo, "dbo", false, true, "doorbell order: for each thread, a strict total order of what rings, takes and clears its doorbell"},
	RelDB:  {RelDB, "db", false, true, "doorbell: from each msgsnd that rang before an interrupt, and since the last one, to that interrupt"},
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
