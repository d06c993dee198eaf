/* detect.cc: uchardet is C++ inside and throws where memory runs out. */
#include "detect.h"

#include <cstring>
#include <new>
#include <uchardet/uchardet.h>

bool detect_charset(const char *bytes, size_t length, char name[CHARSET_ROOM])
{
    uchardet_t detector;

    name[0] = '\0';
    try {
        detector = uchardet_new();
        if (detector == nullptr)
            return false;
        if (uchardet_handle_data(detector, bytes, length) == 0) {
            uchardet_data_end(detector);
            strncpy(name, uchardet_get_charset(detector), CHARSET_ROOM - 1);
            name[CHARSET_ROOM - 1] = '\0';
        }
        uchardet_delete(detector);
    } catch (const std::bad_alloc &) {
        return false;
    }
    return true;
}
