/// Pseudo-terminals for the tests. The C library has all of this, but hides it from Swift, which does
/// not ask for X/Open or GNU names.

#ifndef CPTY_H
#define CPTY_H

#include <spawn.h>
#include <stddef.h>

extern int posix_openpt(int);
extern int grantpt(int);
extern int unlockpt(int);
extern int ptsname_r(int, char *, size_t);

/// `POSIX_SPAWN_SETSID` of <spawn.h>: the program leads a session of its own, so that the first
/// terminal it opens becomes its controlling terminal.
static const short cpty_new_session = 0x80;

#endif
