#include <lkmm.h>

/* The receiver reads its variable although it may not have set it. */

int ready, message;

/*@ cpu 0 */
void sender(void)
{
	WRITE_ONCE(message, 42);
	smp_store_release(&ready, 1);
}

/*@ cpu 1 */
void receiver(void)
{
	int text;
	int bad = 0;

	if (smp_load_acquire(&ready))
		text = READ_ONCE(message);
	if (text != 42)
		bad = 1;
	/*@ bad: bad == 1 */
}
