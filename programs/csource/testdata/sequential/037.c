unsigned long g0 = (unsigned long)0xffffffffffffffffUL;
long g1 = (long)2147483647;
_Bool g2 = (_Bool)5;
_Bool g3 = (_Bool)-128;
long g4 = (long)0x80000000U;
_Bool a0[4] = {33, 1, 146};
unsigned long a1[4] = {13, 0, 113};
struct s { int x; unsigned long y; unsigned char z[2]; };
struct s s0 = {5, 39, {22, 1}}, s1[2];
int c0, c1, t = -3; int *p = &t;
static short f0(signed char x0, unsigned short x1)
{
	signed char v1 = x1;
	long v2 = (((long)x0) / (-2 - (int)((v1 <= 4294967295U) & 3)));
	int v3 = ((1L >= x1) ? (x1 << 6) : (!-2));
	if ((((v1 > v2) ^ (v1 % ((65535 & 0xff) + 2U))) >> ((65535 << 1) & 15))) {
		x1 += ((2147483647 || 2) || (x0 ? x0 : v2));
	}
	c0 += 1;
	return x1;
}
static unsigned int f1(unsigned short x0, unsigned int x1, long x2)
{
	int v4 = ((x0 + x0) << 0);
	unsigned long v5 = (((unsigned short)x0) % 3);
	_Bool v6 = ((v4 == 256) - (v5 - 3));
	if ((++x0))
		goto skip1;
	--v5;
	skip1: ;
	c1 += 1;
	return x1;
}
static int f2(int x0)
{
	int v7 = (!((unsigned short)32767));
	_Bool v8 = ((unsigned short)(v7 ? 7 : 'a'));
	unsigned short v9 = x0;
	x0 |= ((signed char)(-2 << ((v9 && v8) & 15)));
	if (((x0 < x0) < (x0 / ((2147483647 & 0xff) + 2U))))
		return ((x0 % ((128 & 0xff) + 2U)) > (x0 == -1L));
	return ((unsigned short)(-1 | x0));
}
/*@ cpu 0 */
void run(void)
{
	unsigned char v10 = ((g0 ^ s1[0].z[(-128 + 7) & 1]) ? (++g1) : (2147483647 & s1[0].y));
	long v11 = ((3 && s1[0].y) + (s0.x, -1L));
	signed char v12 = (v10 || (s0.z[(-1 < 0x7fffffffffffffffL) & 1] / (-2 - (int)(g0 & 3))));
	switch ((!(v12 <= 128))) {
	case 1: ;
		{
			long v13 = ((s1[1].y, g2) > f1(-1L, g4, g0));
			++s0.z[0];
		}
		break;
	case 2: ;
		if (((++v10) ^ ((s1[1].y && 255) ? (a0[2] | g1) : (++g0)))) {
			switch (((short)a0[1]) & 3) {
			case 0: ;
				break;
			case 2: ;
				break;
			}
		} else {
		}
		break;
	}
	/*@ bad: (long)g0 == -1L &&
		(long)g1 == 2147483648L &&
		(long)g2 == 1L &&
		(long)g3 == 1L &&
		(long)g4 == 2147483648L &&
		(long)a0[0] == 1L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 1L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 13L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 113L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 5L &&
		(long)s0.y == 39L &&
		(long)s0.z[0] == 22L &&
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
		(long)t == -3L */
}
