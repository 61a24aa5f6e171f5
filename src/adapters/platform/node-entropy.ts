import { createHash, randomBytes } from 'node:crypto';
import type { Entropy } from '../../app/ports/entropy';

export const nodeEntropy: Entropy = {
  salt: () => randomBytes(12).toString('base64url'),
  fraction: () => Math.random(),
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
};
