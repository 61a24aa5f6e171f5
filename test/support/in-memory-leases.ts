import type { Leases } from '../../src/app/ports/leases';

/** Leases in one map; `now` is epoch ms. */
export function inMemoryLeases(now: () => number): Leases {
  const held = new Map<string, { readonly token: string; readonly until: number }>();
  let tokens = 0;
  return {
    async hold(name, until) {
      if ((held.get(name)?.until ?? 0) > now()) return null;
      const token = `${name}#${++tokens}`;
      held.set(name, { token, until });
      return token;
    },
    async release(token) {
      for (const [name, lease] of held) if (lease.token === token) held.delete(name);
    },
  };
}
