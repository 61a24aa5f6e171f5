import { createClock } from '../../../local-site/clock.ts';
import { openDatabase } from '../../../local-site/store/database.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

describe('the clock of the site', () => {
  it('stands still while frozen and moves by what it is told', () => {
    const clock = createClock(openDatabase(':memory:'));
    clock.freeze(noon);
    expect(clock.now()).toBe(noon);
    clock.advance(1500);
    expect(clock.now()).toBe(noon + 1500);
  });

  it('goes on from where it stood, also after a restart on the same file', () => {
    const database = openDatabase(':memory:');
    const clock = createClock(database);
    clock.freeze(noon);
    clock.advance(60_000);
    expect(createClock(database).now()).toBe(noon + 60_000);
    clock.resume();
    expect(clock.now() - (noon + 60_000)).toBeLessThan(60_000);
    expect(clock.state().frozenAt).toBeUndefined();
  });

  it('wakes sleepers in the order of their time when it is moved over them', async () => {
    const clock = createClock(openDatabase(':memory:'));
    clock.freeze(noon);
    const woken: string[] = [];
    const late = clock.sleep(2000).then(() => woken.push('late'));
    const early = clock.sleep(1000).then(() => woken.push('early'));
    expect(clock.nextWake()).toBe(noon + 1000);
    clock.advance(999);
    expect(clock.nextWake()).toBe(noon + 1000);
    clock.advance(5000);
    await Promise.all([late, early]);
    expect(woken).toEqual(['early', 'late']);
  });

  it('lets a sleeper be called off', async () => {
    const clock = createClock(openDatabase(':memory:'));
    clock.freeze(noon);
    const control = new AbortController();
    const sleep = clock.sleep(1000, control.signal);
    control.abort();
    await expect(sleep).rejects.toThrow();
    expect(clock.nextWake()).toBeUndefined();
  });

  it('tells listeners of every change until they leave', () => {
    const clock = createClock(openDatabase(':memory:'));
    const heard: (number | undefined)[] = [];
    const leave = clock.onChange(({ frozenAt }) => heard.push(frozenAt));
    clock.freeze(noon);
    clock.advance(1);
    leave();
    clock.advance(1);
    expect(heard).toEqual([noon, noon + 1]);
  });
});
