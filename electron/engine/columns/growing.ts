/** Columns that grow with the rows put into them. */

export interface GrowingBytes {
  readonly add: (text: string) => void;
  /** Texts so far, one after the other, and where each begins. */
  readonly end: () => { readonly bytes: Uint8Array; readonly at: Uint32Array };
}

/** Texts as UTF-8; a lone surrogate becomes U+FFFD. */
export function growingTexts(count: number): GrowingBytes {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(Math.max(64, count * 24));
  const at = new Uint32Array(count + 1);
  let [rows, length] = [0, 0];
  return {
    add: (text) => {
      if (length + text.length * 3 > bytes.length) {
        const wider = new Uint8Array((bytes.length + text.length * 3) * 2);
        wider.set(bytes.subarray(0, length));
        bytes = wider;
      }
      length += encoder.encodeInto(text, bytes.subarray(length)).written;
      rows += 1;
      at[rows] = length;
    },
    end: () => ({ bytes: bytes.subarray(0, length), at: at.subarray(0, rows + 1) }),
  };
}

/** Codes of texts as they are met: 1 + place in the list, 0 for blank. */
export interface Coding {
  readonly codeOf: (text: string | null) => number;
  readonly labels: () => readonly string[];
}

/** Codes are kept in 16 bits, the highest of which says something else. */
const MOST_CODES = 0xfffe;

export function createCoding(known: readonly string[] = []): Coding {
  const codes = new Map(known.map((label, at) => [label, at + 1]));
  return {
    codeOf: (text) => {
      if (text === null) return 0;
      const code = codes.get(text) ?? codes.size + 1;
      if (code > MOST_CODES) throw new Error('There are more than 65,534 different statuses.');
      codes.set(text, code);
      return code;
    },
    labels: () => [...codes.keys()],
  };
}
