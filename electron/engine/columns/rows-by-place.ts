/** `places`: of each row 1 + the place of its record among `count`, 0 for none. Answers 1 + row, at 1 + place. */
export function rowsByPlace(places: Uint32Array, count: number): Uint32Array {
  const rowOf = new Uint32Array(count + 1);
  for (let row = 0; row < places.length; row += 1) rowOf[places[row] ?? 0] = row + 1;
  rowOf[0] = 0;
  return rowOf;
}
