/** `npm run what-runs-when`: writes `docs/what-runs-when.md` from `manifest.yml`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { whatRunsWhen } from './manifest-table.ts';

const file = path.join('docs', 'what-runs-when.md');
writeFileSync(file, whatRunsWhen(process.cwd()));
console.log(`${file} is fresh.`);
