// What Descent asks of zlib. Its own header stays inside: plugins are compiled where it may be missing.
#ifndef DESCENT_CZLIB_H
#define DESCENT_CZLIB_H

#include <stdbool.h>

typedef enum {
  descent_unpacked,
  descent_truncated,
  descent_corrupt,
  // It unpacks to more than `limit` bytes, or to more than there is memory for.
  descent_too_large,
} descent_unpacking;

// Unpacks the deflate stream that `source` begins with, bare or as one member of a gzip file.
//
// What was unpacked is in `target`, which the caller frees, unless it is NULL; `consumed` bytes of the
// source were read.
descent_unpacking descent_unpack(
    const unsigned char *source, long count, bool is_gzip, long limit, unsigned char **target,
    long *target_count, long *consumed);

// The checksum of zip files.
unsigned descent_crc32(const unsigned char *bytes, long count);

#endif
