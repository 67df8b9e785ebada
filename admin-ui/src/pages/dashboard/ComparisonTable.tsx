import type { ReactNode } from 'react';
import type { Performance } from '../../api/types';
import { TableScroll } from '../../components/TableScroll';
import { Amounts } from '../../components/words';
import { formatCount, formatRate } from '../../format/numbers';

interface Row {
  key: string;
  name: ReactNode;
  current: Performance;
  previous: Performance;
}

/** A figure with the one of the period before under it. */
function Cell({ current, previous }: { current: ReactNode; previous: ReactNode }) {
  return (
    <td className="number">
      {current}
      <span className="before">
        {previous} <span className="before-word">before</span>
      </span>
    </td>
  );
}

export function ComparisonTable({ caption, first, rows }: { caption: string; first: string; rows: readonly Row[] }) {
  return (
    <TableScroll label={caption}>
      <table>
        <caption className="visually-hidden">{caption}; under each figure that of the period before.</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col" className="number">
              Recovered
            </th>
            <th scope="col" className="number">
              Rate
            </th>
            <th scope="col" className="number">
              Triggered
            </th>
            <th scope="col" className="number">
              Converted
            </th>
            <th scope="col" className="number">
              Messages
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, current, previous }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <Cell
                current={<Amounts money={current.recovered} none="–" />}
                previous={<Amounts money={previous.recovered} none="–" />}
              />
              <Cell current={formatRate(current.recoveryRate)} previous={formatRate(previous.recoveryRate)} />
              <Cell current={formatCount(current.triggered)} previous={formatCount(previous.triggered)} />
              <Cell current={formatCount(current.converted)} previous={formatCount(previous.converted)} />
              <Cell current={formatCount(current.messagesSent)} previous={formatCount(previous.messagesSent)} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
