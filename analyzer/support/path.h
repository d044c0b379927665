/* path.h: file names as text. Nothing here looks at the disk: `..` is taken lexically, symbolic links are not followed.
 *
 * Returned char* are the caller's (g_free); const char* point into an argument. No errors; thread-safe.
 */
#ifndef PINLINT_PATH_H
#define PINLINT_PATH_H

/* Without `.`, `//`, `x/..` and trailing slashes. "" becomes ".", "/.." becomes "/"; a relative path keeps the `..` it
 * begins with. */
char *pl_path_normalise(const char *path);

/* dir/path, as it stands; `path` alone when it is absolute or dir is empty. */
char *pl_path_join(const char *dir, const char *path);

/* Joined, then normalised: absolute when dir is. */
char *pl_path_absolute(const char *dir, const char *path);

/* The part of `path` that lies below `root` ("." for root itself), or NULL when it does not. Both normalised. */
const char *pl_path_below(const char *root, const char *path);

/* For people: below root where it is, else the path itself. */
const char *pl_path_shown(const char *root, const char *path);

/* The last component: "c" of "a/b/c". */
const char *pl_path_base(const char *path);

#endif
