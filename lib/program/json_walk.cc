/* json_walk.cc: simdjson's On-Demand interface, led through every value so that none is taken
 * unchecked (Keiser and Lemire, "On-Demand JSON: a better way to parse documents?", 2024). */
#include "json_walk.h"

#include <cstdlib>
#include <new>

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

using namespace simdjson;

static_assert(JSON_WALK_PADDING >= SIMDJSON_PADDING, "simdjson reads further");

/* Strings are unescaped into memory of ours: simdjson does not look whether it got its own. */
struct json_walker {
    ondemand::parser parser;
    uint8_t *strings = nullptr;
    size_t room = 0;
};

namespace
{

const size_t RESERVE = 4096;
void *reserve;

/* What operator new calls where there is no memory, to be asked again. */
void give_reserve()
{
    if (reserve == nullptr)
        std::set_new_handler(nullptr);
    free(reserve);
    reserve = nullptr;
}

/* At its first use simdjson looks what the processor can do, and ends the program where it finds no
 * memory for a few words about it. */
bool prepare()
{
    std::new_handler before;

    reserve = malloc(RESERVE);
    if (reserve == nullptr)
        return false;
    before = std::set_new_handler(give_reserve);
    get_active_implementation()->name();
    std::set_new_handler(before);
    free(reserve);
    reserve = nullptr;
    return true;
}

struct walk {
    struct json_walker *walker;
    const char *record;
    const yajl_callbacks *events;
    void *context;
    size_t *at;
    uint8_t *strings; /* where the next one goes */
};

bool walk_value(walk &walk, ondemand::value value);

bool walk_object(walk &walk, ondemand::object object)
{
    if (!walk.events->yajl_start_map(walk.context))
        return false;
    for (auto field : object) {
        ondemand::value value;
        std::string_view key;
        ondemand::raw_json_string raw;
        if (field.key().get(raw) || walk.walker->parser.unescape(raw, walk.strings).get(key) ||
            field.value().get(value))
            return false;
        *walk.at = (size_t)(value.raw_json_token().data() - walk.record);
        if (!walk.events->yajl_map_key(walk.context, (const unsigned char *)key.data(),
                                       key.size()) ||
            !walk_value(walk, value))
            return false;
    }
    return walk.events->yajl_end_map(walk.context);
}

bool walk_array(walk &walk, ondemand::array array)
{
    if (!walk.events->yajl_start_array(walk.context))
        return false;
    for (auto element : array) {
        ondemand::value value;
        if (element.get(value) || !walk_value(walk, value))
            return false;
    }
    return walk.events->yajl_end_array(walk.context);
}

/* Without escapes it is as long as it stands between its quotation marks. */
bool walk_string(walk &walk, ondemand::value value)
{
    const char *begin = value.raw_json_token().data() + 1;
    ondemand::raw_json_string raw;
    std::string_view text;

    if (value.get_raw_json_string().get(raw) ||
        walk.walker->parser.unescape(raw, walk.strings).get(text))
        return false;
    if (begin[text.size()] == '"' && std::memchr(begin, '\\', text.size()) == nullptr)
        text = std::string_view(begin, text.size());
    return walk.events->yajl_string(walk.context, (const unsigned char *)text.data(), text.size());
}

/* A token with the white space behind it, cut off. */
std::string_view token_of(ondemand::value &value)
{
    std::string_view token = value.raw_json_token();

    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

bool walk_number(walk &walk, ondemand::value value)
{
    std::string_view token = token_of(value);
    ondemand::number number;

    return !value.get_number().get(number) &&
           walk.events->yajl_number(walk.context, token.data(), token.size());
}

bool walk_value(walk &walk, ondemand::value value)
{
    ondemand::json_type type;
    ondemand::object object;
    ondemand::array array;
    bool truth;

    if (value.type().get(type))
        return false;
    switch (type) {
    case ondemand::json_type::object:
        return !value.get_object().get(object) && walk_object(walk, object);
    case ondemand::json_type::array:
        return !value.get_array().get(array) && walk_array(walk, array);
    case ondemand::json_type::string:
        return walk_string(walk, value);
    case ondemand::json_type::number:
        return walk_number(walk, value);
    case ondemand::json_type::boolean:
        return !value.get_bool().get(truth) && walk.events->yajl_boolean(walk.context, truth);
    case ondemand::json_type::null:
        return token_of(value) == "null" && !value.is_null().get(truth) && truth &&
               walk.events->yajl_null(walk.context);
    }
    return false;
}

} // namespace

struct json_walker *json_walker_new(void)
{
    static const bool prepared = prepare(); /* once, whichever thread comes first */

    return prepared ? new (std::nothrow) json_walker : nullptr;
}

void json_walker_free(struct json_walker *walker)
{
    if (walker != nullptr)
        free(walker->strings);
    delete walker;
}

/* As much as simdjson itself would take for the strings of a record. */
static bool make_room(struct json_walker *walker, size_t length)
{
    size_t room = length / 3 * 5 + 2 * JSON_WALK_PADDING;
    void *strings;

    if (room <= walker->room)
        return true;
    strings = realloc(walker->strings, 2 * room);
    if (strings == nullptr)
        return false;
    walker->strings = static_cast<uint8_t *>(strings);
    walker->room = 2 * room;
    return true;
}

bool json_walk(struct json_walker *walker, const char *record, size_t length,
               const yajl_callbacks *events, void *context, size_t *at)
{
    walk walk = {walker, record, events, context, at, nullptr};
    ondemand::document document;
    ondemand::object object;
    const char *rest;

    if (!make_room(walker, length))
        return false;
    walk.strings = walker->strings;
    return !walker->parser.iterate(record, length, length + JSON_WALK_PADDING).get(document) &&
           !document.get_object().get(object) && walk_object(walk, object) &&
           document.current_location().get(rest); /* nothing stands behind it */
}
