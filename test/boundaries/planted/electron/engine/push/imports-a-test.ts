import { fixture } from '../../../test/e2e/fixture.ts';
export const planted = fixture;
