#include <lkmm.h>

/* A program with two mistakes, which docs/c-files.md shows. */

struct message {
	int text;
	int ready;
};

static struct message msg;

#define PUT(place, value) WRITE_ONCE(place, value)

/*@ cpu 0 */
void sender(void)
{
	msg.text = 42;
	smp_wmb();
	PUT(msg.ready, &msg);
}

/*@ cpu 1 */
void receiver(void)
{
	int text = 42;

	if (msg.ready)
		text = &msg.text;
	/*@ bad: text != 42 */
}
