import { useEffect, useRef, useState } from 'react';
import type { DayPerformance } from '../../api/types';
import { TableScroll } from '../../components/TableScroll';
import { Amounts } from '../../components/words';
import { formatDay, formatLongDay } from '../../format/days';
import { amountIn, currenciesOf, formatShortMoney } from '../../format/money';
import { formatCount } from '../../format/numbers';
import { labelled, ticks, wholeTicks } from './scale';

const rightMargin = 8;
const panelGap = 32;
const panelHeight = 150;
const dayLabelHeight = 24;

/** The width that there is, measured; a guess until then. */
function useWidth(guess: number) {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(guess);
  useEffect(() => {
    const measured = element.current;
    if (measured === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver((entries) => {
      const found = entries[0]?.contentRect.width;
      if (found !== undefined && found > 0) setWidth(Math.round(found));
    });
    observer.observe(measured);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { element, width };
}

interface Panel {
  name: string;
  lines: number[];
  label: (value: number) => string;
  series: { name: string; kind: 'bars' | 'line'; className: string; values: number[] }[];
}

/** One panel a currency, then one with people; a scale of its own each, one row of days under them all. */
function panelsOf(days: readonly DayPerformance[], shopCurrency: string): Panel[] {
  const currencies = currenciesOf(
    days.map((day) => day.recovered),
    shopCurrency,
  );
  const money = currencies.map((currency): Panel => {
    const values = days.map((day) => amountIn(day.recovered, currency));
    return {
      name: currencies.length > 1 ? `Recovered, ${currency}` : 'Recovered',
      lines: ticks(Math.max(...values, 0)),
      label: (value) => formatShortMoney(value, currency),
      series: [{ name: `Recovered in ${currency}`, kind: 'bars', className: 'series-money', values }],
    };
  });
  const triggered = days.map((day) => day.triggered);
  const converted = days.map((day) => day.converted);
  return [
    ...money,
    {
      name: 'People',
      lines: wholeTicks(Math.max(...triggered, ...converted, 0)),
      label: (value) => formatCount(value),
      series: [
        { name: 'Triggered', kind: 'line', className: 'series-triggered', values: triggered },
        { name: 'Converted', kind: 'line', className: 'series-converted', values: converted },
      ],
    },
  ];
}

/** Recovered revenue, triggered and converted by day: drawn, and as a table for those who would rather read it. */
export default function RecoveryChart({
  days,
  shopCurrency,
}: {
  days: readonly DayPerformance[];
  shopCurrency: string;
}) {
  const { element, width } = useWidth(800);
  const [pointed, setPointed] = useState<number | null>(null);
  const panels = panelsOf(days, shopCurrency);

  // The axis takes what its longest label needs; 6.5 px is a wide digit at 11 px.
  const left = 16 + 6.5 * Math.max(...panels.flatMap((panel) => panel.lines.map((line) => panel.label(line).length)));
  const inner = Math.max(60, width - left - rightMargin);
  const step = inner / Math.max(1, days.length);
  const middle = (i: number) => left + step * (i + 0.5);
  const height = panels.length * (panelHeight + panelGap) + dayLabelHeight;
  const shown = pointed === null ? undefined : days[pointed];

  return (
    <>
      <ul className="legend" aria-hidden="true">
        <li className="series-money">Recovered</li>
        <li className="series-triggered">Triggered</li>
        <li className="series-converted">Converted</li>
      </ul>
      <div className="chart" ref={element}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-label="Recovered revenue, triggered and converted by day; the table below has the same figures."
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const i = Math.floor((((event.clientX - box.left) / box.width) * width - left) / step);
            setPointed(i >= 0 && i < days.length ? i : null);
          }}
          onPointerLeave={() => {
            setPointed(null);
          }}
        >
          {pointed !== null && (
            <rect
              className="pointed"
              x={middle(pointed) - step / 2}
              y={0}
              width={step}
              height={height - dayLabelHeight}
            />
          )}
          {panels.map((panel, p) => {
            const top = p * (panelHeight + panelGap) + 28;
            const most = panel.lines.at(-1) ?? 1;
            const y = (value: number) => top + panelHeight - 20 - (value / most) * (panelHeight - 20);
            return (
              <g key={panel.name}>
                <text className="panel-name" x={0} y={top - 14}>
                  {panel.name}
                </text>
                {panel.lines.map((line) => (
                  <g key={line}>
                    <line className="grid" x1={left} x2={width - rightMargin} y1={y(line)} y2={y(line)} />
                    <text className="tick" x={left - 8} y={y(line) + 4} textAnchor="end">
                      {panel.label(line)}
                    </text>
                  </g>
                ))}
                {panel.series.map((series) =>
                  series.kind === 'bars' ? (
                    series.values.map((value, i) => (
                      <rect
                        key={days[i]?.date}
                        className={series.className}
                        x={middle(i) - Math.min(step * 0.34, 14)}
                        width={Math.min(step * 0.68, 28)}
                        y={y(value)}
                        height={Math.max(0, y(0) - y(value))}
                        rx={Math.min(2.5, step * 0.2)}
                      />
                    ))
                  ) : (
                    <g key={series.name} className={series.className}>
                      <polyline points={series.values.map((value, i) => `${middle(i)},${y(value)}`).join(' ')} />
                      {series.values.map(
                        (value, i) =>
                          (days.length === 1 || i === pointed) && (
                            <circle key={days[i]?.date} cx={middle(i)} cy={y(value)} r={3.5} />
                          ),
                      )}
                    </g>
                  ),
                )}
              </g>
            );
          })}
          {labelled(days.length, Math.max(2, Math.floor(inner / 64))).map((i) => (
            <text key={i} className="tick" x={middle(i)} y={height - 6} textAnchor="middle">
              {formatDay(days[i]?.date ?? '')}
            </text>
          ))}
        </svg>
        {shown && pointed !== null && (
          <div
            className="chart-note"
            aria-hidden="true"
            style={
              pointed < days.length / 2
                ? { left: middle(pointed) + step / 2 + 6 }
                : { right: width - middle(pointed) + step / 2 + 6 }
            }
          >
            <strong>{formatLongDay(shown.date)}</strong>
            <span>
              Recovered <Amounts money={shown.recovered} none="–" />
            </span>
            <span>
              Triggered <b>{formatCount(shown.triggered)}</b>
            </span>
            <span>
              Converted <b>{formatCount(shown.converted)}</b>
            </span>
            <span>
              Messages <b>{formatCount(shown.messagesSent)}</b>
            </span>
          </div>
        )}
      </div>
      <details className="chart-table">
        <summary>Show as a table</summary>
        <TableScroll label="Figures by day">
          <table>
            <caption className="visually-hidden">Figures by day, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" className="number">
                  Recovered
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
              {days.toReversed().map((day) => (
                <tr key={day.date}>
                  <th scope="row">{formatLongDay(day.date)}</th>
                  <td className="number">
                    <Amounts money={day.recovered} none="–" />
                  </td>
                  <td className="number">{formatCount(day.triggered)}</td>
                  <td className="number">{formatCount(day.converted)}</td>
                  <td className="number">{formatCount(day.messagesSent)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </details>
    </>
  );
}
