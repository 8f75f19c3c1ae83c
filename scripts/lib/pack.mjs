// Packs every package as it would be published: workspace: and catalog: become versions.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packages, pnpm, root } from './workspace.mjs';

/** Removes what the compiler wrote for a source that no longer exists; tsc -b leaves it, and it would be published. */
const prune = (dist, src) => {
  for (const entry of existsSync(dist) ? readdirSync(dist, { withFileTypes: true }) : []) {
    const path = join(dist, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(join(src, entry.name))) prune(path, join(src, entry.name));
      else rmSync(path, { recursive: true });
    } else if (/\.(js|d\.ts)(\.map)?$/.test(entry.name) && !existsSync(join(src, `${entry.name.replace(/\.(js|d\.ts)(\.map)?$/, '')}.ts`))) {
      rmSync(path);
    }
  }
};

/**
 * Calls `use` with the packed packages, each with its `tarball`, and a temporary folder that is removed afterwards.
 * Nothing is fetched: the package manager is in npm's cache since the installation.
 */
export const withPacked = async (use) => {
  const folder = mkdtempSync(join(tmpdir(), 'frist-pack-'));
  try {
    const house = packages();
    for (const { folder: home } of house) prune(join(root, home, 'dist'), join(root, home, 'src'));
    const done = pnpm(['--recursive', '--filter', './packages/*', 'pack', '--pack-destination', folder], { capture: true });
    if (done.code !== 0) throw new Error(`pnpm pack failed:\n${done.printed}`);
    const packed = house.map((one) => ({
      ...one,
      tarball: join(folder, `${one.manifest.name.replace('@', '').replace('/', '-')}-${one.manifest.version}.tgz`),
    }));
    const missing = packed.filter(({ tarball }) => !existsSync(tarball));
    if (missing.length > 0) throw new Error(`not packed: ${missing.map(({ manifest }) => manifest.name).join(', ')}`);
    return await use(packed, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
