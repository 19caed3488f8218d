short g0 = (short)-1;
unsigned int g1 = (unsigned int)'a';
unsigned long g2 = (unsigned long)0x7fffffffffffffffL;
long g3 = (long)3;
unsigned short g4 = (unsigned short)2;
int a0[4] = {27, 1, 173};
unsigned char a1[4] = {64, 1, 15};
struct s { int x; _Bool y; signed char z[2]; };
struct s s0 = {34, 45, {14, 1}}, s1[2];
int c0, c1, t = 6; int *p = &t;
static unsigned short f0(int *out, unsigned short x0, _Bool x1)
{
	int v1 = (x1 || (x1 | 128));
	long v2 = ((x1 | v1) * (3 & v1));
	unsigned char i3 = ((x0 < v2) & 3);
	do {
		if ((((v2 < 3UL) + (0xffffffffffffffffUL || i3)) || ((x1 > v2) - (0x80000000U < x0)))) {
		}
	} while (i3++ < 2);
	c0 += 1;
	*out = ((- x1), (x1 ? x0 : x1));
	if ((x0 <= x1))
		return x1;
	return (((-2147483647 - 1) | x1) && (x1 << ((x1 == 2) & 15)));
}
static _Bool f1(int x0, unsigned long x1)
{
	short v4 = ((x1 && x1) > (128 * x0));
	short v5 = (- (v4 << 7));
	short v6 = x0;
	if ((((v4 = x0) ^ x1) % 3)) {
		v6 ^= ((v4 && 32767) && ((unsigned int)256));
	} else {
	}
	c1 += 1;
	return ((x0 ? x1 : x0) || (0x7fffffffffffffffL > x0));
}
static short f2(short x0)
{
	_Bool v7 = x0;
	--v7;
	if (((unsigned long)(x0 * x0)))
		return (~(- x0));
	return x0;
}
/*@ cpu 0 */
void run(void)
{
	unsigned long v8 = ((++g4) || f2(s0.z[1]));
	short v9 = (~(-128 < s1[0].z[0]));
	_Bool v10 = ((unsigned long)(s1[0].x < s0.z[0]));
	s1[1].z[1] &= ((a0[(32767 ^ -1) & 3] % ((g1 & 0xff) + 2U)) % (((s0.x ? v10 : g3) & 7) + 2));
	f1((g0 >> 0), s1[1].x);
	f2((s1[0].x <= g1));
	/*@ bad: (long)g0 == -1L &&
		(long)g1 == 97L &&
		(long)g2 == 9223372036854775807L &&
		(long)g3 == 3L &&
		(long)g4 == 3L &&
		(long)a0[0] == 27L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 173L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 64L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 15L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 34L &&
		(long)s0.y == 1L &&
		(long)s0.z[0] == 14L &&
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
		(long)t == 6L */
}
