/** Columns of numbers that are read a page at a time: what is looked at in rising order is in memory once, and briefly. */

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

export interface NumberPage {
  /** The place of the first of the values. */
  readonly first: number;
  /** Until the next page is turned to. */
  readonly values: Numbers;
}

export interface PagedNumbers {
  readonly length: number;
  /** Undefined where there is no such place. */
  readonly at: (place: number) => number | undefined;
  /** A page that has this place, which is one there is. */
  readonly pageOf: (place: number) => NumberPage;
}

export function pagedNumbers(length: number, read: (place: number) => NumberPage): PagedNumbers {
  let values: Numbers = new Uint8Array();
  let [first, end] = [0, 0];

  function pageOf(place: number): NumberPage {
    const page = read(place);
    values = page.values;
    first = page.first;
    end = first + values.length;
    return page;
  }

  return {
    length,
    pageOf,
    at: (place) => {
      if (place < first || place >= end) {
        if (place < 0 || place >= length) return undefined;
        pageOf(place);
      }
      return values[place - first];
    },
  };
}

export function numbersInOnePage(values: Numbers): PagedNumbers {
  return pagedNumbers(values.length, () => ({ first: 0, values }));
}

/** The same numbers as something else: `of` each. */
export function mappedNumbers(numbers: PagedNumbers, of: (value: number) => number): PagedNumbers {
  return pagedNumbers(numbers.length, (place) => {
    const { first, values } = numbers.pageOf(place);
    return { first, values: values.map(of) };
  });
}
