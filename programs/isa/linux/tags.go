package linux

import "github.com/fencewise/fencewise/programs/isa"

// The tags of kernel C. Each fence has one of the tags of barriers. An access has the tag of its annotation: READ_ONCE and WRITE_ONCE are once, and a
// plain access has none.
const (
	Once isa.Tag = 1 + iota
	Acquire
	Release
	Noreturn
	MB
	RMW

	LKR
	LKW
	UL
	LF
	RL
	RU

	SrcuLock
	SrcuUnlock

	Mb
	Rmb
	Wmb
	Compiler
	BeforeAtomic
	AfterAtomic
	AfterSpinlock
	AfterUnlockLock
	AfterSrcuReadUnlock
	RcuLock
	RcuUnlock
	SyncRcu
	SyncSrcu
	Msgsync
)

// C is the language of kernel C. The sources are the kernel's tools/memory-model, in
// Documentation/herd-representation.txt and explanation.txt, and herd7.
var C = isa.Language{
	Name: "kernel C",
	Arch: "C",

	CtrlEnds:  true,
	Annotated: true,
	Tags: []isa.TagInfo{
		Once:     {Name: "once", Cat: "Once", Also: []string{"ONCE"}, Doc: "accesses of READ_ONCE, WRITE_ONCE and relaxed atomics"},
		Acquire:  {Name: "acquire", Keeps: "acquire", Priced: true, Cat: "Acquire", Also: []string{"ACQUIRE"}, Doc: "accesses of smp_load_acquire and of atomics that acquire"},
		Release:  {Name: "release", Keeps: "release", Priced: true, Cat: "Release", Also: []string{"RELEASE"}, Doc: "accesses of smp_store_release and of atomics that release"},
		Noreturn: {Name: "noreturn", Cat: "Noreturn", Also: []string{"NORETURN"}, Doc: "accesses of atomics that return no value"},
		MB:       {Name: "full", Keeps: "full barrier", Priced: true, Cat: "MB", Doc: "accesses of atomics that are full barriers"},
		RMW:      {Name: "rmw", Cat: "RMW", Exclusive: true, Alone: "fails", Doc: "accesses of atomics that read and write, also the read of one that fails"},

		LKR: {Name: "lock-read", Keeps: "acquire", Cat: "LKR", Apart: true, Exclusive: true, Says: "finds {loc} free", Doc: "the read of spin_lock, or of a spin_trylock that takes the lock"},
		LKW: {Name: "lock-write", Cat: "LKW", Apart: true, Writes: true, Exclusive: true, Says: "takes {loc}", Doc: "the write of spin_lock, or of a spin_trylock that takes the lock"},
		UL:  {Name: "unlock", Keeps: "release", Cat: "UL", Apart: true, Writes: true, Says: "releases {loc}", Doc: "the write of spin_unlock"},
		LF:  {Name: "lock-failed", Cat: "LF", Apart: true, Says: "finds {loc} taken", Doc: "the read of a spin_trylock that finds the lock taken"},
		RL:  {Name: "is-locked", Cat: "RL", Apart: true, Says: "finds {loc} taken", Doc: "the read of a spin_is_locked that finds the lock taken"},
		RU:  {Name: "is-unlocked", Cat: "RU", Apart: true, Says: "finds {loc} free", Doc: "the read of a spin_is_locked that finds the lock free"},

		SrcuLock:   {Name: "srcu-lock", Cat: "Srcu-lock", Says: "gets cookie {value}", Doc: "the read of srcu_read_lock, which returns the cookie"},
		SrcuUnlock: {Name: "srcu-unlock", Cat: "Srcu-unlock", Writes: true, Says: "returns cookie {value}", Doc: "the write of srcu_read_unlock, of the cookie"},

		Mb:                  {Name: "smp_mb", Cat: "Mb", Also: []string{"MB"}, Barrier: true, Orders: isa.AllPairs, Doc: "smp_mb fences"},
		Rmb:                 {Name: "smp_rmb", Cat: "Rmb", Barrier: true, Orders: isa.ReadRead, Doc: "smp_rmb fences"},
		Wmb:                 {Name: "smp_wmb", Cat: "Wmb", Barrier: true, Orders: isa.WriteWrite, Doc: "smp_wmb fences"},
		Compiler:            {Name: "barrier", Cat: "Barrier", Barrier: true, OrdersNothing: true, Doc: "barrier(), which restrains the compiler alone"},
		BeforeAtomic:        {Name: "smp_mb__before_atomic", Cat: "Before-atomic", Barrier: true, Orders: isa.AllPairs, Doc: "smp_mb__before_atomic fences: full barriers before an atomic"},
		AfterAtomic:         {Name: "smp_mb__after_atomic", Cat: "After-atomic", Barrier: true, Orders: isa.AllPairs, Doc: "smp_mb__after_atomic fences: full barriers after an atomic"},
		AfterSpinlock:       {Name: "smp_mb__after_spinlock", Cat: "After-spinlock", Barrier: true, Orders: isa.AllPairs, Doc: "smp_mb__after_spinlock fences: full barriers after spin_lock"},
		AfterUnlockLock:     {Name: "smp_mb__after_unlock_lock", Cat: "After-unlock-lock", Barrier: true, Orders: isa.AllPairs, Doc: "smp_mb__after_unlock_lock fences: full barriers after a lock that is taken from another section"},
		AfterSrcuReadUnlock: {Name: "smp_mb__after_srcu_read_unlock", Cat: "After-srcu-read-unlock", Barrier: true, Orders: isa.AllPairs, Doc: "smp_mb__after_srcu_read_unlock fences: full barriers after srcu_read_unlock"},
		RcuLock:             {Name: "rcu_read_lock", Cat: "Rcu-lock", Barrier: true, Section: true, Doc: "rcu_read_lock: a read-side critical section begins"},
		RcuUnlock:           {Name: "rcu_read_unlock", Cat: "Rcu-unlock", Barrier: true, Section: true, Doc: "rcu_read_unlock: a read-side critical section ends"},
		SyncRcu:             {Name: "synchronize_rcu", Cat: "Sync-rcu", Barrier: true, Grace: true, Orders: isa.AllPairs, Doc: "synchronize_rcu: a grace period of RCU, and a full barrier"},
		SyncSrcu:            {Name: "synchronize_srcu", Cat: "Sync-srcu", Barrier: true, Grace: true, Located: true, Orders: isa.AllPairs, Doc: "synchronize_srcu: a grace period of one SRCU struct, and a full barrier"},
		Msgsync:             {Name: "ppc_msgsync", Cat: "Msgsync", Barrier: true, Doorbells: true, OrdersNothing: true, Doc: "ppc_msgsync, which POWER needs after a doorbell interrupt"},
	},
}
