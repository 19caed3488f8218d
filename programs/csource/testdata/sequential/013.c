unsigned int g0 = (unsigned int)0x80000000U;
_Bool g1 = (_Bool)-128;
_Bool g2 = (_Bool)255;
long g3 = (long)(-2147483647 - 1);
int g4 = (int)0xff00L;
unsigned long a0[4] = {60, 1, 4};
unsigned int a1[4] = {76, 0, 139};
struct s { int x; signed char y; _Bool z[2]; };
struct s s0 = {9, 22, {49, 1}}, s1[2];
int c0, c1, t = 6; int *p = &t;
static unsigned char f0(unsigned int x0, unsigned short x1, unsigned short x2)
{
	_Bool v1 = ((-1L >> ((0x80000000U == x0) & 15)), (0xffffffffffffffffUL ? x0 : 3));
	_Bool v2 = (('a' <= 0xffffffffffffffffUL) << 6);
	{
		unsigned char v3 = x2;
		{
			signed char v4 = ((x0 >= v1) | (v1 || v1));
		}
	}
	c0 += 1;
	return x2;
}
static signed char f1(int *out, short x0)
{
	unsigned long v5 = ((x0 % (-2 - (int)(x0 & 3))) / 7U);
	long v6 = ((~v5) >= (v5 % (-2 - (int)(x0 & 3))));
	v5 = (v6 << ((128 / ((v6 & 0xff) + 2U)) & 15));
	switch ((v5 |= v6) & 3) {
	case 2: ;
		break;
	case -1: ;
		break;
	}
	c1 += 1;
	*out = ((x0 << 2) && ((long)x0));
	return ((unsigned char)(x0 && x0));
}
/*@ cpu 0 */
void run(void)
{
	unsigned int v7 = (!(s1[0].z[(!s1[0].z[(a1[(0xffffffffffffffffUL % (-2 - (int)(0 & 3))) & 3] || s0.x) & 1]) & 1] && 'a'));
	int v8 = ((v7, s1[1].z[1]) << ((128 < s1[1].x) & 15));
	unsigned char i9 = 2;
	for (;;) {
		if (i9++ >= 2)
			break;
		if ((((3 > 3) && (s1[1].y == 256)) - (a1[(4294967295U ? g2 : 32767) & 3] & (!256)))) {
			v7 = (((s1[0].z[(256, s0.z[(256 % ((g3 & 0xff) + 2U)) & 1]) & 1], s1[0].x) || (g3 ? s1[1].z[(!-1) & 1] : 0xffffffffffffffffUL)), ((s0.x ^ 4294967295U) && (s1[0].y != s0.y)));
			a0[0] >>= 4;
		} else {
			v8 += ((s1[0].y * v7) / (((255 / 10L) & 7) + 2));
		}
	}
	/*@ bad: (long)g0 == 2147483648L &&
		(long)g1 == 1L &&
		(long)g2 == 1L &&
		(long)g3 == -2147483648L &&
		(long)g4 == 65280L &&
		(long)a0[0] == 60L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 4L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 76L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 139L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 9L &&
		(long)s0.y == 22L &&
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
		(long)c1 == 0L &&
		(long)t == 6L */
}
