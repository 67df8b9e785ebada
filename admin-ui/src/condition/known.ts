/** Names that shops use, offered while somebody types; any other is as good. */
export const knownAttributes: readonly string[] = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'country',
  'city',
  'postalCode',
  'birthday',
  'gender',
  'age',
  'language',
  'locale',
  'timezone',
  'plan',
  'company',
  'createdAt',
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

export const knownProperties: readonly string[] = ['total', 'revenue', 'order_id', 'coupon', 'currency', 'value'];

export const knownProductProperties: readonly string[] = [
  'product_id',
  'sku',
  'name',
  'category',
  'brand',
  'price',
  'quantity',
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
