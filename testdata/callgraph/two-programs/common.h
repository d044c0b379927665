extern void (*hook)(void);
void common(void);
void send_all(int n);
