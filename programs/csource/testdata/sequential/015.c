unsigned long g0 = (unsigned long)128;
short g1 = (short)3;
_Bool g2 = (_Bool)0x7fffffffffffffffL;
unsigned short g3 = (unsigned short)0xff00L;
long g4 = (long)0x7fffffffffffffffL;
int a0[4] = {87, 1, 49};
int a1[4] = {9, 0, 104};
struct s { signed char x; unsigned short y; long z[2]; };
struct s s0 = {25, 39, {45, 1}}, s1[2];
int c0, c1, t = -1; int *p = &t;
static short f0(unsigned int x0, short x1)
{
	long v1 = ((x1 ? 2 : x0) ? x0 : x1);
	short v2 = x0;
	unsigned char v3 = (- (v2 << ((x0 >= 'a') & 15)));
	{
		int v4 = ((x1 >= 5) == x0);
		{
			unsigned int v5 = v3;
		}
	}
	c0 += 1;
	return ((32767 || x0) <= (x0 & x0));
}
static unsigned short f1(unsigned int x0, unsigned char x1, unsigned int x2)
{
	long v6 = (~((long)x2));
	signed char v7 = ((x0 | x0) ^ (0 % ((v6 & 7) + 2)));
	unsigned char v8 = (!(x2 <= 32767));
	if ((((v8 * 2) - (+ x2)) + (x2 > (-128 ^ x0)))) {
		switch ((--x2)) {
		case 0: ;
		case 3: ;
		default:
			;
		}
	} else {
	}
	c1 += 1;
	if (x2)
		return ((x0 -= 256) >> 7);
	return ((0 + 4294967295U) + (x2 -= x1));
}
/*@ cpu 0 */
void run(void)
{
	long v9 = (((_Bool)a0[(g0 % 7U) & 3]) ? (g1, 5) : (127 | g0));
	if (((unsigned long)(s1[0].x + 0x7fffffffffffffffL)))
		goto skip1;
	unsigned int i10 = 2;
	while (i10-- > 0 && i10 < 10) {
		++v9;
	}
	skip1: ;
	if (g1) {
		switch (((_Bool)s1[1].x)) {
		case 3: ;
		case -1: ;
			break;
		default:
			;
		}
	}
	/*@ bad: (long)g0 == 128L &&
		(long)g1 == 3L &&
		(long)g2 == 1L &&
		(long)g3 == 65280L &&
		(long)g4 == 9223372036854775807L &&
		(long)a0[0] == 87L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 49L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 9L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 104L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 25L &&
		(long)s0.y == 39L &&
		(long)s0.z[0] == 45L &&
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
		(long)t == -1L */
}
