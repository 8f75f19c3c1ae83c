// A process that makes, destroys and rewraps keys, and tells what it was answered, line by line.
// node keys.cjs FILE WRAPPING SEED; it reads the built package, as an application would.
const { writeSync } = require('node:fs');
const { fileKeyStore, rotateWrappingKey, sealerFrom, wrappingKeysFromFile } = require('../../dist/index.js');

const [file, wrappingFile, seed] = process.argv.slice(2);
const keys = fileKeyStore({ file, wrapping: wrappingKeysFromFile(wrappingFile) });
if (keys._tag === 'Left') throw new Error(JSON.stringify(keys.left));
const sealer = sealerFrom(keys.right);
const say = (what) => writeSync(1, `${JSON.stringify(what)}\n`);
const idOf = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let random = Number(seed);
const draw = (n) => (random = (random * 1_103_515_245 + 12_345) % 2_147_483_648) % n;

say({ ready: true });
for (let n = 0; ; n += 1) {
  const turn = draw(40);
  const subject = idOf(draw(400));
  if (turn === 0) {
    const rotated = rotateWrappingKey({ file, wrappingFile });
    say({ rotated: rotated._tag, why: rotated.left });
  } else if (turn < 4) {
    const destroyed = keys.right.destroy(subject);
    if (destroyed._tag === 'Right') say({ destroyed: subject });
    else say({ failed: destroyed.left });
  } else {
    const context = { board: 'botkyrka/socialnamnden', stream: `example-${subject}`, id: subject, type: 'Reported', schemaVersion: 1, subject, field: 'what' };
    const box = sealer.seal('"hemligt"', context);
    if (box._tag === 'Right') say({ sealed: subject, box: box.right.box });
    else if (box.left._tag !== 'SubjectDisposed') say({ failed: box.left });
  }
}
