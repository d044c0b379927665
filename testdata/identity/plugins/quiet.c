// want-none
void host_log(const char *text);
void helper(void);
void quiet_part(void);

void on_quiet(void) {
    helper(); // want-edge "helper" direct
    quiet_part();
    host_log("quiet"); // want-edge "host_log" direct
}

void plugin_init(void) {
    on_quiet();
}
