// Keeps the calling thread, and the processes that it starts, on one core: a library that is asked for
// one thread may use more. Does nothing where there is no Linux.
#ifndef ONE_CORE_H
#define ONE_CORE_H

// Holds them on the last core that they may use.
void one_core_begin(void);

// Lets them use the same cores as before.
void one_core_end(void);
#endif
