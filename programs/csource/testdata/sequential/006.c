long g0 = (long)1;
long g1 = (long)4294967295U;
long g2 = (long)2147483647;
short g3 = (short)-2;
int g4 = (int)3;
long a0[4] = {12, 1, 32};
unsigned char a1[4] = {7, 1, 51};
struct s { int x; signed char y; short z[2]; };
struct s s0 = {26, 21, {49, 1}}, s1[2];
int c0, c1, t = -2; int *p = &t;
static int f0(long x0, int x1, unsigned long x2)
{
	signed char v1 = (x1++);
	long v2 = ((x2 >= v1) % (-2 - (int)((x1 << 6) & 3)));
	signed char v3 = (--v2);
	if ((!((v3 + v2) > (x2 - x2)))) {
		++v3;
	} else {
	}
	c0 += 1;
	return (x1 * x1);
}
static int f1(short x0, int x1, signed char x2)
{
	unsigned short v4 = ((x2 - 128) && (x1 == 128));
	unsigned char i5 = (('a' != x1) & 3);
	for (;;) {
		if (i5++ >= 2)
			break;
		x0 = (((x1 <= 7) / (((x2 ? x2 : x1) & 7) + 2)) - x1);
	}
	c1 += 1;
	if (((~x2) <= (x2 ? x2 : x2)))
		return (x2 = (x0 != 0xffffffffffffffffUL));
	return ((x2 ? 0 : 1) >> (x1 & 15));
}
/*@ cpu 0 */
void run(void)
{
	_Bool v6 = (((-2147483647 - 1) && 0) ? f1(-1L, g4, s0.z[((unsigned short)s0.y) & 1]) : (1U > s0.y));
	unsigned char v7 = f1((s1[0].y & 1U), (s0.x << (((signed char)2147483647) & 15)), (v6 && 0));
	unsigned int i8 = ((65535 << 0) & 3);
	for (;;) {
		if (i8++ >= 2)
			break;
		if ((f1(5, s1[0].y, s0.x) != s0.x))
			break;
	}
	if ((((s0.y, s1[0].y) || (+ s1[1].z[0])), ((g2 | 1) & (g0 | 5)))) {
		++g4;
	}
	unsigned char i9 = ((s0.y <= -1) & 3);
	do {
	} while (i9++ < 2);
	/*@ bad: (long)g0 == 1L &&
		(long)g1 == 4294967295L &&
		(long)g2 == 2147483647L &&
		(long)g3 == -2L &&
		(long)g4 == 4L &&
		(long)a0[0] == 12L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 32L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 7L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 51L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 26L &&
		(long)s0.y == 21L &&
		(long)s0.z[0] == 49L &&
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
		(long)t == -2L */
}
