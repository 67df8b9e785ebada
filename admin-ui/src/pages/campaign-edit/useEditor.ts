import { useReducer, useState } from 'react';
import { body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { CampaignDetail, CampaignFile, FieldError, Flow } from '../../api/types';
import { useSignedIn } from '../../auth/context';
import { checks } from '../../flow/checks';
import { nodeOf } from '../../flow/edit';
import { begin, happen } from '../../flow/history';
import { freeKey, keyOfName } from '../../format/key';

interface Refused {
  file: CampaignFile;
  problem: ApiProblem;
}

/** Whether what the server found wrong has not been touched since. */
function stands({ field }: FieldError, then: CampaignFile, now: CampaignFile): boolean {
  const [part = ''] = field.split('.');
  if (part === 'flow') {
    const id = /^flow\.nodes\.([^.[]+)/.exec(field)?.[1];
    const one = (flow: Flow) => (id === undefined ? flow : nodeOf(flow, id));
    return one(then.flow) === one(now.flow);
  }
  return then[part as keyof CampaignFile] === now[part as keyof CampaignFile];
}

/** A campaign's file while it is changed: what was done, what of it is saved, and what is wrong with it. */
export function useEditor(start: CampaignFile, before: CampaignDetail | undefined) {
  const { api } = useSignedIn();
  const [history, act] = useReducer(happen, start, begin);
  /** What is saved, and the campaign as the server had it then. */
  const [saved, setSaved] = useState({ file: before ? start : undefined, detail: before });
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const { file } = history;

  const found = checks(file);
  const refusal = refused?.problem;
  const conflict = refusal?.status === 412 || refusal?.status === 409 ? refusal : undefined;
  const left = refused ? refused.problem.fields.filter((error) => stands(error, refused.file, file)) : [];
  const said = new Set(found.map(({ field }) => field));
  // Until it is to be saved, what is not filled in yet is no fault; what has lost its place is.
  const problems = tried
    ? [...found, ...left.filter(({ field }) => !said.has(field))]
    : found.filter(({ field }) => /^flow\.nodes\.[^.]+$/.test(field));
  const dirty = JSON.stringify(file) !== JSON.stringify(saved.file);

  /** Saves it as the draft; the key, or nothing where that did not go. `etag`: of what is to be written over. */
  const save = async (etag = saved.detail?.etag): Promise<CampaignDetail | undefined> => {
    setTried(true);
    setRefused(undefined);
    if (found.length > 0) return undefined;
    setBusy(true);
    try {
      let key = saved.detail?.key;
      if (key === undefined) {
        // One that somebody else has made since is not written over.
        const { campaigns } = await body(api.GET('/api/campaigns'));
        key = freeKey(
          keyOfName(file.name, 'campaign'),
          campaigns.map((campaign) => campaign.key),
        );
      }
      const detail = await body(
        api.PUT('/api/campaigns/{key}', {
          params: { path: { key }, header: etag === undefined ? {} : { 'If-Match': `"${etag}"` } },
          body: { ...file, key },
        }),
      );
      setSaved({ file, detail });
      return detail;
    } catch (thrown) {
      setRefused({ file, problem: ApiProblem.from(thrown) });
      return undefined;
    } finally {
      setBusy(false);
    }
  };

  return {
    file,
    detail: saved.detail,
    dirty,
    busy,
    tried,
    problems,
    conflict,
    /** Why it was not saved, where no field is to blame. */
    failure: refusal && !(conflict && saved.detail) && refusal.fields.length === 0 ? refusal : undefined,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    act,
    change: (next: CampaignFile, at?: string) => {
      act({ do: 'change', file: next, at });
    },
    save,
    /** Theirs becomes what is edited; mine is one step back. */
    take: (theirs: CampaignDetail) => {
      act({ do: 'change', file: theirs.campaign, at: undefined });
      setSaved({ file: theirs.campaign, detail: theirs });
      setRefused(undefined);
    },
  };
}
