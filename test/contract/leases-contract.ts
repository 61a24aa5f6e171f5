import type { Leases } from '../../src/app/ports/leases';

export interface LeasesUnderTest {
  readonly leases: Leases;
  close?(): void;
}

/** What every keeper of leases does alike. */
export function leasesContract(name: string, open: (now: () => number) => LeasesUnderTest): void {
  describe(`leases in ${name}`, () => {
    let world: LeasesUnderTest;
    let now = 1_000;
    beforeEach(() => {
      now = 1_000;
      world = open(() => now);
    });
    afterEach(() => {
      world.close?.();
    });

    test('are held by one at a time, each name by itself', async () => {
      const { leases } = world;
      expect(await leases.hold('a', 2_000)).not.toBeNull();
      expect(await leases.hold('a', 2_000)).toBeNull();
      expect(await leases.hold('b', 2_000)).not.toBeNull();
    });

    test('asked for at the same moment go to one', async () => {
      const tokens = await Promise.all([1, 2, 3].map(() => world.leases.hold('a', 2_000)));
      expect(tokens.filter((token) => token !== null)).toHaveLength(1);
    });

    test('can be held again once released', async () => {
      const { leases } = world;
      const token = await leases.hold('a', 2_000);
      await leases.release(token ?? '');
      expect(await leases.hold('a', 2_000)).not.toBeNull();
    });

    test('end by themselves, at their time and not before, for one next holder', async () => {
      const { leases } = world;
      await leases.hold('a', 2_000);
      now = 1_999;
      expect(await leases.hold('a', 3_000)).toBeNull();
      now = 2_000;
      const next = await Promise.all([leases.hold('a', 3_000), leases.hold('a', 3_000)]);
      expect(next.filter((token) => token !== null)).toHaveLength(1);
      now = 3_000;
      expect(await leases.hold('a', 4_000)).not.toBeNull();
    });

    test('released by who holds them now are free, whatever became of earlier holders', async () => {
      const { leases } = world;
      await leases.hold('a', 2_000);
      now = 2_500;
      await leases.release((await leases.hold('a', 3_000)) ?? '');
      expect(await leases.hold('a', 3_000)).not.toBeNull();
    });
  });
}
