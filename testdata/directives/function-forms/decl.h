#include <pthread.h>
#include <stdio.h>

// lockosthread:allow-function lock-in-handler -- documented where it is declared
void declared_with_reason(void);
void plain(void);
