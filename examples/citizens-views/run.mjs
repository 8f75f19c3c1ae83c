// Five views of 2024, and how many of them were answered within ten days. `createFrist` takes the domain beside its own.
import { randomUUID } from 'node:crypto';

import { memoryKeyStore } from '@frist/confidentiality';
import { renderReport } from '@frist/reports';
import { createFrist, defaultDomains, memoryEventStore, streamFor } from 'frist';

import { citizensViewsDomain } from './dist/index.js';

const clock = () => '2024-12-31T12:00:00.000Z';
const board = 'exempel/socialnamnden';
const right = (result) => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left));
  return result.right;
};

const frist = right(createFrist({ store: memoryEventStore({ clock }), clock, keys: memoryKeyStore(), domains: [...defaultDomains, citizensViewsDomain] }));

const tell = async (name, on, command, data) =>
  right(await frist.execute({ id: `${name}-${command}`, board, stream: streamFor(board, 'citizensView', name), command, on, actor: { role: 'registrar', ref: 'a-17' }, data })());
const receive = (name, on, what) =>
  tell(name, on, 'receiveView', { person: randomUUID(), channel: 'e-mail', who: 'Somebody', what, unit: 'customer service', diaryNumber: `SN/2024:${name}` });

await receive('101', '2024-03-01', 'The waiting room is cold.');
await tell('101', '2024-03-11', 'answerView', { evidence: 'letter SN/2024:101-2' }); // on the tenth day

await receive('102', '2024-06-11', 'Nobody calls back.');
await tell('102', '2024-06-13', 'handOverView', { unit: 'home care' }); // the days go on running
await tell('102', '2024-06-24', 'answerView', { evidence: 'letter SN/2024:102-2' }); // midsummer moves nothing: late

await receive('103', '2024-09-02', 'Thank you for the summer.');
await tell('103', '2024-09-04', 'answerView', { evidence: 'letter SN/2024:103-2' });

await receive('104', '2024-10-01', 'The form is hard to read.');
await tell('104', '2024-10-03', 'withdrawView', {}); // nothing is owed any more

await receive('105', '2024-12-02', 'The door is too heavy.'); // was to be answered by 12 December

const { counts, findings } = right(await frist.check()());
console.log(`overdue: ${counts.overdue}`);
for (const { rule, concerns, days } of findings) console.log(`${rule}, ${concerns.join()}: ${days} days late`);

const { document, asOf, knownAt } = right(await frist.report('citizens-views')());
console.log(`\n${renderReport(document, { lang: 'en', format: 'table', asOf, knownAt, board, madeOn: knownAt, version: '0.1.0' })}`);
