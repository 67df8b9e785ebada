import { useState } from 'react';
import { ApiProblem } from '../api/problem';
import { type FileParts, type Part, partsOf, textOfFile } from './parts';

export interface Upload<T> {
  state: 'idle' | 'reading' | 'sending' | 'stopped' | 'done';
  /** Rows of the file, and how many of them were taken. */
  rows: number;
  sent: number;
  /** The answers so far, with the part that each is to. */
  answers: readonly { part: Part; answer: T }[];
  problem: ApiProblem | undefined;
}

const idle = { state: 'idle', rows: 0, sent: 0, answers: [], problem: undefined } as const;

/** Sends a file in parts, one after the other; where one fails, it can be gone on from there. */
export function useUpload<T>(send: (part: Part, contentType: FileParts['contentType']) => Promise<T>) {
  const [upload, setUpload] = useState<Upload<T>>(idle);
  const [file, setFile] = useState<FileParts>();

  const sendFrom = async (parts: FileParts, answers: Upload<T>['answers']) => {
    let done = [...answers];
    let sent = done.reduce((sum, { part }) => sum + part.rows.length, 0);
    setUpload({ state: 'sending', rows: parts.rows, sent, answers: done, problem: undefined });
    for (const part of parts.parts.slice(done.length)) {
      try {
        const answer = await send(part, parts.contentType);
        done = [...done, { part, answer }];
        sent += part.rows.length;
        setUpload({ state: 'sending', rows: parts.rows, sent, answers: done, problem: undefined });
      } catch (thrown) {
        setUpload({ state: 'stopped', rows: parts.rows, sent, answers: done, problem: ApiProblem.from(thrown) });
        return;
      }
    }
    setUpload({ state: 'done', rows: parts.rows, sent, answers: done, problem: undefined });
  };

  const start = async (blob: Blob) => {
    setUpload({ ...idle, state: 'reading' });
    try {
      const parts = partsOf(await textOfFile(blob));
      setFile(parts);
      if (parts.rows === 0) {
        throw new ApiProblem('There is nothing in this file', 0, 'It needs a header, and at least one line below it.');
      }
      await sendFrom(parts, []);
    } catch (thrown) {
      setUpload({ ...idle, state: 'stopped', problem: ApiProblem.from(thrown) });
    }
  };
  return {
    upload,
    start,
    goOn: () => (file === undefined ? Promise.resolve() : sendFrom(file, upload.answers)),
    reset: () => {
      setUpload(idle);
      setFile(undefined);
    },
  };
}
