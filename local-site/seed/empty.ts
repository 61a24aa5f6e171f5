import type { SiteClock } from '../contracts.ts';
import type { Database } from '../store/database.ts';
import { seedBase } from './base.ts';

/** A site on its first day: people and defaults, no project. */
export function seedEmpty(database: Database, clock: SiteClock): void {
  seedBase(database, clock);
}
