typedef struct timer timer;
timer *timer_new(int interval, void (*fire)(timer *, void *), void *data);
void timer_on_release(timer *t, void (*release)(void *));
void timer_step(timer *t);
