package kernelc

import (
	"strings"
	"testing"
)

// TestRefused checks that no primitive of the embedded table is refused by its name, and
// that accessors of devices and other primitives that are not modelled are.
func TestRefused(t *testing.T) {
	for _, name := range Embedded().Names() {
		if why, _, ok := Refused(name); ok {
			t.Errorf("%s is in the table and refused: %s", name, why)
		}
	}
	for why, names := range map[string]string{
		"MMIO": "readb readl readq readl_relaxed readl_be readsl writew writeq writel_relaxed writesb __raw_readl __raw_writeq " +
			"__raw_rm_writeb __raw_writeq_be __raw_rm_writeq_be in_8 in_le16 in_be32 in_be64 out_8 out_le32 out_be64 _insb _outsl_ns " +
			"inb outl insw inb_p ioread8 ioread32 ioread64be ioread32_rep iowrite16be ioread64_hi_lo lo_hi_readq hi_lo_writeq " +
			"memcpy_fromio _memcpy_toio memset_io __iowrite64_copy readl_poll_timeout read_poll_timeout_atomic",
		"orders accesses to devices": "io_stop_wc pmem_wmb eieio iosync __io_br __io_paw",
		"locks":                      "mutex_lock mutex_unlock read_lock write_unlock_irqrestore read_trylock down up down_read up_write read_seqbegin write_seqlock seqcount_init",
		"sleep":                      "wait_event wake_up wake_up_process schedule set_current_state complete wait_for_completion",
		"RCU":                        "call_rcu kfree_rcu rcu_barrier call_srcu rcu_read_lock_bh synchronize_rcu_tasks kvfree_rcu",
		"no longer":                  "smp_read_barrier_depends mmiowb spin_unlock_wait ACCESS_ONCE",
	} {
		for name := range strings.FieldsSeq(names) {
			if got, _, ok := Refused(name); !ok || !strings.Contains(got, why) {
				t.Errorf("%s: %q, want %q", name, got, why)
			}
		}
	}
	for name := range strings.FieldsSeq("READ_ONC smp_mbb my_lock update readers writer input rcu_read_lok") {
		if why, _, ok := Refused(name); ok {
			t.Errorf("%s is refused: %s", name, why)
		}
	}
}
