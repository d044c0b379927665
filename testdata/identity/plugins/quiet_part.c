// want-none
void helper(void) {}
void quiet_part(void) {}
