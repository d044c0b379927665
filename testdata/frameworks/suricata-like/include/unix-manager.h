// Declarations of Suricata, written for this test; Debian has no package of its headers.
#pragma once
#include <stddef.h>
typedef enum { TM_ECODE_OK } TmEcode;
typedef struct json_t json_t;
TmEcode UnixManagerRegisterCommand(const char *keyword, TmEcode (*Func)(json_t *, json_t *, void *), void *data, int flags);
TmEcode UnixManagerRegisterBackgroundTask(TmEcode (*Func)(void *), void *data);
