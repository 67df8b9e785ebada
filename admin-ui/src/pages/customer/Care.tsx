import { useEffect, useState } from 'react';
import { type Api, body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CustomerDetail, CustomerExport, Erasure } from '../../api/types';
import { useSignedIn } from '../../auth/context';
import { mayEdit, mayErase } from '../../auth/session';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { ProblemNote } from '../../components/States';

const lookMillis = 5_000;

/** All pages of an export, put together. */
async function everything(api: Api, id: string): Promise<Omit<CustomerExport, 'next'>> {
  const read = (after: string | undefined) =>
    body(
      api.GET('/api/customers/{id}/export', {
        params: { path: { id }, query: after === undefined ? {} : { after } },
      }),
    );
  const { next: second, ...whole } = await read(undefined);
  for (let next = second; next !== null;) {
    const page = await read(next);
    whole.entries.push(...page.entries);
    next = page.next;
  }
  return whole;
}

function save(name: string, content: unknown) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const erasureWords: Record<Erasure['state'], string> = {
  erasing: 'Everything of this customer is being erased.',
  'looking-again':
    'Everything of this customer is erased. In about a quarter of an hour Homing looks once more for what was on its way meanwhile.',
  done: 'Everything of this customer is erased.',
};

/** What a customer has a right to: to have everything that is kept of them, and to have it erased. */
export function Care({ customer }: { customer: CustomerDetail }) {
  const { api, role } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [erasure, setErasure] = useState<Erasure>();
  const key = customer.email ?? customer.id;

  useEffect(() => {
    if (erasure === undefined || erasure.state === 'done') return undefined;
    const timer = window.setInterval(() => {
      body(api.GET('/api/erasures/{id}', { params: { path: { id: erasure.id } } })).then(
        setErasure,
        (thrown: unknown) => {
          setProblem(ApiProblem.from(thrown));
        },
      );
    }, lookMillis);
    return () => {
      window.clearInterval(timer);
    };
  }, [api, erasure]);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(ApiProblem.from(thrown));
    } finally {
      setBusy(false);
    }
  };

  if (!mayEdit(role)) return null;
  return (
    <section className="card" aria-labelledby="care">
      <h2 id="care">Data of this customer</h2>
      <p role="status">{erasure === undefined ? '' : erasureWords[erasure.state]}</p>
      {!asking && problem && <ProblemNote problem={problem} />}
      {erasure === undefined && (
        <div className="care-actions">
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() =>
              void run(async () => {
                save(`customer-${customer.id}.json`, await everything(api, customer.id));
              })
            }
          >
            {busy && !asking ? 'One moment…' : 'Export everything'}
          </button>
          {mayErase(role) && (
            <button
              type="button"
              className="button"
              onClick={() => {
                setTyped('');
                setProblem(undefined);
                setAsking(true);
              }}
            >
              Erase…
            </button>
          )}
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title="Erase everything of this customer?"
          confirm="Erase for good"
          ready={typed.trim() === key}
          busy={busy}
          problem={problem}
          onConfirm={() =>
            void run(async () => {
              setErasure(await body(api.DELETE('/api/customers/{id}', { params: { path: { id: customer.id } } })));
              setAsking(false);
            })
          }
          onCancel={() => {
            setAsking(false);
          }}
        >
          <p>
            Their journeys end, and profile, history, messages, lists and consents are gone for good. Figures stay, and
            the addresses are not written to any more, though nobody can read them. Export first what you have to keep.
          </p>
          <label className="care-typed">
            Type {key} to go on
            <input
              value={typed}
              autoComplete="off"
              onChange={(event) => {
                setTyped(event.target.value);
              }}
            />
          </label>
        </ConfirmDialog>
      )}
    </section>
  );
}
