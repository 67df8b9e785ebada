/** The page's own drawings: 20 by 20, in the text's colour, hidden from screen readers (words stand beside them). */
const paths = {
  dashboard: 'M3 11.5 10 5l7 6.5M5.5 9.5V16h9V9.5',
  campaigns: 'M4 5h12M4 10h8M4 15h5M14 12l3 3-3 3',
  customers: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.8 17c.5-3.2 3-5 6.2-5s5.7 1.8 6.2 5',
  audiences:
    'M7.5 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16c.4-2.8 2.4-4.2 5-4.2s4.6 1.4 5 4.2M13 4.4a2.6 2.6 0 0 1 0 4.9M14.5 12.2c1.7.5 2.7 1.8 3 3.8',
  imports: 'M10 3v8.5M6.5 8.5 10 12l3.5-3.5M3.5 13v3.5h13V13',
  list: 'M7 5.5h9.5M7 10h9.5M7 14.5h9.5M3.5 5.5h.1M3.5 10h.1M3.5 14.5h.1',
  add: 'M10 4.5v11M4.5 10h11',
  remove: 'M5 5.5l10 10M15 5.5l-10 10',
  email: 'M3 5.5h14v9.5H3zM3.5 6l6.5 5 6.5-5',
  whatsapp:
    'M3.5 16.5 4.6 13A6.7 6.7 0 1 1 7.2 15.5ZM8 7.5c0 2.5 2 4.5 4.5 4.5l.8-1.3-1.6-.9-.7.6c-.6-.3-1.1-.8-1.4-1.4l.6-.7-.9-1.6Z',
  sms: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2ZM7 8h6M7 10.5h4',
  push: 'M10 3.5a4.5 4.5 0 0 1 4.5 4.5c0 4 1.5 5 1.5 5H4s1.5-1 1.5-5A4.5 4.5 0 0 1 10 3.5ZM8.5 15.5a1.6 1.6 0 0 0 3 0',
  message: 'M3.5 4.5h13v9H9l-3.5 3v-3h-2Z',
  trigger: 'M11 2.5 4.5 11H10l-1 6.5L15.5 9H10Z',
  end: 'M5 17.5V3.5M5 4.5h9.5L12.5 7.5l2 3H5',
  wait: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.8',
  branch: 'M10 3v4M10 7 4.5 12.5V17M10 7l5.5 5.5V17',
  split: 'M10 3v5M5 17v-3.5L10 8l5 5.5V17M10 8v9',
  change: 'M4 16.5l1-4 8-8 3 3-8 8ZM11.5 6l3 3',
  webhook: 'M8 12 12 8M9.5 6.5l1.7-1.7a2.9 2.9 0 0 1 4.1 4.1L13.5 10.5M6.5 9.5 4.8 11.2a2.9 2.9 0 0 0 4.1 4.1l1.6-1.7',
  exit: 'M11 4H4.5v12H11M8.5 10H17M14 7l3 3-3 3',
  shop: 'M4 8.5V16h12V8.5M3 4h14l-.8 4.5H3.8ZM8 16v-4h4v4',
  event: 'M10 10.1v-.2M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z',
  run: 'M5 4.5a1.5 1.5 0 1 0 0 .1M15 15.5a1.5 1.5 0 1 0 0 .1M6.5 4.5H12a3 3 0 0 1 0 6H8a2.5 2.5 0 0 0 0 5h5.5',
  conversion: 'M4 10.5 8 14.5 16 6',
  yes: 'M5 10.5 8.5 14 15 6.5',
  no: 'M6 6l8 8M14 6l-8 8',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  signOut: 'M8 4H4.5v12H8M9 10h8M14 7l3 3-3 3',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  warning: 'M10 3.5 18 16.5H2ZM10 8.5v4M10 14.6v.1',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** A channel that the page has no drawing for gets that of a message. */
export function channelIcon(channel: string): IconName {
  return channel === 'email' || channel === 'whatsapp' || channel === 'sms' || channel === 'push' ? channel : 'message';
}

/** The house with the way home. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M7 16.5 16 9l9 7.5M11 14.5V23h10v-4.5M21 23l-5-5" />
    </svg>
  );
}
