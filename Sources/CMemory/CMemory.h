/// Memory that moves without being copied. The C library has it as a function with arguments left open, which
/// Swift cannot call.

#ifndef CMEMORY_H
#define CMEMORY_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stddef.h>
#include <sys/mman.h>

extern void *mremap(void *, size_t, size_t, int, ...);

/// Moves the pages of `old_size` bytes to `target`, in place of what is mapped there, and makes them `new_size` bytes.
/// False where the system cannot.
static inline _Bool cmemory_move(void *block, size_t old_size, size_t new_size, void *target) {
  const int may_move = 1, fixed = 2;
  return mremap(block, old_size, new_size, may_move | fixed, target) == target;
}

#endif
