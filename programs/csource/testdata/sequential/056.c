unsigned long g0 = (unsigned long)0xff00L;
_Bool g1 = (_Bool)3;
_Bool g2 = (_Bool)32767;
_Bool g3 = (_Bool)0xff00L;
int g4 = (int)0x7fffffffffffffffL;
unsigned long a0[4] = {12, 0, 109};
long a1[4] = {17, 0, 4};
struct s { unsigned int x; unsigned long y; _Bool z[2]; };
struct s s0 = {9, 37, {26, 1}}, s1[2];
int c0, c1, t = 7; int *p = &t;
static int f0(int *out, unsigned short x0, unsigned short x1, unsigned int x2)
{
	unsigned short v1 = ((--x2) && (++x0));
	signed char v2 = (((signed char)'a'), (x0--));
	long i3 = 2;
	for (;;) {
		if (i3++ >= 2)
			break;
		switch ((- (v1 ? x0 : i3)) & 3) {
		case 2: ;
		case 255: ;
		}
	}
	c0 += 1;
	*out = ((short)(x0 - (-2147483647 - 1)));
	if (((x2 >> 3) << 6))
		return ((x0 - -2) + (x1 ^= x0));
	return ((x0 >> 7) + (x1 > 7));
}
static signed char f1(_Bool x0)
{
	signed char v4 = x0;
	unsigned int v5 = ((x0 << ((1 || v4) & 15)) && (0x7fffffffffffffffL || v4));
	for (int i6 = 0; i6 < 1; i6++) {
		switch (((+ 256) >= (v5, 0xff00L)) & 3) {
		case 2: ;
			break;
		case 1: ;
			break;
		}
	}
	c1 += 1;
	if (((x0 + 1U) ? ((-2147483647 - 1) ^ 0xff00L) : (1 < x0)))
		return ((x0 != x0) << 2);
	return ((5 % (-2 - (int)(x0 & 3))) | (1U && x0));
}
/*@ cpu 0 */
void run(void)
{
	unsigned short v7 = (f0(&t, 1U, 32767, s1[1].y) & (s1[0].z[1] == a1[0]));
	signed char v8 = ((a0[2] ? v7 : 0) + (3 >> ((+ g4) & 15)));
	g4 >>= ((!-2) & 15);
	switch (((signed char)(g2 == -1L))) {
	case 255: ;
		switch (((g4 ? s1[0].x : 5) ^ (s0.y--)) & 3) {
		case 65535: ;
			{
				unsigned short v9 = ((unsigned long)(s1[1].z[(s0.y != s1[1].x) & 1] - v8));
				++g0;
			}
			break;
		case 255: ;
		}
	case -1: ;
		break;
	case 0: ;
		break;
	default:
		;
	}
	/*@ bad: (long)g0 == 65280L &&
		(long)g1 == 1L &&
		(long)g2 == 1L &&
		(long)g3 == 1L &&
		(long)g4 == -1L &&
		(long)a0[0] == 12L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 109L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 17L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 4L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 9L &&
		(long)s0.y == 37L &&
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
		(long)c0 == 1L &&
		(long)c1 == 0L &&
		(long)t == 1L */
}
