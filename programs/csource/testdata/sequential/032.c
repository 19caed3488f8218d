int g0 = (int)0xffffffffffffffffUL;
unsigned char g1 = (unsigned char)0x7fffffffffffffffL;
unsigned int g2 = (unsigned int)7;
signed char g3 = (signed char)(-2147483647 - 1);
long g4 = (long)2147483647;
unsigned long a0[4] = {64, 1, 19};
unsigned int a1[4] = {71, 0, 20};
struct s { unsigned char x; long y; unsigned int z[2]; };
struct s s0 = {36, 41, {35, 1}}, s1[2];
int c0, c1, t = 6; int *p = &t;
static signed char f0(int *out, unsigned char x0, short x1)
{
	int v1 = ((3UL | 127) >= (x0 > x1));
	v1 >>= 2;
	c0 += 1;
	*out = (x0 -= x1);
	return ((short)(5 * 1L));
}
static unsigned int f1(signed char x0)
{
	int v2 = ((x0 <= 2) - x0);
	unsigned int v3 = ((-1L || x0) ^ (0xffffffffffffffffUL > v2));
	if ((v3--)) {
		--v3;
	} else {
	}
	c1 += 1;
	if (((128 + -1L) ? (32767 && x0) : x0))
		return (+ (x0 << ((x0 == x0) & 15)));
	return ((unsigned int)(x0 || x0));
}
static short f2(unsigned short x0, unsigned short x1)
{
	int v4 = x0;
	long i5 = 3;
	for (;;) {
		if (i5++ >= 2)
			break;
		switch (((v4 & v4) ^ ((unsigned long)i5)) & 3) {
		case 0: ;
			break;
		case 3: ;
		default:
			;
		}
	}
	if (((unsigned long)(x0 | x0)))
		return (((_Bool)x0) ? (~x1) : (x1 ^ 0xff00L));
	return ((0 ? x0 : x0) << ((x1 % (-2 - (int)(x1 & 3))) & 15));
}
/*@ cpu 0 */
void run(void)
{
	unsigned short v6 = ((s1[0].y, -128) % (((1L || g2) & 7) + 2));
	unsigned short v7 = (- ((unsigned int)s1[1].y));
	short v8 = ((65535 == s0.x) % (((v6 - 3UL) & 0xff) + 2U));
	v7--;
	g1 = g2;
	/*@ bad: (long)g0 == -1L &&
		(long)g1 == 7L &&
		(long)g2 == 7L &&
		(long)g3 == 0L &&
		(long)g4 == 2147483647L &&
		(long)a0[0] == 64L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 19L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 71L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 20L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 36L &&
		(long)s0.y == 41L &&
		(long)s0.z[0] == 35L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == 6L */
}
