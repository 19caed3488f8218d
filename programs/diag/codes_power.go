package diag

// Instructions.
var (
	PowerUnknown  = register("FW2001", "An instruction is unknown.", "lwzz r1,0(r2)")
	PowerOperands = register("FW2002", "An instruction has the wrong number or kind of operands.", "stw r1,r2")
	PowerRange    = register("FW2003", "A number does not fit into its field of the instruction.", "li r1,70000")
	PowerNumber   = register("FW2006", "A number is in the place of a register, while other registers of the instruction are written by name.", "add r1,r2,3")
	PowerRefused  = register("FW2004", "An instruction exists, but fencewise does not model it.", "twi 4,r1,0")
	PowerZeroBase = register("FW2005", "The base of an address is r0, which the processor reads as the number 0: a warning.", "lwz r1,0(r0)")
)
