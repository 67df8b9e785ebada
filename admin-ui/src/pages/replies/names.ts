import type { Customer } from '../../api/types';

/** How a customer is called where they write. */
export const nameOf = (customer: Customer) =>
  customer.name ?? customer.email ?? customer.phone ?? customer.userId ?? 'Customer without a name';
