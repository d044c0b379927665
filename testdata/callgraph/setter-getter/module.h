typedef void (*notify)(void *data);
void set_done(notify f, void *data);
notify get_done(void);
notify set_error(notify f);
void finish(void);
