// Pointers with external linkage are one variable, static ones belong to their file.
extern void (*before_hook)(int);
void set_after(void (*hook)(int));
