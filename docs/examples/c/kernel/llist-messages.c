/*
 * The list without locks of the Linux kernel: lib/llist.c and include/linux/llist.h, as they are.
 *
 *	fencewise check llist-messages.c -I linux/lib -I linux/include
 *
 * Two CPUs add a message each, a third takes all. It must not find a message without its text.
 */
#include <pthread.h>
#include <linux/kernel.h>
#ifdef WEAKEN /* a file that defines primitives anew, such as "weaker.h" */
#include WEAKEN
#endif
#include "llist.c"

struct message {
	int text;
	struct llist_node node;
};

static LLIST_HEAD(list);
static struct message message[2];

static void *sender(void *arg)
{
	struct message *m = &message[(long)arg];

	m->text = 1;
	llist_add(&m->node, &list);
	return NULL;
}

static void *receiver(void *arg)
{
	struct llist_node *first = llist_del_all(&list);

	if (first) {
		struct llist_node *second = first->next;
		int text = llist_entry(first, struct message, node)->text;

		/*@ bad: text != 1 */
		if (second) {
			text = llist_entry(second, struct message, node)->text;
			/*@ bad: text != 1 */
		}
	}
	return NULL;
}

int main(void)
{
	pthread_t thread[3];

	pthread_create(&thread[0], NULL, sender, (void *)0);
	pthread_create(&thread[1], NULL, sender, (void *)1);
	pthread_create(&thread[2], NULL, receiver, NULL);
}
