import type { CampaignFile } from '../api/types';

/** A file as it was, is, and was before something was undone. */
export interface History {
  past: readonly CampaignFile[];
  file: CampaignFile;
  future: readonly CampaignFile[];
  /** What the last change was to: typing on in the same field is one change. */
  at: string | undefined;
}

export type Act = { do: 'change'; file: CampaignFile; at: string | undefined } | { do: 'undo' } | { do: 'redo' };

export function begin(file: CampaignFile): History {
  return { past: [], file, future: [], at: undefined };
}

export function happen(history: History, act: Act): History {
  const { past, file, future, at } = history;
  switch (act.do) {
    case 'change':
      if (act.file === file) return history;
      return {
        past: act.at !== undefined && act.at === at ? past : [...past, file],
        file: act.file,
        future: [],
        at: act.at,
      };
    case 'undo': {
      const before = past.at(-1);
      if (before === undefined) return history;
      return { past: past.slice(0, -1), file: before, future: [file, ...future], at: undefined };
    }
    case 'redo': {
      const [after, ...rest] = future;
      if (after === undefined) return history;
      return { past: [...past, file], file: after, future: rest, at: undefined };
    }
  }
}
