/** A file in parts, as the API takes them: a server's answer to each is progress, and no part takes longer than an answer may. */
export interface FileParts {
  /** The lines that say something, without the header. */
  rows: number;
  contentType: 'text/csv' | 'application/x-ndjson';
  parts: readonly Part[];
}

export interface Part {
  text: string;
  /** In which line of the part and of the file each of its rows begins, from 1 up. */
  rows: readonly { inPart: number; inFile: number }[];
}

interface Row {
  text: string;
  line: number;
}

const rowsOfPart = 1_000;

/** Answers are refused beyond about six times this. */
const longestPart = 1_000_000;

function bytesOf(file: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as ArrayBuffer);
    };
    reader.onerror = () => {
      reject(new Error('The file cannot be read; choose it again.'));
    };
    reader.readAsArrayBuffer(file);
  });
}

/** Reads a file as UTF-8, or else as what spreadsheets on Windows write. */
export async function textOfFile(file: Blob): Promise<string> {
  const bytes = await bytesOf(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const heightOf = (row: Row) => row.text.split('\n').length;

/** The file's rows; a quoted field of a CSV file may have lines of its own. */
function rowsOf(text: string, quotes: boolean): Row[] {
  const rows: Row[] = [];
  let open: Row | undefined;
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    const row: Row = open === undefined ? { text: line, line: i + 1 } : { ...open, text: `${open.text}\n${line}` };
    const odd = quotes && (line.match(/"/g)?.length ?? 0) % 2 === 1;
    open = (open !== undefined) === odd ? undefined : row;
    if (open === undefined) rows.push(row);
  });
  if (open !== undefined) rows.push(open);
  return rows.filter((row) => row.text.trim() !== '');
}

/** The file in parts that each have its header; one JSON object a line where it begins with `{`. */
export function partsOf(text: string, mostRows = rowsOfPart): FileParts {
  const json = text.trimStart().startsWith('{');
  const all = rowsOf(text, !json);
  const header = json ? undefined : all[0];
  const rows = json ? all : all.slice(1);

  const parts: Part[] = [];
  let part: Row[] = [];
  let length = 0;
  const close = () => {
    if (part.length === 0) return;
    let inPart = header === undefined ? 1 : 1 + heightOf(header);
    const begins = part.map((row) => {
      const begin = { inPart, inFile: row.line };
      inPart += heightOf(row);
      return begin;
    });
    const texts = [...(header ? [header] : []), ...part].map((row) => row.text);
    parts.push({ text: `${texts.join('\n')}\n`, rows: begins });
    part = [];
    length = 0;
  };
  for (const row of rows) {
    if (part.length === mostRows || length + row.text.length > longestPart) close();
    part.push(row);
    length += row.text.length;
  }
  close();
  return { rows: rows.length, contentType: json ? 'application/x-ndjson' : 'text/csv', parts };
}

/** The line of the whole file that the server calls `line` in a part of it. */
export function lineInFile(part: Part, line: number): number {
  const row = part.rows.findLast((one) => one.inPart <= line);
  return row === undefined ? line : row.inFile + (line - row.inPart);
}
