package diag

// Instructions.
var (
	PowerUnknown  = register("FW2001", "No such instruction is known.", "lwzz r1,0(r2)")
	PowerOperands = register("FW2002", "An instruction has the wrong number or kind of operands.", "stw r1,r2")
	PowerRange    = register("FW2003", "A number does not fit the field of its instruction.", "li r1,70000")
	PowerNumber   = register("FW2006", "A number stands where a register does, among registers by their names.", "add r1,r2,3")
	PowerRefused  = register("FW2004", "An instruction exists and has a meaning that is not modelled.", "twi 4,r1,0")
	PowerZeroBase = register("FW2005", "An address has r0 for its base, which a processor takes for the number 0: a warning.", "lwz r1,0(r0)")
)
