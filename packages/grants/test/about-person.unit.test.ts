/** What is told about a person is sealed; all else needs no keys, and takes no identity number. */
import { memoryKeyStore, sealerFrom } from '@frist/confidentiality';
import { execute, type Fact } from '@frist/event-sourcing';
import { grantCommandCodecs, grantsDomain } from '@frist/grants';
import { left, right, testRegister } from '@frist/testing';

const person = '00000000-0000-4000-8000-0000000000a1';
const use = { activity: 'course', name: 'Kurs', lines: [{ amount: 100 }] };

it.each(['recordUse', 'replanUse', 'transferOnward', 'decideDistribution'] as const)('%s seals what is about a person', (command) => {
  expect(Object.keys((grantCommandCodecs[command] as unknown as { readonly optional: object }).optional)).toEqual(expect.arrayContaining(['person', 'aboutPerson']));
});

it('is sealed, and everything else goes on as before', async () => {
  const test = testRegister({ domains: [grantsDomain], today: '2020-02-15' });
  const stream = test.streamOf('grant', 'a');
  await test.record({ stream, command: 'registerGrant', data: { name: 'Bidrag A' }, on: '2019-01-01' });
  await test.record({ stream, command: 'recordReceipt', data: { amount: 1000 }, on: '2019-02-01' });
  await test.record({ stream, command: 'recordUse', data: use, on: '2019-03-01' });
  const about = { ...use, activity: 'support', person, aboutPerson: 'Resor för Anna' };
  const command = (id: string, data: object) => ({ id, board: test.board, stream, command: 'recordUse', on: '2019-04-01', actor: { role: 'registrar', ref: 'test' }, data });
  expect(left(await test.run({ stream, command: 'recordUse', data: about, on: '2019-04-01' }))).toMatchObject([{ _tag: 'NoSealer' }]);
  const register = { ...test.register, sealer: sealerFrom(memoryKeyStore()) };
  const [event] = right(await execute(register)(command('u-2', about))()).events as readonly [Fact, ...Fact[]];
  expect(event.data).toEqual({ ...about, aboutPerson: { _tag: 'sealed', subject: person, box: expect.stringMatching(/^1\./) as string } });
  expect(left(await execute(register)(command('u-3', { ...use, activity: 'other', note: 'för 850709-9805' }))())).toMatchObject([{ _tag: 'InvalidData', rule: 'event-sourcing/no-identity-number', field: 'data.note' }]);
});
