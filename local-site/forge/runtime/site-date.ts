import type { ClockState } from '../../clock.ts';

let clock: ClockState = { offset: 0 };
const RealDate = Date;

/** Site time for everything in this process from now on. */
export function setSiteClock(next: ClockState): void {
  clock = next;
}

/** Epoch milliseconds of site time. */
function siteNow(): number {
  return clock.frozenAt ?? RealDate.now() + clock.offset;
}

/** Makes `new Date()`, `Date()` and `Date.now()` tell site time; every other use of Date stays the machine's own. */
export function installSiteDate(): void {
  const SiteDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [siteNow()] : args, newTarget) as object,
    apply: () => new RealDate(siteNow()).toString(),
    get: (target, property, receiver) => (property === 'now' ? siteNow : (Reflect.get(target, property, receiver) as unknown)),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: SiteDate, configurable: true, writable: true });
  globalThis.Date = SiteDate;
}
