// The tables of experiments/data, as they were when this was compiled.
#ifndef DESCENT_CDATASETS_H
#define DESCENT_CDATASETS_H

typedef struct {
  const char *name;
  const unsigned char *bytes;
  long count;
} descent_data_set;

// All of them, by name.
const descent_data_set *descent_data_sets(void);
long descent_data_set_count(void);

#endif
