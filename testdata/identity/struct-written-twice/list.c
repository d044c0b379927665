// want-none
struct module;
extern struct module module_file;
struct module *modules[] = {&module_file, 0};
