long g0 = (long)0xffffffffffffffffUL;
unsigned char g1 = (unsigned char)32767;
short g2 = (short)256;
_Bool g3 = (_Bool)4294967295U;
int g4 = (int)-128;
_Bool a0[4] = {49, 0, 140};
short a1[4] = {46, 1, 157};
struct s { unsigned int x; _Bool y; unsigned long z[2]; };
struct s s0 = {49, 11, {38, 1}}, s1[2];
int c0, c1, t = 1; int *p = &t;
static _Bool f0(unsigned char x0, signed char x1)
{
	unsigned short v1 = ((x0 != x0) > (x0 ? x1 : -1));
	_Bool v2 = ((0x80000000U | x1) ? (-1L % 10L) : (3 ? -2 : 7));
	unsigned char v3 = ((x0, x1) & (x1 & x1));
	switch ((++v3) & 3) {
	case 3: ;
		if (v3) {
		} else {
		}
		break;
	case 255: ;
	default:
		;
	}
	c0 += 1;
	return (((_Bool)x0) ? (x1 >= x1) : (x0 ? 0 : x1));
}
static _Bool f1(int *out, unsigned short x0, short x1, int x2)
{
	unsigned long v4 = ((x2 || x1) > (x1 ^ 3));
	unsigned char v5 = ((x1 * 3UL) - ((short)x0));
	short v6 = ((x0 >> 2) - ((unsigned short)'a'));
	for (int i7 = 0; i7 < 1; i7++) {
		switch (((x2 / ((x2 & 7) + 2)) ? (x2 ? v6 : 4294967295U) : (~x1))) {
		case 255: ;
			break;
		}
	}
	c1 += 1;
	*out = (x0 ^= x2);
	return x2;
}
static unsigned short f2(int *out, unsigned int x0)
{
	short v8 = ((x0--) == (3 & -1));
	long v9 = x0;
	v9 /= 7U;
	*out = (('a' << 1) / 7U);
	return (x0 /= (-2 - (int)(-128 & 3)));
}
/*@ cpu 0 */
void run(void)
{
	signed char v10 = (((int)g2) * s1[1].z[0]);
	int v11 = (f2(&t, 127) != (s1[0].y ? s1[1].y : 1L));
	if (((s1[0].x++) / ((((+ g3) * (- g1)) & 0xff) + 2U))) {
		if (((long)(+ (v10++)))) {
			s1[0].x *= (--a0[2]);
		} else {
			s1[0].y--;
		}
	}
	if (((unsigned short)s0.x)) {
	}
	/*@ bad: (long)g0 == -1L &&
		(long)g1 == 255L &&
		(long)g2 == 256L &&
		(long)g3 == 1L &&
		(long)g4 == -128L &&
		(long)a0[0] == 1L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 1L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 46L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 157L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 49L &&
		(long)s0.y == 1L &&
		(long)s0.z[0] == 38L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 1L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == 27L */
}
