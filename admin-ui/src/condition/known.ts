import type { Offer } from './offers';

const named = (...values: readonly string[]): Offer[] => values.map((value) => ({ value }));
const numbers = (...values: readonly string[]): Offer[] => values.map((value) => ({ value, type: 'number' }));
const dates = (...values: readonly string[]): Offer[] => values.map((value) => ({ value, type: 'date' }));

/** Names that shops use, offered while somebody types; any other is as good. */
export const knownAttributes: readonly Offer[] = [
  ...named('country', 'city', 'postalCode', 'email', 'phone', 'firstName', 'lastName', 'gender'),
  ...numbers('age'),
  ...named('language', 'locale', 'timezone', 'plan', 'company'),
  ...dates('birthday', 'createdAt'),
];

export const knownEvents: readonly string[] = [
  'Order Completed',
  'Order Refunded',
  'Order Cancelled',
  'Order Shipped',
  'Order Delivered',
  'Checkout Started',
  'Payment Failed',
  'Product Added',
  'Product Removed',
  'Product Viewed',
  'Product List Viewed',
  'Products Searched',
  'Product Added to Wishlist',
  'Cart Viewed',
  'Coupon Entered',
  'Signed Up',
  'Form Submitted',
  'Page Viewed',
];

export const knownProperties: readonly Offer[] = [
  ...numbers('total', 'revenue', 'value'),
  ...named('order_id', 'coupon', 'currency', 'path', 'previous_page'),
  ...numbers('visit_pages', 'visit_seconds', 'previous_seconds'),
];

export const knownProductProperties: readonly Offer[] = [
  ...named('product_id', 'sku', 'name', 'category', 'brand'),
  ...numbers('price', 'quantity'),
];

export const channels: readonly string[] = ['email', 'whatsapp', 'sms', 'push'];

/** Offered beside that of the shop. */
export const currencies: readonly string[] = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'CAD',
  'AUD',
  'JPY',
];
