/* Made by a generator. */
#include <pthread.h>
static void prepare(void);
static int nothing(void);
#line 2 "grammar.def"
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
#line 8 "parser.c"
int on_parse(int token) {
    prepare();
    switch (token) {
    case 'a':
#line 5 "grammar.def"
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
#line 16 "parser.c"
        break;
    case 'b':
#line 9 "grammar.def"
    // lockosthread:allow lock-in-handler -- held for nothing
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
#line 23 "parser.c"
        break;
    case 'c':
#line 14 "grammar.def"
    pthread_mutex_lock(&mutex); /* lockosthread:allow */
    pthread_mutex_unlock(&mutex);
#line 29 "parser.c"
        break;
    default:
        pthread_mutex_lock(&mutex); // want lock-in-handler "on_parse"
        pthread_mutex_unlock(&mutex);
    }
    return nothing();
}
#line 18 "grammar.def"
// lockosthread:allow-function lock-in-handler -- start-up only
static void prepare(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
}
/* lockosthread:allow lock-in-handler -- never */
static int nothing(void) { return 0; }
#line 45 "parser.c"
