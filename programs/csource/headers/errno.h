#ifndef FW_ERRNO_H
#define FW_ERRNO_H
#define EPERM 1
#define ENOENT 2
#define EAGAIN 11
#define ENOMEM 12
#define EBUSY 16
#define EINVAL 22
#define ETIMEDOUT 110
#endif
