// want(+1) unused-allow "."
/* lockosthread:allow-file -- nothing here any more */
int on_clean(int n) {
    return n;
}
