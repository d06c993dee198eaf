/* Which country or organisation a title or description puts a speaker under. */
#include "../../lib/affiliation.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *phrase, *code; /* "": none */
} EXAMPLES[] = {
    {"Russian Foreign Minister", "RU"},
    {"the foreign minister of Portugal", "PT"},
    {"Ukraine’s president", "UA"},
    {"Ukraine's presidents", "UA"},
    {"a Kremlin spokesman", "RU"},
    {"a spokeswoman for the State Department", "US"},
    {"Beijing", "CN"},
    {"U.S. officials", "US"},
    {"us and them", ""},
    {"NATO chief", "NATO"},
    {"a senior official at the IMF", "IMF"},
    /* What they deal with is not where they belong. */
    {"a China analyst", ""},
    {"a China analyst at the IMF", "IMF"},
    {"the U.S. ambassador to China", "US"},
    {"the ambassador to China", ""},
    {"the Chinese ambassador to the United Nations", "CN"},
    {"Britain's UN ambassador", "GB"},
    {"an expert on Iran", ""},
    {"the former director for China", ""},
    {"a professor of North Korean studies at Peking University", "CN"},
    {"a Russian history professor", ""},
    {"the former director for China and Taiwan in the Biden National Security Council", ""},
    {"a researcher for NATO", "NATO"},
    {"a spokesman for China", "CN"},
    {"a senator from Kenya", "KE"},
    /* Whose friend, and where its seat is, tells less than its own name. */
    {"US-backed fighters", ""},
    {"Iran-backed Lebanese fighters", "LB"},
    {"US-sanctioned Chinese company", "CN"},
    {"Vienna-based IAEA chief", "IAEA"},
    {"the Kyiv-based analyst", "UA"},
    {"NATO member Turkey", "TR"},
    {"Indian Prime Minister", "IN"},
    /* Several states are none of them. */
    {"France, Germany and Britain", ""},
    {"the ministers of France and Germany", ""},
    {"the British and American ambassadors", ""},
    {"Ghana und Ruanda", ""},
    /* Names of people and of other things. */
    {"Jim Jordan", ""},
    {"Jordan's foreign minister", "JO"},
    {"Chad Smith", ""},
    {"the president of Chad", "TD"},
    {"Latin American ministers", ""},
    {"North Korean envoy", "KP"},
    {"South Korean envoy", "KR"},
    /* The surer word counts, wherever it stands. */
    {"Secretary of State", "US"},
    {"Vatican Secretary of State", "VA"},
    {"the Defense Secretary of the Philippines", "PH"},
    /* German */
    {"Der russische Außenminister", "RU"},
    {"ein Sprecher der chinesischen Regierung", "CN"},
    {"Präsident Russlands", "RU"},
    {"EU-Kommission", "EU"},
};

int main(void)
{
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        struct ordo_span phrase = {0, (uint32_t)strlen(EXAMPLES[i].phrase)}, where = {0, 0};
        char code[ORDO_CODE_ROOM] = "";
        bool found =
            ordo_affiliation_find(EXAMPLES[i].phrase, phrase.end, phrase, NULL, 0, code, &where);
        if (!OK(found == (EXAMPLES[i].code[0] != '\0') && strcmp(code, EXAMPLES[i].code) == 0 &&
                    where.end <= phrase.end,
                EXAMPLES[i].phrase))
            printf("# expected '%s', found '%s'\n", EXAMPLES[i].code, code);
    }
    return tap_done();
}
