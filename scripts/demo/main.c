/* Compresses a file in memory with the library that was just built, decompresses it again, and says whether both are equal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zstd.h"

static int fail(const char *what) {
  fprintf(stderr, "zstd-demo: %s\n", what);
  return 1;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (file == NULL) return fail("usage: zstd-demo FILE");
  fseek(file, 0, SEEK_END);
  size_t const size = (size_t)ftell(file);
  rewind(file);

  size_t const bound = ZSTD_compressBound(size);
  char *plain = malloc(size + 1), *packed = malloc(bound), *unpacked = malloc(size + 1);
  if (plain == NULL || packed == NULL || unpacked == NULL) return fail("no memory");
  if (fread(plain, 1, size, file) != size) return fail("cannot read the file");
  fclose(file);

  size_t const packed_size = ZSTD_compress(packed, bound, plain, size, 3);
  if (ZSTD_isError(packed_size)) return fail(ZSTD_getErrorName(packed_size));
  size_t const unpacked_size = ZSTD_decompress(unpacked, size, packed, packed_size);
  if (ZSTD_isError(unpacked_size)) return fail(ZSTD_getErrorName(unpacked_size));
  if (unpacked_size != size || memcmp(plain, unpacked, size) != 0) return fail("what came back differs");

  printf("zstd %s: %zu bytes -> %zu -> %zu, equal\n", ZSTD_versionString(), size, packed_size, unpacked_size);
  return 0;
}
