import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Customer } from '../api/types';
import { TableScroll } from './TableScroll';
import { Moment } from './words';

/** How a customer is called: by name, else by what is known. */
export function customerName({ name, email, userId }: Customer): string {
  return name ?? email ?? userId ?? 'Visitor without a name';
}

/** Whether there are times to be read in the table: not every list of customers knows them. */
export function saysWhenActive(customers: readonly Customer[]): boolean {
  return customers.some(({ lastActiveAt }) => lastActiveAt !== undefined);
}

/** Customers, a row each, leading to their pages. */
export function CustomerTable(props: {
  customers: readonly Customer[];
  /** For screen readers. */
  caption: string;
  label: string;
  /** What can be done with one of them, at the end of its row. */
  action?: (customer: Customer) => ReactNode;
}) {
  const { customers, caption, label, action } = props;
  const dated = saysWhenActive(customers);
  return (
    <TableScroll label={label}>
      <table className="customer-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Email</th>
            <th scope="col">Phone</th>
            <th scope="col">Customer ID in your shop</th>
            {dated && <th scope="col">Last active</th>}
            {action && (
              <th scope="col">
                <span className="visually-hidden">What you can do</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {customers.map((customer) => (
            <tr key={customer.id}>
              <th scope="row">
                <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{customerName(customer)}</Link>
                {customer.name === undefined && customer.email === undefined && (
                  <span className="before">{customer.id}</span>
                )}
              </th>
              <td>{customer.email ?? '–'}</td>
              <td className="nowrap">{customer.phone ?? '–'}</td>
              <td>{customer.userId ?? '–'}</td>
              {dated && (
                <td className="nowrap">
                  {customer.lastActiveAt === undefined ? '–' : <Moment at={customer.lastActiveAt} />}
                </td>
              )}
              {action && <td className="row-action">{action(customer)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
