import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg|json)$/;

/** Writes a gzip twin beside each text file, so that the host never compresses while it answers. */
export function compressed(): Plugin {
  return {
    name: 'compressed-twins',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const source = file.type === 'chunk' ? file.code : file.source;
        if (worthIt.test(name) && source.length > 1024) {
          this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: new Uint8Array(gzipSync(source, { level: 9 })) });
        }
      }
    },
  };
}
