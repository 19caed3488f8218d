short g0 = (short)'a';
unsigned char g1 = (unsigned char)3UL;
signed char g2 = (signed char)0x7fffffffffffffffL;
signed char g3 = (signed char)0x7fffffffffffffffL;
unsigned short g4 = (unsigned short)3UL;
unsigned char a0[4] = {79, 0, 193};
unsigned char a1[4] = {75, 1, 2};
struct s { unsigned int x; int y; unsigned char z[2]; };
struct s s0 = {40, 48, {16, 1}}, s1[2];
int c0, c1, t = -4; int *p = &t;
static signed char f0(int *out, short x0, signed char x1)
{
	long v1 = (x0 = (++x1));
	short v2 = (x0 & v1);
	int v3 = ((-128 >> 4) > (x0 || -128));
	x0 <<= 0;
	v1 ^= ((0xffffffffffffffffUL & 5) || (0xff00L << 5));
	c0 += 1;
	*out = (((long)2) + (7 & x1));
	if (((x0 & x1) * ((unsigned char)1U)))
		return (((unsigned short)3) * (++x1));
	return ((x1 < x0) - (127 >> 4));
}
static _Bool f1(int x0, unsigned int x1)
{
	short v4 = ((- 1) * (x1 | 32767));
	int v5 = (- (x1, x1));
	_Bool v6 = ((++x1) * (v5 >> 3));
	v4 %= -2;
	c1 += 1;
	if (((signed char)(0x80000000U & x1)))
		return x0;
	return ((+ x1), (256 * 'a'));
}
static unsigned int f2(int x0)
{
	short v7 = ((x0 | x0) == (x0 | 5));
	short v8 = (--x0);
	unsigned short v9 = ((2 << ((32767 && 'a') & 15)) ^ (-1L ^ 3UL));
	if ((v8 >> ((x0 > 2) & 15))) {
		v7 *= (v8 <= (v8 | v8));
	}
	return ((- x0) < (x0 ? 0x7fffffffffffffffL : x0));
}
/*@ cpu 0 */
void run(void)
{
	_Bool v10 = f2((s0.x >> 0));
	unsigned int v11 = (((signed char)s0.z[(a1[2] > 255) & 1]) >= s0.x);
	unsigned char v12 = ((127 > (-2147483647 - 1)) == g2);
	f2((v11 ^ 32767));
	++s0.x;
	s1[1].y += ((s0.y ^ s0.x) << 2);
	/*@ bad: (long)g0 == 97L &&
		(long)g1 == 3L &&
		(long)g2 == -1L &&
		(long)g3 == -1L &&
		(long)g4 == 3L &&
		(long)a0[0] == 79L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 193L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 75L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 2L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 41L &&
		(long)s0.y == 48L &&
		(long)s0.z[0] == 16L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 100L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == -4L */
}
