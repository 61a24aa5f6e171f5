import { createHash } from 'node:crypto';
import type { Entropy } from '../../src/app/ports/entropy';

/** Real SHA-256, countable salts. */
export function seededEntropy(): Entropy {
  let salts = 0;
  return {
    salt: () => `salt-${String(++salts).padStart(11, '0')}`,
    fraction: () => 0.5,
    sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  };
}
