import { useCallback } from 'react';
import { download } from '../../controls/download';
import { useTexts } from '../../texts/TextsContext';
import { sizeIn } from '../diagram/flow';
import { lookOf } from '../diagram/look';
import { outcomeName } from '../diagram/names';
import { placesOf } from '../graph/layout';
import { toSvg } from '../graph/picture';
import { outcomesOf } from '../graph/ports';
import { connectionsOf } from '../graph/container';
import { activityTitle } from '../graph/titles';
import { writeSource } from '../graph/source';
import { useEditor } from './EditorContext';

async function asPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('png'))), 'image/png'));
}

/** The definition as JSON, and what is drawn as a picture. */
export function useExports() {
  const texts = useTexts();
  const { definition, container, catalogue } = useEditor();
  return useCallback(async (kind: 'json' | 'svg' | 'png') => {
    const name = `${definition.definitionId}.${kind === 'json' ? 'flow.json' : kind}`;
    if (kind === 'json') {
      download(name, new Blob([writeSource(definition)], { type: 'application/json' }));
      return;
    }
    const sizeOf = sizeIn(container, catalogue);
    const sizes = new Map((container.activities ?? []).map((a) => [a.id, sizeOf(a)]));
    const connections = connectionsOf(container);
    const nodes = (container.activities ?? []).map((a) => {
      const descriptor = catalogue.find(a.type);
      return {
        id: a.id,
        title: texts.local(activityTitle(a)),
        kind: texts.local(descriptor.displayName),
        color: lookOf(descriptor.category).color,
        outcomes: outcomesOf(a, descriptor, connections),
        labels: outcomesOf(a, descriptor, connections).map((o) => outcomeName(o, texts, a)),
      };
    });
    const svg = toSvg(container, nodes, placesOf(container, sizeOf), (id) => sizes.get(id)!);
    download(name, kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await asPng(svg));
  }, [definition, container, catalogue, texts]);
}
