void host_log(const char *text);
void helper(void);
void pinned_part(void);

void on_pinned(void) {
    helper(); // want pin-in-handler "on_pinned .* helper" want-edge "helper" direct
    pinned_part();
    host_log("pinned");
}

void plugin_init(void) {
    on_pinned();
}
