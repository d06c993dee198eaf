# places.awk: places.txt -> the C source of the table that lib/affiliation.c searches, or with "words"
# the first word of each place in it, for the lexicon, with a "*" where it only tells about places.
# Runs when the library is built; bytes must sort as bytes.
#
# usage: LC_ALL=C awk -f places.awk places.txt > places.c
#        LC_ALL=C awk -v words=1 -f places.awk places.txt > place-words.txt
#
# POSIX awk: mawk, gawk and busybox give the same bytes.

BEGIN {
    FS = "|"
    split("none role envoy voice topic opener", classes, " ")
    for (i in classes)
        is_class[classes[i]] = 1
    n_endings = split("|e|em|en|er|es", endings, "|")
    MARKS = "~?!=@%"
    split("PLACE_SURNAME PLACE_GIVEN PLACE_WEAK PLACE_POSTED PLACE_SHARED", FLAGS, " ") # of ? ! = @ %
    for (i = 1; i < 256; i++)
        ORDINAL[sprintf("%c", i)] = i
    # U+00C0 to U+00DE in UTF-8 are 0xC3 with 0x80 to 0x9E; small letters stand 0x20 above.
    for (i = 128; i <= 158; i++)
        if (i != 151)
            small[sprintf("%c%c", 195, i)] = sprintf("%c%c", 195, i + 32)
}

function fail(problem, subject)
{
    printf "%s:%d: %s '%s'\n", FILENAME, FNR, problem, subject > "/dev/stderr"
    failed = 1
    exit 1
}

function trim(text)
{
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return text
}

function lower(text,   i, capital)
{
    text = tolower(text)
    for (capital in small)
        if (index(text, capital))
            gsub(capital, small[capital], text)
    return text
}

function add(name, code, flags,   key)
{
    key = lower(name)
    if (name ~ /["\\]|^[^A-Za-z0-9\303]/)
        fail("a name begins with a letter and has no quotation mark or backslash", name)
    if (key in code_of) {
        if (code_of[key] != code)
            fail("already given to " code_of[key] " on line " line_of[key] ":", name)
        # "NATO; Nato": the one with fewer capitals matches both.
        if (name_of[key] < name)
            name_of[key] = name
        return
    }
    keys[++n] = key
    name_of[key] = name
    code_of[key] = code
    flags_of[key] = flags
    line_of[key] = FNR
}

function add_marked(name, code,   mark, flags, i)
{
    flags = ""
    while ((mark = index(MARKS, substr(name, 1, 1))) > 0) {
        name = substr(name, 2)
        if (mark > 1)
            flags = flags (flags == "" ? "" : " | ") FLAGS[mark - 1]
        else
            flags = "~"
    }
    if (name == "")
        fail("empty name under", code)
    if (flags == "~") {
        for (i = 1; i <= n_endings; i++)
            add(lower(name) endings[i], code, "0")
    } else if (code in is_class && code != "none") {
        add(lower(name), code, "PLACE_" toupper(code))
    } else {
        if (name == lower(name) && name !~ /^[0-9]/)
            fail("no capital letter and no '~' before", name)
        add(name, code, code == "none" ? "PLACE_NONE" : flags == "" ? "0" : flags)
    }
}

{
    sub(/#.*/, "")
}

/^[ \t\r]*$/ {
    next
}

NF != 2 {
    fail("expected 'CODE | name; name', found", trim($0))
}

{
    code = trim($1)
    if (!(code in is_class) && (code !~ /^[A-Z][A-Z0-9-]+$/ || length(code) > 7))
        fail("unusable code", code)
    n_names = split($2, names, ";")
    for (i_name = 1; i_name <= n_names; i_name++)
        add_marked(trim(names[i_name]), code)
}

# Shell sort: byte order, since comparison of strings follows LC_ALL=C.
function sort_keys(   gap, i, k, key)
{
    for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= n; i++) {
            key = keys[i]
            for (k = i; k > gap && (keys[k - gap] "") > (key ""); k -= gap)
                keys[k] = keys[k - gap]
            keys[k] = key
        }
}

# The letters and digits that a key begins with, as is_letter() of lib/affiliation.c has them.
function first_word(key,   i, ordinal)
{
    for (i = 1; i <= length(key); i++) {
        ordinal = ORDINAL[substr(key, i, 1)]
        if (!(ordinal >= 128 && ordinal != 226 || ordinal >= 97 && ordinal <= 122 || \
              ordinal >= 48 && ordinal <= 57))
            break
    }
    return substr(key, 1, i - 1)
}

function write_table(   i, key)
{
    print "/* Made of places.txt by places.awk. */"
    print "#include \"lib/affiliation.h\"\n"
    print "const struct ordo_place ordo_places[] = {"
    for (i = 1; i <= n; i++) {
        key = keys[i]
        # \303 and its like reach C as they are: source and execution character set are UTF-8.
        printf "    {\"%s\", \"%s\", %d, %d, %s, \"%s\"},\n", key, name_of[key], length(key), \
            i < n && first_word(keys[i + 1]) == first_word(key), flags_of[key], \
            (code_of[key] in is_class) ? "" : code_of[key]
    }
    print "};"
}

END {
    if (failed)
        exit 1
    sort_keys()
    if (!words)
        write_table()
    else
        for (i = 1; i <= n; i++)
            print first_word(keys[i]) (code_of[keys[i]] in is_class && code_of[keys[i]] != "none" ? "*" : "")
}
