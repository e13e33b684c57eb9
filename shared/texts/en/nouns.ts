/** What is counted on several screens, counted alike. */
import { counted } from '../counted.ts';

export function people(count: number): string {
  return counted(count, 'person', 'people');
}

export function rows(count: number): string {
  return counted(count, 'row', 'rows');
}

export function changes(count: number): string {
  return counted(count, 'change', 'changes');
}
