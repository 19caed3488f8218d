/* Members are found in the struct that is accessed, whatever struct it is a member of. */
struct link { int m; int n; };
struct item { long text; struct link link; union { int word; struct { unsigned char low, high; }; }; };
struct item item[2];
int a, b, c, d;
/*@ cpu 0 */
void run(void)
{
	struct link *l = &item[1].link;
	struct item *i = (struct item *)((char *)l - 8);

	l->m = 5;
	l->n = 7;
	i->word = 0x1234;
	item[1].high += 1;
	a = item[1].link.n;
	b = item[1].word;
	c = item[1].low;
	d = item[1].link.m == 5;
	/*@ bad: a == 7 && b == 0x1334 && c == 0x34 && d == 1 */
}
