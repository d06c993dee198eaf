/* json_walk.cc: simdjson's On-Demand interface, led through every value so that none is taken
 * unchecked (Keiser and Lemire, "On-Demand JSON: a better way to parse documents?", 2024). */
#include "json_walk.h"

#include <new>

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

using namespace simdjson;

static_assert(JSON_WALK_PADDING >= SIMDJSON_PADDING, "simdjson reads further");

struct json_walker {
    ondemand::parser parser;
};

namespace
{

struct walk {
    const char *record;
    const yajl_callbacks *events;
    void *context;
    size_t *at;
};

bool walk_value(const walk &walk, ondemand::value value);

bool walk_object(const walk &walk, ondemand::object object)
{
    if (!walk.events->yajl_start_map(walk.context))
        return false;
    for (auto field : object) {
        ondemand::value value;
        std::string_view key, token;
        if (field.unescaped_key().get(key) || field.value().get(value))
            return false;
        *walk.at = (size_t)(value.raw_json_token().data() - walk.record);
        if (!walk.events->yajl_map_key(walk.context, (const unsigned char *)key.data(),
                                       key.size()) ||
            !walk_value(walk, value))
            return false;
    }
    return walk.events->yajl_end_map(walk.context);
}

bool walk_array(const walk &walk, ondemand::array array)
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
bool walk_string(const walk &walk, ondemand::value value)
{
    const char *begin = value.raw_json_token().data() + 1;
    std::string_view text;

    if (value.get_string().get(text))
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

bool walk_number(const walk &walk, ondemand::value value)
{
    std::string_view token = token_of(value);
    ondemand::number number;

    return !value.get_number().get(number) &&
           walk.events->yajl_number(walk.context, token.data(), token.size());
}

bool walk_value(const walk &walk, ondemand::value value)
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
        return token_of(value) == "null" && !value.is_null().get(truth) && truth;
    }
    return false;
}

} // namespace

struct json_walker *json_walker_new(void)
{
    return new (std::nothrow) json_walker;
}

void json_walker_free(struct json_walker *walker)
{
    delete walker;
}

bool json_walk(struct json_walker *walker, const char *record, size_t length,
               const yajl_callbacks *events, void *context, size_t *at)
{
    walk walk = {record, events, context, at};
    ondemand::document document;
    ondemand::object object;
    const char *rest;

    return !walker->parser.iterate(record, length, length + JSON_WALK_PADDING).get(document) &&
           !document.get_object().get(object) && walk_object(walk, object) &&
           document.current_location().get(rest); /* nothing stands behind it */
}
