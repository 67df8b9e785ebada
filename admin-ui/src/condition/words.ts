import type { Unit } from './period';
import type { Quantifier, TestName, Topic } from './reading';

export const topicWords: Record<Topic, string> = {
  attribute: 'Attribute',
  event: 'Event',
  cart: 'Cart',
  message: 'Message',
  audience: 'Audience',
  list: 'List',
  consent: 'Consent',
  weekday: 'Day of the week',
  time: 'Time of day',
  property: 'Property',
  products: 'Products',
};

/** What a marketer chooses from; several stand for one test with another kind of value. */
export type Operator = Exclude<TestName, 'exists'> | 'isTrue' | 'isFalse' | 'known' | 'unknown';

export const operatorWords: Record<Operator, string> = {
  is: 'is',
  isNot: 'is not',
  oneOf: 'is one of',
  contains: 'contains',
  startsWith: 'starts with',
  atLeast: 'is at least',
  atMost: 'is at most',
  before: 'is before',
  after: 'is after',
  inLast: 'in the last',
  isTrue: 'is yes',
  isFalse: 'is no',
  known: 'is known',
  unknown: 'is not known',
};

export const quantifierWords: Record<Quantifier, string> = {
  anyProduct: 'For at least one product',
  allProducts: 'For every product',
  noProduct: 'For no product',
};

export const unitWords: Record<Unit, string> = { days: 'days', hours: 'hours', minutes: 'minutes' };

export const statusWords: Record<string, string> = {
  sent: 'was sent',
  delivered: 'was delivered',
  opened: 'was opened',
  read: 'was read',
  clicked: 'was clicked',
  replied: 'was answered',
  unsubscribed: 'made them unsubscribe',
  complained: 'was reported as spam',
  bounced: 'bounced',
  skipped: 'was not sent',
  failed: 'failed',
  unknown: 'has an unknown fate',
  opened_by_machine: 'was opened by a mail program',
  clicked_by_machine: 'was clicked by a scanner',
};

export const consentWords: Record<string, string> = {
  granted: 'is granted',
  confirmed: 'is confirmed by the customer',
  unconfirmed: 'is granted and not confirmed yet',
  denied: 'is denied',
  unknown: 'is not known',
};
