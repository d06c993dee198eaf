/* destination.c: links are followed to their end, but for those that stand for what is open. */
#include "destination.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int ordo_destination_descriptor(const char *path)
{
    static const char *const names[] = {"/dev/stdin", "/dev/stdout", "/dev/stderr"};
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};

    if (strcmp(path, "-") == 0)
        return STDOUT_FILENO;
    for (int i = 0; i < 3; i++)
        if (strcmp(path, names[i]) == 0)
            return i;
    for (int i = 0; i < 2; i++) {
        size_t length = strlen(folders[i]), digits;
        if (strncmp(path, folders[i], length) != 0)
            continue;
        digits = strspn(path + length, "0123456789");
        if (digits > 0 && digits < 7 && path[length + digits] == '\0')
            return atoi(path + length);
    }
    return -1;
}

char *ordo_destination_follow(const char *path)
{
    struct stat status;
    bool is_link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
    char *end = is_link ? realpath(path, NULL) : NULL;

    return end != NULL ? end : strdup(path);
}

bool ordo_destination_same(const char *a, const char *b)
{
    struct stat one, other;

    if (strcmp(a, b) == 0)
        return true;
    return stat(a, &one) == 0 && S_ISREG(one.st_mode) && stat(b, &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

void ordo_destination_folder(const char *path, char *folder, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *from = slash == NULL ? "." : path;
    size_t length = slash == NULL || slash == path ? 1 : (size_t)(slash - path);

    length = length < size ? length : size - 1;
    memcpy(folder, from, length);
    folder[length] = '\0';
}
