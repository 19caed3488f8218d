#ifndef FW_ASSERT_H
#define FW_ASSERT_H
void __fw_assert(int);
#define assert(c) __fw_assert(!!(c))
#define static_assert _Static_assert
#endif
