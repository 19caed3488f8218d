#ifndef FW_STDARG_H
#define FW_STDARG_H
typedef char *va_list;
long __fw_va_arg(void);
#define va_start(list, last) ((void)0)
#define va_end(list) ((void)0)
#define va_copy(to, from) ((void)0)
#define va_arg(list, type) ((type)__fw_va_arg())
#endif
