import type { Trigger } from '../api/types';
import { durationInWords } from '../format/duration';

const or = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

const namesOf = (pattern: { event?: string; events?: string[] }) => or(pattern.events ?? [pattern.event ?? '']);

/** What starts a campaign, as its box says it while it is edited. */
export function triggerWords(trigger: Trigger): string {
  switch (trigger.type) {
    case 'event':
      return namesOf(trigger) || 'Choose an event';
    case 'unfinished': {
      const begun = namesOf(trigger.begun) || '…';
      return `${begun}, not followed by ${namesOf(trigger.finished) || '…'} for ${durationInWords(trigger.delay)}`;
    }
    case 'becomes':
      return 'A condition becomes true';
    case 'changed':
      return trigger.attribute === '' ? 'Something changes' : `${trigger.attribute} changes`;
    case 'date': {
      const { attribute, offset = 'P0D' } = trigger;
      const date = attribute === '' ? 'a date' : attribute;
      const days = durationInWords(offset.replace('-', ''));
      if (/^-?P0D$/.test(offset)) return `On ${date}`;
      return `${days} ${offset.startsWith('-') ? 'before' : 'after'} ${date}`;
    }
    case 'called':
      return 'Started by a call or another campaign';
  }
}
