import type { AppError } from '../../shared/errors/app-error.ts';
import type { Demo } from './start-demo.ts';

export type ToDemoWorker =
  | {
      readonly t: 'start';
      readonly dir: string;
      readonly rows: number;
      readonly seed: number;
      readonly fresh: boolean;
    }
  | { readonly t: 'advance' }
  | { readonly t: 'close' };

export type FromDemoWorker =
  | {
      readonly t: 'started';
      readonly demo: Pick<Demo, 'salesforce' | 'voyage' | 'campaignId' | 'eventId'> & {
        readonly chapter: 1 | 2;
      };
    }
  | { readonly t: 'failed'; readonly error: AppError | null; readonly detail: string }
  | { readonly t: 'advanced' };
