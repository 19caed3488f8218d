#include <lkmm.h>

/* Can CPU 1 see the message as ready and read old text? */

struct message {
	int text;
	int ready;
};

static struct message msg;

static inline void publish(int text)
{
	msg.text = text;
	smp_wmb(); /*@ publish.between: none, smp_wmb, smp_mb */
	WRITE_ONCE(msg.ready, 1);
}

static inline int fetch(void)
{
	smp_rmb(); /*@ fetch.before: none, smp_rmb, smp_mb */
	return msg.text;
}

/*@ cpu 0 */
void sender(void)
{
	publish(42);
}

/*@ cpu 1 */
void receiver(void)
{
	int text;

	if (READ_ONCE(msg.ready)) {
		text = fetch();
		/*@ bad: text != 42 */
	}
}
