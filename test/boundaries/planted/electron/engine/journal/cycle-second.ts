import { first } from './cycle-first.ts';
export const second = () => first;
