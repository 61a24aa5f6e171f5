import { readFileSync } from 'node:fs';
import path from 'node:path';
import { whatRunsWhen } from '../../tools/manifest-table.ts';

const root = path.resolve(__dirname, '..', '..');

test('docs/what-runs-when.md says what manifest.yml says (else npm run what-runs-when)', () => {
  expect(readFileSync(path.join(root, 'docs', 'what-runs-when.md'), 'utf8')).toBe(whatRunsWhen(root));
});

test('every gate leads to the file of its rule', () => {
  const text = whatRunsWhen(root);
  expect(text).toContain(
    '| `resolve-gate` | an expression on the transition `resolve` | [domain/gates/resolve-gate.ts](../src/domain/gates/resolve-gate.ts)',
  );
  expect(text).toContain(
    '| `complete-gate` | a function on the transition `complete` | [handlers/validators/complete-gate.ts](../src/handlers/validators/complete-gate.ts)',
  );
});
