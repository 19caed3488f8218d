#include <lkmm.h>

/* Can CPU 1 find the default buffer and read its old text? */

struct buffer {
	int text;
};

static struct buffer standard, spare;
static struct buffer *published = &spare;
static int used;

/*@ cpu 0 */
void sender(void)
{
	used = 1;
	standard.text = 42;
	smp_wmb();
	WRITE_ONCE(published, &standard);
}

/*@ cpu 1 */
void receiver(void)
{
	struct buffer *b = READ_ONCE(published);

	used = 2;
	if (b == &standard) {
		int text = b->text;
		/*@ bad: text != 42 */
	}
}
