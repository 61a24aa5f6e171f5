import { useEffect, useState } from 'react';
import { siteNow } from './site-clock';

/** Server time, renewed every `everyMs`; only the component that asks is drawn again. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(siteNow);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(siteNow());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
