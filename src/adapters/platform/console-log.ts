import type { Log } from '../../app/ports/log';

/** One JSON line per decision, for `forge logs`. */
export const consoleLog: Log = {
  info: (event, facts) => {
    console.log(JSON.stringify({ event, ...facts }));
  },
  warn: (event, facts) => {
    console.warn(JSON.stringify({ event, ...facts }));
  },
};
