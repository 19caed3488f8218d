package power

// tableRefused enters instructions that occur in real code but are not modelled.
func tableRefused() {
	for why, names := range map[string][]string{
		"jumps to an address in a register are not modelled": {
			"bl", "bla", "ba", "blrl", "bctr", "bctrl", "bcl", "bcctr", "mtlr", "mflr",
		},
		"interrupts other than doorbells are not modelled":     {"sc", "scv", "rfid", "hrfid", "rfscv"},
		"several accesses at once are not modelled":            {"lmw", "stmw", "lswi", "lswx", "stswi", "stswx", "lq", "stq", "lqarx", "stqcx."},
		"accesses in reverse byte order are not modelled":      {"lhbrx", "lwbrx", "ldbrx", "sthbrx", "stwbrx", "stdbrx"},
		"cache-inhibited storage (MMIO) is not modelled":       {"lwzcix", "ldcix", "lbzcix", "lhzcix", "stwcix", "stdcix", "stbcix", "sthcix", "eciwx", "ecowx"},
		"atomic updates in memory are not modelled":            {"lwat", "ldat", "stwat", "stdat"},
		"clearing a cache block is not modelled":               {"dcbz", "dcbzl"},
		"carry and overflow are not modelled":                  {"adde", "addme", "addze", "subfe", "subfme", "subfze", "addo", "subfo", "nego", "addc", "subfc", "subc"},
		"only the doorbells of msgsnd and msgclr are modelled": {"msgsndp", "msgclrp", "msgsndu", "msgclru"},
		"special registers are not modelled":                   {"mfspr", "mtspr", "mfmsr", "mtmsr", "mtmsrd", "mftb", "mfxer", "mtxer"},
		"operations on condition bits are not modelled": {
			"crand", "cror", "crxor", "crnand", "crnor", "creqv", "crandc", "crorc", "crset", "crclr", "crmove", "crnot", "mcrf", "isel",
			"iseleq", "isellt", "iselgt", "setb", "setbc", "setbcr",
		},
		"floating point and vectors are not modelled": {"lfd", "lfs", "stfd", "stfs", "lvx", "stvx", "lxv", "stxv", "lxvx", "stxvx"},
		"waiting is not modelled":                     {"wait", "waitrsv", "stop", "nap", "doze", "sleep", "rvwinkle"},
		"transactional memory is not modelled": {
			"tbegin.", "tend.", "tabort.", "tabortwc.", "tabortwci.", "tabortdc.", "tabortdci.", "tsr.", "tsuspend.", "tresume.", "tcheck",
			"treclaim.", "trechkpt.",
		},
		"copying between memory and accelerators is not modelled": {"copy", "paste.", "cpabort"},
	} {
		for _, n := range names {
			add(n, entry{form: formRefused, reason: why})
		}
	}
	for _, e := range []struct{ name, why, fix string }{
		{"mbar", "it is a barrier of Book E processors; on servers (Book S) its opcode is eieio",
			"write eieio for mbar 1, and sync for mbar or mbar 0, which orders all accesses"},
		{"msync", "it is the name that sync has on Book E processors", "write sync"},
		{"dssall", "it stops data streams, which only prefetch, and orders nothing", "remove it"},
		{"dss", "it stops a data stream, which only prefetches, and orders nothing", "remove it"},
		{"tlbsync", "it waits for tlbie on other processors, and address translation is not modelled",
			"remove it, or write ptesync if one follows it"},
		{"tlbie", translation, ""}, {"tlbiel", translation, ""},
		{"slbie", translation, ""}, {"slbia", translation, ""}, {"slbmte", translation, ""}, {"slbsync", translation, ""},
		{"stncisync", storeSync, storeSyncFix}, {"stcisync", storeSync, storeSyncFix}, {"stsync", storeSync, storeSyncFix},
		{"dcbi", "invalidating a cache block is not modelled", ""},
	} {
		add(e.name, entry{form: formRefused, reason: e.why, fix: e.fix})
	}
}

const (
	translation = "address translation is not modelled"

	storeSync    = "it orders stores, and whether that is cumulative is not known"
	storeSyncFix = "write eieio or lwsync, if the code can use one of these instead"
)
