// Capabilities, seccomp, labels and keys: state of the calling thread, on the libraries' real headers.
#include <cap-ng.h>
#include <keyutils.h>
#include <seccomp.h>
#include <selinux/selinux.h>
#include <sys/apparmor.h>
#include <sys/capability.h>

void on_capabilities(cap_t caps) {
    cap_set_proc(caps);                               // want thread-state-in-handler:error "cap_set_proc"
    cap_set_ambient(CAP_CHOWN, CAP_SET);              // want thread-state-in-handler "cap_set_ambient"
    cap_drop_bound(CAP_CHOWN);                        // want thread-state-in-handler "cap_drop_bound"
    cap_free(cap_get_proc());                         // only asks
}

void on_capng(void) {
    capng_clear(CAPNG_SELECT_BOTH);
    capng_apply(CAPNG_SELECT_BOTH); // want thread-state-in-handler "capng_apply"
}

void on_seccomp(scmp_filter_ctx filter) {
    seccomp_load(filter); // want thread-state-in-handler:error "seccomp_load"
}

void on_label(char *before) {
    setfscreatecon("system_u:object_r:tmp_t:s0"); // want thread-state-in-handler "setfscreatecon"
    setexeccon(before);                           // want thread-state-in-handler "setexeccon"
    aa_change_hat("guest", 42);                   // want thread-state-in-handler "aa_change_hat"
    getcon(&before);                              // only asks
}

void on_keys(void) {
    keyctl_join_session_keyring("mine"); // want thread-state-in-handler "keyctl_join_session_keyring"
}
