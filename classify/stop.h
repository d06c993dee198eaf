/* stop.h: SIGINT and SIGTERM ask a run to finish what is in hand; the second one ends it at once.
 */
#ifndef ORDO_STOP_H
#define ORDO_STOP_H

#include <stdbool.h>

/* From now on. Also takes SIGPIPE, so that a closed pipe is an error of the write. */
void stop_watch(void);
bool stop_requested(void);
/* Ends the process as SIGPIPE does: whoever read its output has gone. Returns where that is
 * blocked.
 */
void stop_by_pipe(void);

#endif
