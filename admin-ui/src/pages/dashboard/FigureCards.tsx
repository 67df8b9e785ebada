import { useId } from 'react';
import type { RecoveryReport } from '../../api/types';
import { Change } from '../../components/Change';
import { currenciesOf, formatMoney } from '../../format/money';
import { changeOf, changeOfRate, formatCount, formatRate } from '../../format/numbers';

interface Figure {
  current: number;
  previous: number;
  text: string;
  previousText: string;
}

/** One figure with the period's before; money has one line a currency, because amounts of several are never added. */
function FigureCard(props: { name: string; figures: readonly Figure[]; judged: boolean; rate?: boolean }) {
  const { name, figures, judged, rate = false } = props;
  const change = rate ? changeOfRate : changeOf;
  const id = useId();
  return (
    <section className="card figure-card" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {figures.map((figure) => (
        <div key={figure.text} className="figure-line">
          <p className="figure">{figure.text}</p>
          <p className="figure-before">
            <Change change={change(figure.current, figure.previous, figure.previousText)} judged={judged} />
            <span aria-hidden="true">{figure.previousText} before</span>
          </p>
        </div>
      ))}
    </section>
  );
}

export function FigureCards({ report, shopCurrency }: { report: RecoveryReport; shopCurrency: string }) {
  const { current, previous } = report;
  const count = (now: number, before: number): Figure => ({
    current: now,
    previous: before,
    text: formatCount(now),
    previousText: formatCount(before),
  });
  const recovered = currenciesOf([current.recovered, previous.recovered], shopCurrency).map((currency): Figure => {
    const of = (money: typeof current.recovered) =>
      money.find((entry) => entry.currency === currency) ?? { amount: '0', currency };
    const [now, before] = [of(current.recovered), of(previous.recovered)];
    return {
      current: Number(now.amount),
      previous: Number(before.amount),
      text: formatMoney(now),
      previousText: formatMoney(before),
    };
  });
  return (
    <div className="figure-cards">
      <FigureCard name="Total Recovered" figures={recovered} judged />
      <FigureCard
        name="Recovery Rate"
        judged
        rate
        figures={[
          {
            current: current.recoveryRate,
            previous: previous.recoveryRate,
            text: formatRate(current.recoveryRate),
            previousText: formatRate(previous.recoveryRate),
          },
        ]}
      />
      <FigureCard name="Triggered" figures={[count(current.triggered, previous.triggered)]} judged={false} />
      <FigureCard name="Converted" figures={[count(current.converted, previous.converted)]} judged />
      <FigureCard name="Messages Sent" figures={[count(current.messagesSent, previous.messagesSent)]} judged={false} />
    </div>
  );
}
