/**
 * Which characters of a value changed, and how it is shortened so that they stay.
 *
 * Laws: the pieces joined are the value; pieces alternate between changed and unchanged; a shortened
 * value keeps every changed piece whole.
 */
export interface TextPiece {
  readonly text: string;
  readonly isChanged: boolean;
}

const ELLIPSIS = '…';

/** Longer values are compared by their ends only: nobody reads marks inside of them. */
const MOST_COMPARED = 160;
/** More changed runs than this read as confetti: then everything between the ends is one change. */
const MOST_RUNS = 5;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

function commonAtStart(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[count] === b[count]) count += 1;
  return count;
}

function commonAtEnd(a: readonly string[], b: readonly string[], used: number): number {
  const most = Math.min(a.length, b.length) - used;
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/** For each character of `a`: whether a longest common subsequence with `b` holds it. */
function keptOf(a: readonly string[], b: readonly string[]): readonly boolean[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const kept = Array.from(a, () => false);
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      kept[i] = true;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

function joined(characters: readonly string[], isChangedAt: (index: number) => boolean) {
  const pieces: { text: string; isChanged: boolean }[] = [];
  characters.forEach((character, index) => {
    const isChanged = isChangedAt(index);
    const last = pieces.at(-1);
    if (last?.isChanged === isChanged) last.text += character;
    else pieces.push({ text: character, isChanged });
  });
  return pieces;
}

/** The value in pieces, those that `against` does not have marked as changed. */
export function changedPieces(value: string, against: string | null): readonly TextPiece[] {
  if (value === '') return [];
  if (against === null || against === '') return [{ text: value, isChanged: true }];
  if (value === against) return [{ text: value, isChanged: false }];
  const now = charactersOf(value);
  const then = charactersOf(against);
  const start = commonAtStart(now, then);
  const end = commonAtEnd(now, then, start);
  const middle = now.slice(start, now.length - end);
  const middleThen = then.slice(start, then.length - end);
  const isSmall = middle.length <= MOST_COMPARED && middleThen.length <= MOST_COMPARED;
  const kept = isSmall ? keptOf(middle, middleThen) : [];
  const keptCount = start + end + kept.filter(Boolean).length;
  if (keptCount * 3 < now.length) return [{ text: value, isChanged: true }];
  const isChangedAt = (index: number): boolean =>
    index >= start && index < now.length - end && kept[index - start] !== true;
  const pieces = joined(now, isChangedAt);
  if (pieces.filter((piece) => piece.isChanged).length <= MOST_RUNS)
    return withoutLeadingSpace(pieces);
  return joined(now, (index) => index >= start && index < now.length - end);
}

/** A space before a changed word is not marked: it belongs to what stands before it. */
function withoutLeadingSpace(
  pieces: readonly { text: string; isChanged: boolean }[],
): readonly TextPiece[] {
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    const before = pieces[index - 1];
    if (!piece.isChanged && next !== undefined && isSpaced(next.text)) {
      return { text: `${piece.text} `, isChanged: false };
    }
    return piece.isChanged && before !== undefined && isSpaced(piece.text)
      ? { text: piece.text.slice(1), isChanged: true }
      : piece;
  });
}

function isSpaced(text: string): boolean {
  return text.length > 1 && text.startsWith(' ');
}

/**
 * The pieces made to fit a width: the longest unchanged one gives way first; the changed ones never do.
 * `measure` answers a text's width in the unit of `width`.
 */
export function fitPieces(
  pieces: readonly TextPiece[],
  width: number,
  measure: (text: string) => number,
): readonly TextPiece[] {
  if (measure(pieces.map((piece) => piece.text).join('')) <= width) return pieces;
  const kept = pieces.map((piece) => charactersOf(piece.text));
  const lengths = kept.map((characters) => characters.length);
  const textOf = (piece: TextPiece, index: number): string => {
    const length = lengths[index] ?? 0;
    const characters = kept[index] ?? [];
    return length === characters.length
      ? piece.text
      : `${characters.slice(0, length).join('').trimEnd()}${ELLIPSIS}`;
  };
  for (;;) {
    const texts = pieces.map(textOf);
    const isFitting = measure(texts.join('')) <= width;
    const longest = isFitting ? -1 : longestOf(pieces, kept, lengths);
    if (longest === -1) {
      return pieces.map((piece, index) => ({ ...piece, text: texts[index] ?? piece.text }));
    }
    const length = lengths[longest] ?? 0;
    const isWhole = length === kept[longest]?.length;
    lengths[longest] = Math.max(0, length - (isWhole ? 2 : 1));
  }
}

/** The unchanged piece with most left to give; -1 when none has. */
function longestOf(
  pieces: readonly TextPiece[],
  kept: readonly (readonly string[])[],
  lengths: readonly number[],
): number {
  let longest = -1;
  pieces.forEach((piece, index) => {
    const length = lengths[index] ?? 0;
    const isTooShort = length === 0 || (length === kept[index]?.length && length < 3);
    if (piece.isChanged || isTooShort) return;
    if (longest === -1 || length > (lengths[longest] ?? 0)) longest = index;
  });
  return longest;
}
