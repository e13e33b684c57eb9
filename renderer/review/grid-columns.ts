/**
 * The grid's columns for a width: mirrored around the seam, what is compared most nearest to it.
 * Units: CSS pixels. Laws: the widths add up to the given width; both sides get the same.
 */
export interface GridColumns {
  readonly pick: number;
  readonly mark: number;
  readonly email: number;
  readonly name: number;
  /** The right side gives its name up before the left does. */
  readonly rightName: number;
  readonly company: number;
  readonly status: number;
  readonly middle: number;
  /** Each side keeps its name and the field in question alone. */
  readonly isNarrow: boolean;
}

const WITH_EMAIL_FROM = 1290;
const WITH_BOTH_NAMES_FROM = 1020;
const NARROW_BELOW = 760;

export function gridColumns(width: number): GridColumns {
  if (width < NARROW_BELOW) {
    const rest = Math.max(0, width - 28 - 22);
    const middle = Math.floor(rest * 0.3);
    const question = Math.floor((rest - middle) * 0.32);
    const name = rest - middle - question * 2;
    return {
      pick: 28,
      mark: 22,
      email: 0,
      name,
      rightName: 0,
      company: question,
      status: 0,
      middle,
      isNarrow: true,
    };
  }
  const pick = width < WITH_BOTH_NAMES_FROM ? 30 : 34;
  const mark = width < WITH_BOTH_NAMES_FROM ? 22 : 24;
  const middle = width < WITH_BOTH_NAMES_FROM ? 196 : 236;
  const status = width < WITH_BOTH_NAMES_FROM ? 94 : 96;
  const rest = width - pick - mark - middle - status * 2;
  if (width < WITH_BOTH_NAMES_FROM) {
    const company = Math.floor(rest * 0.325);
    const name = rest - company * 2;
    return { pick, mark, email: 0, name, rightName: 0, company, status, middle, isNarrow: false };
  }
  const email = width >= WITH_EMAIL_FROM ? Math.floor(rest * 0.15) : 0;
  const company = Math.floor((rest / 2 - email) * 0.47);
  const rightName = Math.floor(rest / 2) - email - company;
  const name = rest - rightName - (email + company) * 2;
  return { pick, mark, email, name, rightName, company, status, middle, isNarrow: false };
}

export function columnTemplate(columns: GridColumns): string {
  const { pick, mark, email, name, rightName, company, status, middle } = columns;
  return [pick, mark, email, name, company, status, middle, status, company, rightName, email]
    .map((width) => `${String(width)}px`)
    .join(' ');
}

/** Where the middle column begins, from the left edge of the grid. */
export function seamLeft(columns: GridColumns): number {
  const { pick, mark, email, name, company, status } = columns;
  return pick + mark + email + name + company + status;
}
