import { useEffect, useState } from 'react';

const minute = 60_000;

/** How long a customer can still be answered, counted down. */
export function WindowLeft({ until }: { until: string | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, minute / 2);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const minutes = until === null ? 0 : Math.floor((Date.parse(until) - now) / minute);
  if (minutes < 1) return <span className="badge">closed</span>;
  const hours = Math.floor(minutes / 60);
  return (
    <span className={hours < 2 ? 'badge warn' : 'badge'}>
      {hours > 0 ? `${hours} h ${minutes % 60} min left` : `${minutes} min left`}
    </span>
  );
}
