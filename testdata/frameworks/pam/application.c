// A server that authenticates: modules ask through its conversation.
#include <pthread.h>
#include <security/pam_appl.h>
#include <stdlib.h>

static pthread_mutex_t terminal = PTHREAD_MUTEX_INITIALIZER;

static int answer(int count, const struct pam_message **messages, // want-handler "pam.conversation"
                  struct pam_response **responses, void *data) {
    (void)messages, (void)data;
    pthread_mutex_lock(&terminal); // want lock-in-handler "handler answer"
    *responses = calloc((size_t)count, sizeof **responses);
    pthread_mutex_unlock(&terminal);
    return PAM_SUCCESS;
}

// The name without the type is another function.
static int pam_sm_acct_mgmt(const char *user) {
    pthread_mutex_lock(&terminal);
    pthread_mutex_unlock(&terminal);
    return user == NULL;
}

int main(void) {
    const struct pam_conv conversation = {answer, NULL};
    pam_handle_t *pam;
    return pam_sm_acct_mgmt("user") || pam_start("demo", "user", &conversation, &pam) ||
           pam_authenticate(pam, 0);
}
