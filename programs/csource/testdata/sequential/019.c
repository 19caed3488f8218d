signed char g0 = (signed char)0x80000000U;
unsigned int g1 = (unsigned int)127;
unsigned char g2 = (unsigned char)0x7fffffffffffffffL;
unsigned long g3 = (unsigned long)0x80000000U;
long g4 = (long)-2;
_Bool a0[4] = {44, 1, 36};
unsigned int a1[4] = {27, 1, 40};
struct s { unsigned long x; long y; long z[2]; };
struct s s0 = {12, 38, {37, 1}}, s1[2];
int c0, c1, t = -10; int *p = &t;
static unsigned char f0(unsigned long x0)
{
	unsigned char v1 = ((+ x0) > x0);
	if (((++x0) / ((((v1 == v1), (v1 || 128)) & 0xff) + 2U))) {
		if (((v1 += 0) + ((x0 & x0) >> 2))) {
		} else {
		}
	} else {
	}
	c0 += 1;
	if (((3 << ((x0 << (((_Bool)x0) & 15)) & 15)) ? (x0 & x0) : ((-2147483647 - 1) >= x0)))
		return ((x0 || 0x7fffffffffffffffL) | (0xff00L << 4));
	return ((x0 < 32767) <= x0);
}
static long f1(unsigned int x0, _Bool x1)
{
	signed char v2 = x1;
	for (unsigned int i3 = 0; i3 < 2; i3++) {
		v2 %= ((((0xff00L << ((i3 << 6) & 15)) | (x0 || i3)) & 0xff) + 2U);
	}
	c1 += 1;
	if (((signed char)(x1 ? x0 : x1)))
		return ((x0 / ((-1 & 7) + 2)) >> 0);
	return ((-1L == x0) + (x0 * x1));
}
static _Bool f2(short x0, unsigned long x1)
{
	unsigned int v4 = ((x0 - x0) > ((unsigned long)(-2147483647 - 1)));
	if ((x0 ? (!1) : (x0 * v4)))
		goto skip1;
	x1--;
	skip1: ;
	return ((x0 & x1) > (x0 <= 2));
}
/*@ cpu 0 */
void run(void)
{
	long v5 = ((g3 <= s1[1].y) > (+ s1[1].z[((short)0xffffffffffffffffUL) & 1]));
	long v6 = (((long)(-2147483647 - 1)) ^ (-128 >= s0.x));
	long v7 = ((s0.z[((unsigned char)3) & 1], 65535) * v5);
	switch ((- (v7 / ((s1[1].y & 0xff) + 2U))) & 3) {
	case -1: ;
		switch (((int)(g3 |= g2))) {
		case 3: ;
			if (((a0[1] = s1[0].x) != (s1[0].x * 2)))
				goto skip2;
			s1[0].x &= f1(((long)v7), (5 < g1));
			s0.x = (((1L * g4) || (1 != a1[(255 + s1[0].y) & 3])) == ((- s0.y) ^ (s1[1].y ? a1[3] : g3)));
			skip2: ;
			break;
		case 2: ;
			break;
		}
	case 255: ;
	case 3: ;
	}
	/*@ bad: (long)g0 == 0L &&
		(long)g1 == 127L &&
		(long)g2 == 255L &&
		(long)g3 == 2147483648L &&
		(long)g4 == -2L &&
		(long)a0[0] == 1L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 1L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 27L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 40L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 12L &&
		(long)s0.y == 38L &&
		(long)s0.z[0] == 37L &&
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
		(long)t == -10L */
}
