import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg|json)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Writes a gzip twin beside each text file as it was written, so that the host never compresses while it answers. */
export function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed-twins',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const path of filesBelow(folder).filter((p) => worthIt.test(p) && statSync(p).size > 1024)) {
        writeFileSync(`${path}.gz`, new Uint8Array(gzipSync(new Uint8Array(readFileSync(path)), { level: 9 })));
      }
    },
  };
}
