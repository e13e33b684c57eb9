import { describe, expect, it } from 'vitest';
import { changedPieces, fitPieces } from './changed-text.ts';

const shown = (value: string, against: string | null): string =>
  changedPieces(value, against)
    .map((piece) => (piece.isChanged ? `[${piece.text}]` : piece.text))
    .join('');

const one = (text: string): number => text.length;

describe('changed characters of a value', () => {
  it('marks a word that was appended or replaced', () => {
    expect(shown('Harbour Light Media', 'Harbour Light')).toBe('Harbour Light [Media]');
    expect(shown('Anneliese Brückner-Holzhausen', 'Anneliese Brückner')).toBe(
      'Anneliese Brückner[-Holzhausen]',
    );
  });

  it('marks single letters with their accents', () => {
    expect(shown('Pražské vody', 'Prazske vody')).toBe('Pra[ž]sk[é] vody');
  });

  it('treats a letter and its combining accent as one character', () => {
    expect(shown('Ade\u0301', 'Ade')).toBe('Ad[e\u0301]');
  });

  it('marks the whole value where there was none, or hardly anything is left of it', () => {
    expect(shown('Attended', null)).toBe('[Attended]');
    expect(shown('No-show', 'Registered')).toBe('[No-show]');
  });

  it('marks nothing where nothing changed', () => {
    expect(shown('Attended', 'Attended')).toBe('Attended');
    expect(changedPieces('', 'Attended')).toEqual([]);
  });

  it('marks one run between the ends where many small ones would read as confetti', () => {
    expect(shown('axbxcxdxexfxg', 'abcdefg')).toBe('a[xbxcxdxexfx]g');
  });

  it('keeps very long values whole and marks them by their ends', () => {
    const value = `start ${'x'.repeat(400)} end`;
    const pieces = changedPieces(value, `start ${'y'.repeat(400)} end`);
    expect(pieces.map((piece) => piece.text).join('')).toBe(value);
  });
});

describe('a value made to fit', () => {
  it('leaves a value that fits as it is', () => {
    const pieces = changedPieces('Harbour Light Media', 'Harbour Light');
    expect(fitPieces(pieces, 40, one)).toBe(pieces);
  });

  it('lets the unchanged part give way and keeps every changed character', () => {
    const pieces = changedPieces('Anneliese Brückner-Holzhausen', 'Anneliese Brückner');
    const fitted = fitPieces(pieces, 20, one);
    expect(fitted.map((piece) => piece.text).join('')).toBe('Annelies…-Holzhausen');
    expect(fitted.reduce((sum, piece) => sum + piece.text.length, 0)).toBeLessThanOrEqual(20);
  });

  it('takes from the longest unchanged part first', () => {
    const pieces = changedPieces('Cantábrico Marítima S.L.', 'Cantabrico Maritima');
    const fitted = fitPieces(pieces, 21, one).map((piece) => piece.text);
    expect(fitted.join('')).toBe('Cantábrico…ítima S.L.');
  });

  it('gives up the unchanged parts altogether before it cuts a changed one', () => {
    const fitted = fitPieces(changedPieces('Anneliese-Holzhausen', 'Anneliese'), 6, one);
    expect(fitted.map((piece) => piece.text).join('')).toBe('…-Holzhausen');
  });
});
