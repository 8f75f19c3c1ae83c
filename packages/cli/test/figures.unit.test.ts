import { files, inProcess } from './support';

it('a diff tells balances and how far accounts have come', async () => {
  const { out } = await inProcess(['diff', '--from', '2019-02-28', '--to', '2019-12-31', '--import', 'j.jsonl', '--format', 'json'], { files });
  const { figures } = JSON.parse(out) as { readonly figures: readonly { readonly figure: string; readonly from: unknown; readonly to: unknown; readonly events: readonly { readonly type: string }[] }[] };
  const of = (name: string) => figures.find(({ figure, to }) => figure === name && typeof to === 'number');
  expect(of('grant.received')).toMatchObject({ from: { _tag: 'unknown' }, to: 101312000 });
  expect(of('part.one.used')).toMatchObject({ to: 3762911 });
  expect(of('grant.unused')?.events.length).toBeGreaterThan(0);
  expect(figures.map(({ figure }) => figure)).not.toContain('account.account');
  const before = await inProcess(['diff', '--from', '2019-01-31', '--to', '2019-02-28', '--import', 'j.jsonl'], { files });
  expect(before.out).toContain('account.account: not on record → required');
});
