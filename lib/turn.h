/* turn.h: who speaks the turns of transcripts and interviews. */
#ifndef ORDO_TURN_H
#define ORDO_TURN_H

#include "description.h"

/* Of "Q: ..." and "A: ..." the letter, else 0. */
char ordo_turn_letter(const struct search *search, const struct finding *finding);
/* "HOST:" in a transcript: whoever asks, and no one who is named. */
bool ordo_turn_is_asker(const struct search *search, const struct finding *finding);
/* "SENIOR OFFICIAL ONE:", "The President:": an office, and no name behind it. */
bool ordo_turn_is_office(const struct search *search, const struct finding *finding);
/* The name, before the label, of whoever has that office alone, or SIZE_MAX. */
size_t ordo_turn_holder(const struct search *search, const struct finding *finding);
/* Who answers behind "A:": the person named most before the interview begins at item `begin`, the
 * first of several, or SIZE_MAX. */
size_t ordo_turn_interviewed(const struct search *search, size_t begin);

#endif
