import { useEffect, useState } from 'react';
import type { Measure } from './shown-value.tsx';

const MOST_KEPT = 4000;

/** Widths of texts in the font of the page, in CSS pixels; measured anew once the font is there. */
export function useMeasure(): Measure | undefined {
  const [measure, setMeasure] = useState<Measure>();
  useEffect(() => {
    let isGone = false;
    const make = (): void => {
      if (isGone) return;
      const context = document.createElement('canvas').getContext('2d');
      if (context === null) return;
      const style = getComputedStyle(document.body);
      context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const known = new Map<string, number>();
      setMeasure(() => (text: string) => {
        const before = known.get(text);
        if (before !== undefined) return before;
        if (known.size > MOST_KEPT) known.clear();
        const width = context.measureText(text).width * 1.02;
        known.set(text, width);
        return width;
      });
    };
    void document.fonts.ready.then(make);
    return () => {
      isGone = true;
    };
  }, []);
  return measure;
}
