// expect: Never
// expect -DWEAK: Sometimes
// A counted object of the kernel: who drops the last reference sees all that the others did, and frees it.
#include <linux/kref.h>
#include <linux/slab.h>

struct object {
	struct kref ref;
	int data, dead;
};

static struct object object = { .ref = KREF_INIT(2) };

static void release(struct kref *k)
{
	struct object *o = container_of(k, struct object, ref);

	BUG_ON(READ_ONCE(o->data) != 0);
	WRITE_ONCE(o->dead, 1);
	kfree(o);
}

static void put(struct object *o)
{
#ifdef WEAK
	if (atomic_fetch_sub_relaxed(1, &o->ref.refcount.refs) == 1)
		release(&o->ref);
#else
	kref_put(&o->ref, release);
#endif
}

/*@ cpu 0 */
void writer(void)
{
	WRITE_ONCE(object.data, 3);
	WRITE_ONCE(object.data, 0);
	put(&object);
}

/*@ cpu 1 */
void reader(void)
{
	int dead = READ_ONCE(object.dead);

	/*@ bad: dead */
	put(&object);
}
