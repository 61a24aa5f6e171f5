/** Moves the focus to something that is about to be drawn; gives up after two seconds. */
export function focusWhenThere(selector: string): void {
  const until = performance.now() + 2_000;
  const look = (): void => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found !== null) found.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
