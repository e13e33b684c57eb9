import { expect, test } from 'vitest';
import { recordPage } from './record-page.ts';

test('a record is shown with its fields, and its text is text', () => {
  const page = recordPage(
    'The demo',
    '<b>Ann</b>',
    { Email: 'a@x.example', Phone: null },
    { Title: 'R&D' },
  );
  expect(page).toContain('<td>a@x.example</td>');
  expect(page).toContain('R&#38;D');
  expect(page).not.toContain('<b>Ann');
  expect(page).not.toContain('Phone');
});
