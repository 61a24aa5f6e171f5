/** The server's time: clocks of laptops are wrong, promises are not. Until the first answer it is the browser's. */
let ahead = 0;

/** Takes the server's time from an answer that has just come in; ISO 8601. */
export function setSiteTime(now: string): void {
  const at = Date.parse(now);
  if (!Number.isNaN(at)) ahead = at - Date.now();
}

/** Now, epoch ms, by the server's clock. */
export function siteNow(): number {
  return Date.now() + ahead;
}
