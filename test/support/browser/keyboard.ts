import type { Locator } from 'playwright-core';

/** What an element of the page looks like to somebody who has only the keyboard. */
type Focus = 'elsewhere' | 'invisible' | 'visible';

/** Presses Tab until the element has the focus, and insists that the focus can be seen there. */
export async function tabTo(
  target: Locator,
  { back = false, atMost = 150 }: { readonly back?: boolean; readonly atMost?: number } = {},
): Promise<void> {
  await target.waitFor();
  const { keyboard } = target.page();
  for (let presses = 0; presses <= atMost; presses += 1) {
    const focus = await target.evaluate(focusOn);
    if (focus === 'visible') return;
    if (focus === 'invisible') throw new Error(`${String(target)} has the focus and does not show it.`);
    await keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${String(target)} is not reached with ${String(atMost)} presses of Tab.`);
}

/** Goes to a control with Tab and presses it with Enter. */
export async function activate(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Enter');
}

/** Goes to a field with Tab, and types. Text that is there already is replaced. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Control+A');
  await target.page().keyboard.type(text);
}

/** Runs in the page. A ring may be drawn by the element or by the box that holds it. */
function focusOn(element: Element): Focus {
  if (element !== element.ownerDocument.activeElement || !element.ownerDocument.hasFocus()) return 'elsewhere';
  for (let box: Element | null = element, level = 0; box !== null && level < 5; box = box.parentElement, level += 1) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
    if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return 'visible';
    const before = getComputedStyle(box, '::after');
    if (before.content !== 'none' && before.boxShadow !== 'none') return 'visible';
  }
  return 'invisible';
}
