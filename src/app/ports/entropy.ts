import type { Sha256 } from '../../domain/timeline/chain';

/** What must not be guessed or repeated. */
export interface Entropy {
  /** A fresh salt for one text, at least 96 bits. */
  salt(): string;
  /** A number in [0, 1), for jitter. */
  fraction(): number;
  readonly sha256: Sha256;
}
