#include "CZlib.h"

#include <stdlib.h>
#include <zlib.h>

// zlib counts in 32 bits.
static const long most = 1L << 30;

static long smaller(long a, long b) { return a < b ? a : b; }

descent_unpacking descent_unpack(
    const unsigned char *source, long count, bool is_gzip, long limit, unsigned char **target,
    long *target_count, long *consumed) {
  *target = NULL;
  *target_count = *consumed = 0;
  z_stream stream = {0};
  // A negative number of bits is a bare stream, 16 more than there are is gzip's header and trailer.
  if (inflateInit2(&stream, is_gzip ? 15 + 16 : -15) != Z_OK) return descent_too_large;
  descent_unpacking result = descent_truncated;
  long capacity = 0, written = 0, read = 0;
  for (;;) {
    if (written == capacity) {
      if (written > limit) {
        result = descent_too_large;
        break;
      }
      // One byte above the limit tells what is too large from what just fits.
      capacity = smaller(capacity == 0 ? 4 * count + 4096 : 2 * capacity, limit + 1);
      unsigned char *larger = realloc(*target, capacity);
      if (larger == NULL) {
        result = descent_too_large;
        break;
      }
      *target = larger;
    }
    const long offered = smaller(count - read, most), room = smaller(capacity - written, most);
    stream.next_in = (Bytef *)(source + read);
    stream.avail_in = offered;
    stream.next_out = *target + written;
    stream.avail_out = room;
    const int status = inflate(&stream, Z_NO_FLUSH);
    read += offered - stream.avail_in;
    written += room - stream.avail_out;
    if (status == Z_STREAM_END) {
      result = written > limit ? descent_too_large : descent_unpacked;
      break;
    }
    if (status == Z_MEM_ERROR) result = descent_too_large;
    if (status == Z_DATA_ERROR || status == Z_NEED_DICT) result = descent_corrupt;
    if (status != Z_OK && status != Z_BUF_ERROR) break;
    // Nothing more to read, and room to write: the end is missing.
    if (read == count && written < capacity) break;
  }
  inflateEnd(&stream);
  *target_count = written;
  *consumed = read;
  return result;
}

unsigned descent_crc32(const unsigned char *bytes, long count) {
  uLong sum = crc32(0, NULL, 0);
  for (long start = 0; start < count; start += most)
    sum = crc32(sum, bytes + start, smaller(count - start, most));
  return sum;
}
