import { Actor, Board, categoryOf, CommandId, looksLikeIdentityNumber, StreamName, Uuid } from '../src';

const uuid = '6f1c7c52-7a1f-5d33-8c5e-3a5b8a3d9f10';

describe('personal identity and coordination numbers', () => {
  it.each([
    '19811228-9874', '811228-9874', '8112289874', '198112289874', '811228+9874', '19811288-9875', '811288-9875', '8112889871', '1981-12-28-9874', '20101010-TF12',
    'imp-19811228-9874', 'pnr:8112289874', 'x/811228-9874/y', '19811228-9874@kommun', 'user_8112289874',
  ])('%s is refused as an id', (text) => {
    expect(looksLikeIdentityNumber(text)).toBe(true);
    expect(CommandId.is(text)).toBe(false);
    expect(Actor.is({ role: 'handläggare', ref: text })).toBe(false);
  });

  it.each([
    uuid, '19811228-9874-5d33-8c5e-3a5b8a3d9f10', '00000000-0000-0000-0000-198112289874', `imp:19811228-9874-5d33-8c5e-3a5b8a3d9f10`,
    'imp-1', 'dnr-SN-2024-00123', '2024-01-15', 'grant-2024-06-01-0001', '20240115-0001', '1732260000000', '811399-9874', '12345',
  ])('%s passes', (text) => {
    expect(looksLikeIdentityNumber(text)).toBe(false);
    expect(CommandId.is(text)).toBe(true);
  });
});

describe('names', () => {
  it.each(['', ' a', 'a b', '-a', 'å', 'a'.repeat(129), 'a\n', '.a'])('%j is no command id', (text) => expect(CommandId.is(text)).toBe(false));
  it.each(['Botkyrka', 'a//b', 'a/', '-a', 'a b', 'å', ''])('%j is no board', (text) => expect(Board.is(text)).toBe(false));
  it.each(['botkyrka', 'botkyrka/socialnamnden', '0127.sn', 'a-b/c'])('%j is a board', (text) => expect(Board.is(text)).toBe(true));
  it.each([`Grant-${uuid}`, `state-grant-${uuid}`, `grant${uuid}`, 'grant-1', `grant-${uuid.toUpperCase()}`, `grant-${uuid}\n`])('%j is no stream', (text) => {
    expect(StreamName.is(text)).toBe(false);
  });
  it('a category ends at the first hyphen', () => {
    expect(categoryOf(`nonExecutedDecision-${uuid}` as StreamName)).toBe('nonExecutedDecision');
  });
  it('a UUID is in lower case', () => {
    expect([Uuid.is(uuid), Uuid.is(uuid.toUpperCase()), Uuid.is(`${uuid}\n`)]).toEqual([true, false, false]);
  });
  it('an actor has a role and an opaque reference without blanks', () => {
    expect(Actor.is({ role: 'ordförande', ref: 'u-1' })).toBe(true);
    expect(Actor.is({ role: 'ordförande', ref: 'Anna Andersson' })).toBe(false);
    expect(Actor.is({ role: ' ', ref: 'u-1' })).toBe(false);
    expect(Actor.is({ role: 'r', ref: 'u-1', name: 'Anna' })).toBe(false);
  });
});
