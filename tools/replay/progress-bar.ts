const WIDTH = 30;

/** How much is done, as one line that writes over itself on a terminal. */
export function barOf(done: number, all: number): string {
  const filled = all === 0 ? WIDTH : Math.round((WIDTH * done) / all);
  return `\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(done)}/${String(all)}${done === all ? '\n' : ''}`;
}
