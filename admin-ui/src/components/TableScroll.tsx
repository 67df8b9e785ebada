import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Around a table that can be wider than the window: where it is, a keyboard reaches it, and its edges say that there is more. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setCut(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => {
      observer.disconnect();
    };
  }, []);

  return (
    <>
      {cut && <p className="quiet scroll-hint">Scroll the table to see all of it.</p>}
      <div
        ref={box}
        className={cut ? 'table-scroll cut' : 'table-scroll'}
        {...(cut ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}
      >
        {children}
      </div>
    </>
  );
}
