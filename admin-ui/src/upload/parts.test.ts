import { describe, expect, it } from 'vitest';
import { lineInFile, partsOf, textOfFile } from './parts';

describe('a file in parts', () => {
  it('gives each part the header, and knows the lines of the file', () => {
    const { rows, contentType, parts } = partsOf('\uFEFFa,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n3,z\r\n', 2);
    expect([rows, contentType]).toEqual([3, 'text/csv']);
    expect(parts.map(({ text }) => text)).toEqual(['\uFEFFa,b\n1,"x\ny"\n2,z\n', '\uFEFFa,b\n3,z\n']);
    const [first, second] = parts;
    if (first === undefined || second === undefined) throw new Error('there are two parts');
    expect([2, 3, 4].map((line) => lineInFile(first, line))).toEqual([2, 3, 5]);
    expect([lineInFile(second, 2), lineInFile(second, 1)]).toEqual([6, 1]);
  });

  it('has no header where each line is an object, whatever quotes are in it', () => {
    const { parts, contentType } = partsOf('{"a":"\\""}\n{"a":1}\n', 1);
    expect(contentType).toBe('application/x-ndjson');
    expect(parts.map(({ text }) => text)).toEqual(['{"a":"\\""}\n', '{"a":1}\n']);
    expect(parts[1] && lineInFile(parts[1], 1)).toBe(2);
  });

  it('is read as spreadsheets write it', async () => {
    expect(await textOfFile(new Blob([new Uint8Array([0x4d, 0xfc, 0x6c])]))).toBe('Mül');
    expect(await textOfFile(new Blob(['Mül']))).toBe('Mül');
  });
});
