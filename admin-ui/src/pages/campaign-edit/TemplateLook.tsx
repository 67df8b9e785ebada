import { useState } from 'react';
import { body } from '../../api/client';
import type { TemplateLine } from '../../api/types';
import { useResource } from '../../api/useResource';
import { useSignedIn } from '../../auth/context';
import { ProblemNote, Skeleton } from '../../components/States';

/** What a template says, to be looked at without leaving the flow. */
export function TemplateLook({ template }: { template: TemplateLine }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="template-look"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>What it says</summary>
      {open && <Look templateKey={template.key} />}
    </details>
  );
}

function Look({ templateKey }: { templateKey: string }) {
  const { api } = useSignedIn();
  const { data, problem, reload } = useResource(templateKey, () =>
    body(api.GET('/api/templates/{key}', { params: { path: { key: templateKey } } })),
  );
  if (problem) return <ProblemNote problem={problem} onRetry={reload} />;
  if (!data) return <Skeleton label="the template" />;
  const { template } = data;
  if (template.channel !== 'email') return <pre>{JSON.stringify(template, null, 2)}</pre>;
  return (
    <>
      <p>
        <span className="quiet">Subject</span> {template.subject}
      </p>
      <p className="edit-hint">With its placeholders, and with everything that it says only to some.</p>
      {/* Neither scripts nor forms of it run, and it cannot reach the page. */}
      <iframe
        title={`The email ${template.name}`}
        sandbox=""
        srcDoc={template.html.replace(/\{\{\s*([#/]|else\b)[^}]*\}\}/g, '')}
      />
    </>
  );
}
