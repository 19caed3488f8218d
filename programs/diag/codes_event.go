package diag

// Event structures: the meaning of programs.
var (
	EventLabel       = register("FW3001", "A branch names a label that its thread does not define, or a label is defined twice.", "beq Out")
	EventAddress     = register("FW3002", "An access uses an address that is not a location of the test.", "lwz r1,0(r9), with r9 not initialised")
	EventSize        = register("FW3003", "The size of an access differs from the size of its location.", "std r1,0(r2), where r2=x and lwz reads x")
	EventThread      = register("FW3004", "A condition, an init item or a msgsnd names a thread that the program does not have.", "exists (7:r1=1)")
	EventSlot        = register("FW3005", "A slot offers a branch without a label.", "(*@ s: none, bne+isync *)")
	EventLimit       = register("FW3006", "The program has more events, paths, values or locations than the limit.", "--max-events 10 on a long test")
	EventArray       = register("FW3007", "An array index is out of range.", "t[4], where t has 4 elements")
	EventMeaning     = register("FW3011", "An instruction computes something meaningless with addresses.", "add r4,r2,r3, where r2=x and r3=y")
	EventWholeArray  = register("FW3012", "A whole array is compared with something that is not a list of its values, or a list of values with something that is not an array.", "exists (x={1,2}), where x is not an array")
	EventHandler     = register("FW3013", "A handler takes a doorbell, or enables doorbell interrupts.", "local_irq_enable under P1 doorbell")
	EventMisfit      = register("FW3014", "A condition compares a location or register by order with a constant that does not fit its type: a warning.", "exists (x<3000000000), where x is an int")
	EventUnaligned   = register("FW3015", "An access is at an address that is not a multiple of its size.", "lhz r1,1(r2), where r2=x")
	EventEndian      = register("FW3016", "A program accesses parts of numbers, and neither it nor the command line says in which order their bytes are.", "stb r1,1(r2), where r2=x and x is an int")
	EventReservation = register("FW3017", "The ISA does not define what a store-conditional does under its reservation.", "stdcx. r1,r0,r2 after lwarx r3,r0,r2")
	EventField       = register("FW3018", "A struct does not have the field, or a struct is named where one number is needed.", "msg.lenn=1, where msg has a field len")
	EventDivided     = register("FW3019", "A barrier is about a location of which an access covers a part.", "synchronize_srcu(s); in a program with *(u8 *)s = 1;")
	NoTermination    = register("FW3020", "It cannot be decided whether the threads of this program wait forever.", "--property termination for a program with a filter")
	SlotUnknown      = register("FW3008", "The program has no slot of the given name.", "--set set.befor=sync")
	SlotChoice       = register("FW3009", "The slot does not offer the given choice.", "--set set.before=dmb")

	EventLabelValue = register("FW3010", "A code label is used as a value.", "0:r1=P0:L0;")
)
