/* unicode.c: the Unicode character database by utf8proc. */
#include "unicode.h"

#include <utf8proc.h>

#define FOLD (UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE)

struct range {
    uint32_t first, last;
    enum ordo_break class;
};

/* Where the Word_Break class does not follow from the general category. Ascending. After
 * WordBreakProperty-15.0.0 and LineBreak-15.0.0 (class SA); tests/unit/unicode.c holds it against
 * the files of Debian's unicode-data, code point by code point. */
static const struct range RANGES[] = {
    {0x22, 0x22, BREAK_DOUBLE_QUOTE},     {0x27, 0x27, BREAK_SINGLE_QUOTE},
    {0x2C, 0x2C, BREAK_MID_NUMBER},       {0x2E, 0x2E, BREAK_MID_BOTH},
    {0x3A, 0x3A, BREAK_MID_LETTER},       {0x3B, 0x3B, BREAK_MID_NUMBER},
    {0x5F, 0x5F, BREAK_CONNECT},          {0xA9, 0xA9, BREAK_PICTOGRAPH},
    {0xAE, 0xAE, BREAK_PICTOGRAPH},       {0xB7, 0xB7, BREAK_MID_LETTER},
    {0x2C2, 0x2C5, BREAK_LETTER},         {0x2D2, 0x2D7, BREAK_LETTER},
    {0x2DE, 0x2DF, BREAK_LETTER},         {0x2E5, 0x2EB, BREAK_LETTER},
    {0x2ED, 0x2ED, BREAK_LETTER},         {0x2EF, 0x2FF, BREAK_LETTER},
    {0x37E, 0x37E, BREAK_MID_NUMBER},     {0x387, 0x387, BREAK_MID_LETTER},
    {0x55A, 0x55C, BREAK_LETTER},         {0x55E, 0x55E, BREAK_LETTER},
    {0x55F, 0x55F, BREAK_MID_LETTER},     {0x589, 0x589, BREAK_MID_NUMBER},
    {0x58A, 0x58A, BREAK_LETTER},         {0x5D0, 0x5F2, BREAK_HEBREW},
    {0x5F3, 0x5F3, BREAK_LETTER},         {0x5F4, 0x5F4, BREAK_MID_LETTER},
    {0x60C, 0x60D, BREAK_MID_NUMBER},     {0x66B, 0x66B, BREAK_DIGIT},
    {0x66C, 0x66C, BREAK_MID_NUMBER},     {0x70F, 0x70F, BREAK_EXTEND},
    {0x7F8, 0x7F8, BREAK_MID_NUMBER},     {0xE01, 0xE30, BREAK_ALONE},
    {0xE32, 0xE33, BREAK_ALONE},          {0xE40, 0xE46, BREAK_ALONE},
    {0xE81, 0xEB0, BREAK_ALONE},          {0xEB2, 0xEB3, BREAK_ALONE},
    {0xEBD, 0xEC6, BREAK_ALONE},          {0xEDC, 0xEDF, BREAK_ALONE},
    {0x1000, 0x102A, BREAK_ALONE},        {0x103F, 0x103F, BREAK_ALONE},
    {0x1050, 0x1055, BREAK_ALONE},        {0x105A, 0x105D, BREAK_ALONE},
    {0x1061, 0x1061, BREAK_ALONE},        {0x1065, 0x1066, BREAK_ALONE},
    {0x106E, 0x1070, BREAK_ALONE},        {0x1075, 0x1081, BREAK_ALONE},
    {0x108E, 0x108E, BREAK_ALONE},        {0x1780, 0x17B3, BREAK_ALONE},
    {0x17D7, 0x17D7, BREAK_ALONE},        {0x17DC, 0x17DC, BREAK_ALONE},
    {0x1950, 0x19C9, BREAK_ALONE},        {0x1A20, 0x1A54, BREAK_ALONE},
    {0x1AA7, 0x1AA7, BREAK_ALONE},        {0x2018, 0x2019, BREAK_MID_BOTH},
    {0x2024, 0x2024, BREAK_MID_BOTH},     {0x2027, 0x2027, BREAK_MID_LETTER},
    {0x202F, 0x202F, BREAK_CONNECT},      {0x203C, 0x203C, BREAK_PICTOGRAPH},
    {0x203F, 0x2040, BREAK_CONNECT},      {0x2044, 0x2044, BREAK_MID_NUMBER},
    {0x2049, 0x2049, BREAK_PICTOGRAPH},   {0x2054, 0x2054, BREAK_CONNECT},
    {0x24B6, 0x24E9, BREAK_LETTER},       {0x3006, 0x3007, BREAK_ALONE},
    {0x3021, 0x3029, BREAK_ALONE},        {0x3031, 0x3035, BREAK_KATAKANA},
    {0x3038, 0x303A, BREAK_ALONE},        {0x3041, 0x3096, BREAK_ALONE},
    {0x309B, 0x309C, BREAK_KATAKANA},     {0x309D, 0x309F, BREAK_ALONE},
    {0x30A0, 0x30FA, BREAK_KATAKANA},     {0x30FC, 0x30FF, BREAK_KATAKANA},
    {0x31F0, 0x31FF, BREAK_KATAKANA},     {0x32D0, 0x32FE, BREAK_KATAKANA},
    {0x3300, 0x3357, BREAK_KATAKANA},     {0x3400, 0x4DBF, BREAK_ALONE},
    {0x4E00, 0x9FFF, BREAK_ALONE},        {0xA708, 0xA716, BREAK_LETTER},
    {0xA720, 0xA721, BREAK_LETTER},       {0xA789, 0xA78A, BREAK_LETTER},
    {0xA9E0, 0xA9E4, BREAK_ALONE},        {0xA9E6, 0xA9EF, BREAK_ALONE},
    {0xA9FA, 0xA9FE, BREAK_ALONE},        {0xAA60, 0xAA76, BREAK_ALONE},
    {0xAA7A, 0xAA7A, BREAK_ALONE},        {0xAA7E, 0xAAAF, BREAK_ALONE},
    {0xAAB1, 0xAAB1, BREAK_ALONE},        {0xAAB5, 0xAAB6, BREAK_ALONE},
    {0xAAB9, 0xAABD, BREAK_ALONE},        {0xAAC0, 0xAAC0, BREAK_ALONE},
    {0xAAC2, 0xAAC2, BREAK_ALONE},        {0xAADB, 0xAADD, BREAK_ALONE},
    {0xAB5B, 0xAB5B, BREAK_LETTER},       {0xF900, 0xFAFF, BREAK_ALONE},
    {0xFB1D, 0xFB1D, BREAK_HEBREW},       {0xFB1F, 0xFB28, BREAK_HEBREW},
    {0xFB2A, 0xFB4F, BREAK_HEBREW},       {0xFE10, 0xFE10, BREAK_MID_NUMBER},
    {0xFE13, 0xFE13, BREAK_MID_LETTER},   {0xFE14, 0xFE14, BREAK_MID_NUMBER},
    {0xFE33, 0xFE34, BREAK_CONNECT},      {0xFE4D, 0xFE4F, BREAK_CONNECT},
    {0xFE50, 0xFE50, BREAK_MID_NUMBER},   {0xFE52, 0xFE52, BREAK_MID_BOTH},
    {0xFE54, 0xFE54, BREAK_MID_NUMBER},   {0xFE55, 0xFE55, BREAK_MID_LETTER},
    {0xFF07, 0xFF07, BREAK_MID_BOTH},     {0xFF0C, 0xFF0C, BREAK_MID_NUMBER},
    {0xFF0E, 0xFF0E, BREAK_MID_BOTH},     {0xFF1A, 0xFF1A, BREAK_MID_LETTER},
    {0xFF1B, 0xFF1B, BREAK_MID_NUMBER},   {0xFF3F, 0xFF3F, BREAK_CONNECT},
    {0xFF66, 0xFF9D, BREAK_KATAKANA},     {0xFF9E, 0xFF9F, BREAK_EXTEND},
    {0x11700, 0x1171A, BREAK_ALONE},      {0x11740, 0x11746, BREAK_ALONE},
    {0x16FE3, 0x16FE3, BREAK_LETTER},     {0x17000, 0x18CD5, BREAK_ALONE},
    {0x18D00, 0x18D08, BREAK_ALONE},      {0x1AFF0, 0x1AFFE, BREAK_KATAKANA},
    {0x1B000, 0x1B000, BREAK_KATAKANA},   {0x1B001, 0x1B11F, BREAK_ALONE},
    {0x1B120, 0x1B122, BREAK_KATAKANA},   {0x1B132, 0x1B152, BREAK_ALONE},
    {0x1B155, 0x1B155, BREAK_KATAKANA},   {0x1B164, 0x1B167, BREAK_KATAKANA},
    {0x1B170, 0x1B2FB, BREAK_ALONE},      {0x1F130, 0x1F149, BREAK_LETTER},
    {0x1F150, 0x1F169, BREAK_LETTER},     {0x1F170, 0x1F189, BREAK_LETTER},
    {0x1F1E6, 0x1F1FF, BREAK_PICTOGRAPH}, {0x1F3FB, 0x1F3FF, BREAK_EXTEND},
    {0x20000, 0x3FFFF, BREAK_ALONE},
};

enum ordo_break ordo_break_of(uint32_t point)
{
    const utf8proc_property_t *property;
    size_t low = 0, high = sizeof RANGES / sizeof *RANGES;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (point > RANGES[middle].last)
            low = middle + 1;
        else if (point < RANGES[middle].first)
            high = middle;
        else
            return RANGES[middle].class;
    }
    property = utf8proc_get_property((utf8proc_int32_t)point);
    switch (property->category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return BREAK_LETTER;
    case UTF8PROC_CATEGORY_ND:
        return BREAK_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return BREAK_EXTEND;
    case UTF8PROC_CATEGORY_CF:
        /* ZERO WIDTH SPACE separates words: Word_Break=Other, the one Cf that is not transparent */
        return point == 0x200B ? BREAK_OTHER : BREAK_EXTEND;
    default:
        return property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ? BREAK_PICTOGRAPH
                                                                                 : BREAK_OTHER;
    }
}

bool ordo_is_upper(uint32_t point)
{
    utf8proc_category_t category;

    if (point < 128)
        return point >= 'A' && point <= 'Z';
    category = utf8proc_category((utf8proc_int32_t)point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool ordo_is_letter(uint32_t point)
{
    utf8proc_category_t category;

    if (point < 128)
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    category = utf8proc_category((utf8proc_int32_t)point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool ordo_continues(uint32_t point)
{
    utf8proc_int32_t first[32];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)point, first, 32,
                                                 (utf8proc_option_t)FOLD, &boundary);
    const utf8proc_property_t *property;

    if (n <= 0)
        return true; /* removed: what stands on its two sides may join */
    property = utf8proc_get_property(first[0]);
    return property->combining_class != 0 ||
           (property->comb_index != UINT16_MAX && property->comb_index >= 0x8000) ||
           (first[0] >= 0x1161 && first[0] <= 0x1175) || (first[0] >= 0x11A7 && first[0] <= 0x11C2);
}

size_t ordo_nfkc_casefold(const char *bytes, size_t length, int32_t *out, size_t capacity)
{
    utf8proc_ssize_t n =
        utf8proc_decompose((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, out,
                           (utf8proc_ssize_t)capacity, (utf8proc_option_t)FOLD);

    if (n < 0 || (size_t)n > capacity)
        return SIZE_MAX;
    n = utf8proc_normalize_utf32(out, n, (utf8proc_option_t)FOLD);
    return n < 0 ? SIZE_MAX : (size_t)n;
}

size_t ordo_nfc(const char *bytes, size_t length, int32_t *room, size_t capacity)
{
    const utf8proc_option_t options = (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    utf8proc_ssize_t n =
        utf8proc_decompose((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, room,
                           (utf8proc_ssize_t)capacity, options);

    if (n < 0 || (size_t)n >= capacity) /* a byte behind them is written, too */
        return SIZE_MAX;
    n = utf8proc_reencode(room, n, options);
    return n < 0 ? SIZE_MAX : (size_t)n;
}
