/// libedit for Swift: its own header, and what Swift cannot call from it. `el_set` and `history`
/// take a varying list of arguments, which Swift does not import, so each use has a function of
/// its own here.

#ifndef CEDIT_H
#define CEDIT_H

#include <histedit.h>
#include <stdio.h>
#include <wchar.h>

/// Hidden by the C library unless X/Open is asked for.
extern int wcwidth(wchar_t);

typedef wchar_t *(*CEditPrompt)(EditLine *);
typedef unsigned char (*CEditCommand)(EditLine *, int);
typedef int (*CEditReadKey)(EditLine *, wchar_t *);

/// What an editor command answers with; the header has these as macros.
enum {
  CEditNothing = CC_NORM,
  CEditEndOfFile = CC_EOF,
  CEditRefresh = CC_REFRESH,
  CEditRefreshAndBeep = CC_REFRESH_BEEP,
  CEditMoveCursor = CC_CURSOR,
  CEditError = CC_ERROR,
};

static inline int cedit_set_prompt(EditLine *editor, CEditPrompt prompt, wchar_t literal) {
  return el_wset(editor, EL_PROMPT_ESC, prompt, literal);
}

static inline int cedit_set_read_key(EditLine *editor, CEditReadKey read) {
  return el_set(editor, EL_GETCFN, read);
}

static inline int cedit_set_owner(EditLine *editor, void *owner) {
  return el_set(editor, EL_CLIENTDATA, owner);
}

static inline void *cedit_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

static inline int cedit_add_command(
    EditLine *editor, const char *name, const char *help, CEditCommand command) {
  return el_set(editor, EL_ADDFN, name, help, command);
}

/// Binds a key in the map one types text in.
static inline int cedit_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, NULL);
}

/// Binds a key in the map of vi's command mode.
static inline int cedit_bind_vi_command(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, "-a", key, command, NULL);
}

/// Fixes one mode of the terminal, such as `-isig`, for as long as a line is edited.
static inline int cedit_set_editing_mode(EditLine *editor, const char *mode) {
  return el_set(editor, EL_SETTY, "-d", mode, NULL);
}

static inline int cedit_set_editor(EditLine *editor, const char *name) {
  return el_set(editor, EL_EDITOR, name);
}

/// False where the user's settings say `edit off`.
static inline int cedit_is_enabled(EditLine *editor) {
  int enabled = 1;
  el_get(editor, EL_EDITMODE, &enabled);
  return enabled;
}

static inline int cedit_is_vi(EditLine *editor) {
  const char *name = NULL;
  return el_get(editor, EL_EDITOR, &name) == 0 && name != NULL && name[0] == 'v';
}

/// Puts the terminal into the mode for editing, or back into the one for programs.
static inline int cedit_prepare_terminal(EditLine *editor, int editing) {
  return el_set(editor, EL_PREP_TERM, editing);
}

/// Draws the prompt and the line where the cursor stands, as if nothing were on the screen.
static inline int cedit_draw(EditLine *editor) { return el_set(editor, EL_REFRESH); }

static inline int cedit_use_history(EditLine *editor, History *entries) {
  return el_set(editor, EL_HIST, history, entries);
}

static inline int cedit_history_set_size(History *entries, int size) {
  HistEvent event;
  return history(entries, &event, H_SETSIZE, size);
}

static inline int cedit_history_enter(History *entries, const char *text) {
  HistEvent event;
  return history(entries, &event, H_ENTER, text);
}

/// The C library's streams are variables, which Swift 6 does not let through.
static inline FILE *cedit_standard_input(void) { return stdin; }
static inline FILE *cedit_standard_output(void) { return stdout; }
static inline FILE *cedit_standard_error(void) { return stderr; }

#endif
