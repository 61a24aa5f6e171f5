/**
 * Runs first in every app frame (built into `/__bridge.js`): gives the app the `window.__bridge` that Jira would give it,
 * reports the height of its content, and wears the site's theme once the app has asked for it.
 */
import { CHANNEL, createEndpoint, isWireMessage, type FrameTheme } from './wire.ts';

const page = window.parent;
const endpoint = createEndpoint(
  (message) => {
    page.postMessage(message, '*');
  },
  (command) => {
    throw new Error(`The page asked this frame for "${command}", which frames do not offer`);
  },
);

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== page || !isWireMessage(event.data)) return;
  if (event.data.kind === 'theme') wear(event.data.theme);
  else endpoint.receive(event.data);
});

Object.defineProperty(window, '__bridge', {
  value: Object.freeze({ callBridge: (command: string, data?: unknown) => endpoint.call(command, data) }),
});
endpoint.send({ channel: CHANNEL, kind: 'hello' });
document.addEventListener('DOMContentLoaded', reportHeight);
/** Keys pressed here never reach the page, which could not close its modal on Escape. */
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) endpoint.send({ channel: CHANNEL, kind: 'escape' });
});

function wear(theme: FrameTheme): void {
  for (const [name, value] of Object.entries(theme.attributes)) document.documentElement.setAttribute(name, value);
  let style = document.getElementById('local-site-theme');
  if (style === null) {
    style = document.createElement('style');
    style.id = 'local-site-theme';
    document.head.append(style);
  }
  style.textContent = theme.css;
}

/**
 * The content's height, not the document's: stylesheets that make the body as high as the frame would otherwise
 * keep a frame from ever becoming smaller. Measured after every change of the tree too: browsers tell a frame that is
 * outside the window of no resize, and it would seem never to have loaded.
 */
function reportHeight(): void {
  let reported = -1;
  const resizes = new ResizeObserver(measure);
  const children = new MutationObserver(observe);
  function observe(): void {
    for (const child of document.body.children) resizes.observe(child);
    measure();
  }
  function measure(): void {
    const style = getComputedStyle(document.body);
    let bottom = 0;
    for (const child of document.body.children) {
      const box = child.getBoundingClientRect();
      const margin = Number.parseFloat(getComputedStyle(child).marginBottom) || 0;
      if (box.height > 0) bottom = Math.max(bottom, box.bottom + window.scrollY + margin);
    }
    const height = Math.ceil(bottom + (Number.parseFloat(style.paddingBottom) || 0) + (Number.parseFloat(style.marginBottom) || 0));
    if (height === reported) return;
    reported = height;
    endpoint.send({ channel: CHANNEL, kind: 'size', height });
  }
  children.observe(document.body, { childList: true, subtree: true });
  observe();
}
