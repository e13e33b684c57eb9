/** Started by far-sides.ts: says where the counterparts are, obeys `advance`, ends with its input. */
import { createInterface } from 'node:readline';
import { startDemo } from '../../electron/demo/start-demo.ts';

const demo = await startDemo({
  dir: null,
  rows: Number(process.argv[2]),
  seed: 7,
  clock: () => new Date(),
});
const { salesforce, voyage, campaignId, eventId } = demo;
process.stdout.write(`${JSON.stringify({ salesforce, voyage, campaignId, eventId })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'advance') continue;
  demo.advance();
  process.stdout.write('advanced\n');
}
await demo.close();
