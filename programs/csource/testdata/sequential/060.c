unsigned long g0 = (unsigned long)0xffffffffffffffffUL;
int g1 = (int)256;
long g2 = (long)3UL;
signed char g3 = (signed char)65535;
int g4 = (int)(-2147483647 - 1);
long a0[4] = {28, 1, 84};
unsigned short a1[4] = {45, 0, 128};
struct s { signed char x; int y; _Bool z[2]; };
struct s s0 = {32, 32, {21, 1}}, s1[2];
int c0, c1, t = 5; int *p = &t;
static unsigned int f0(unsigned short x0)
{
	signed char v1 = ((x0 == x0), (x0 - x0));
	unsigned int v2 = ((v1, x0) % -2);
	--x0;
	{
		signed char v3 = ((v2 >= 256) / (-2 - (int)((v1, x0) & 3)));
	}
	c0 += 1;
	return ((x0 |= 0xffffffffffffffffUL) ? ('a' && 0) : (3 || 2147483647));
}
static _Bool f1(long x0, signed char x1)
{
	signed char v4 = ((_Bool)(x1 ? 0xffffffffffffffffUL : x0));
	long v5 = ((short)((int)x0));
	signed char v6 = (x0++);
	x1 <<= ((2147483647 ^ x0) & 15);
	{
		signed char v7 = (((unsigned long)x1) % (((v6 < v6) & 0xff) + 2U));
	}
	c1 += 1;
	return ((x1 > x1) & (x0 = x1));
}
/*@ cpu 0 */
void run(void)
{
	unsigned char v8 = ((~s1[1].y) << 5);
	switch (f1(((signed char)0x80000000U), ('a' == a0[2]))) {
	case 65535: ;
		if ((((s0.y++) ? ((short)s1[1].x) : (g3 >= 0x80000000U)) ? ((s1[1].y || -1L) >= (a0[2]--)) : ((v8 >= g2) | f0(g0)))) {
			if (((~((signed char)g4)) ? f0((~3UL)) : (- (+ g1)))) {
				a1[2] /= ((((unsigned char)(-128 * s1[1].y)) & 0xff) + 2U);
				a1[(g1 << 7) & 3] &= ((unsigned short)(- s1[0].y));
			}
		}
		break;
	case 1: ;
	}
	/*@ bad: (long)g0 == -1L &&
		(long)g1 == 256L &&
		(long)g2 == 3L &&
		(long)g3 == -1L &&
		(long)g4 == -2147483648L &&
		(long)a0[0] == 28L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 84L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 45L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 128L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 32L &&
		(long)s0.y == 32L &&
		(long)s0.z[0] == 1L &&
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
		(long)c1 == 1L &&
		(long)t == 5L */
}
