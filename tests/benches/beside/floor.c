// A pager that does the least: what is left when a pager only reads keys and writes lines.

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static const char ENTER[] = "\033[?1049h\033[?7l\033[?25l";
static const char LEAVE[] = "\033[r\033[?25h\033[?7h\033[?1049l";

static struct termios before;
static char *text, **lines;
static long count, top, rows;
static char frame[1 << 18];
static size_t length;
static volatile sig_atomic_t resized;

static void put(const char *bytes, size_t size) {
  if (length + size > sizeof frame) return;
  memcpy(frame + length, bytes, size);
  length += size;
}

static void flush(void) {
  if (write(1, frame, length) < 0) _exit(1);
  length = 0;
}

static void leave(int signal) {
  if (write(1, LEAVE, sizeof LEAVE - 1) < 0) _exit(129);
  tcsetattr(0, TCSANOW, &before);
  _exit(signal ? 128 + signal : 0);
}

static void note_resize(int signal) { resized = signal; }

static void put_line(long number) {
  if (number < count) put(lines[number], (size_t)(lines[number + 1] - lines[number] - 1));
}

static void draw_all(void) {
  for (long row = 0; row < rows; row++) {
    put(row ? "\r\n" : "\033[H", row ? 2 : 3);
    put_line(top + row);
    put("\033[K", 3);
  }
  flush();
}

static void measure(void) {
  struct winsize size;
  char region[16];
  rows = ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_row > 1 ? size.ws_row - 1 : 23;
  put(region, (size_t)snprintf(region, sizeof region, "\033[1;%ldr", rows));
}

static void move_to(long wanted) {
  long last = count > rows ? count - rows : 0, old = top;
  char place[16];
  top = wanted < 0 ? 0 : wanted > last ? last : wanted;
  if (top == old + 1) {
    put(place, (size_t)snprintf(place, sizeof place, "\033[%ldH\n", rows));
    put_line(top + rows - 1);
    flush();
  } else if (top == old - 1) {
    put("\033[H\033M", 5);
    put_line(top);
    flush();
  } else if (top != old) {
    draw_all();
  }
}

static void read_text(const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &status) < 0) exit(1);
  text = malloc((size_t)status.st_size + 1);
  ssize_t size = read(file, text, (size_t)status.st_size);
  if (size < 0) exit(1);
  for (ssize_t at = 0; at < size; at++) count += text[at] == '\n';
  lines = malloc(((size_t)count + 2) * sizeof *lines);
  lines[0] = text;
  for (ssize_t at = 0, line = 1; at < size; at++)
    if (text[at] == '\n') lines[line++] = text + at + 1;
}

static void press(char key) {
  switch (key) {
    case 'j': return move_to(top + 1);
    case 'k': return move_to(top - 1);
    case ' ': return move_to(top + rows);
    case 'b': return move_to(top - rows);
    case 'g': return move_to(0);
    case 'G': return move_to(count);
    case 'q': leave(0);
  }
}

int main(int argc, char **argv) {
  if (argc < 2 || tcgetattr(0, &before) < 0) return 2;
  read_text(argv[1]);
  struct termios raw = before;
  cfmakeraw(&raw);
  tcsetattr(0, TCSANOW, &raw);
  struct sigaction ending = {.sa_handler = leave}, sizing = {.sa_handler = note_resize};
  sigaction(SIGTERM, &ending, NULL);
  sigaction(SIGHUP, &ending, NULL);
  sigaction(SIGINT, &ending, NULL);
  sigaction(SIGWINCH, &sizing, NULL);
  put(ENTER, sizeof ENTER - 1);
  measure();
  draw_all();
  for (;;) {
    char keys[256];
    ssize_t size = read(0, keys, sizeof keys);
    if (resized) {
      resized = 0;
      measure();
      draw_all();
    } else if (size <= 0) {
      leave(SIGHUP);
    }
    for (ssize_t at = 0; at < size; at++) press(keys[at]);
  }
}
