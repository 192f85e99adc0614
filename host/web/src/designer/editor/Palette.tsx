import { useMemo, useRef, useState } from 'react';
import { Collapse } from 'antd';
import { SearchInput } from '../../controls/SearchInput';
import { useTexts, type Texts } from '../../texts/TextsContext';
import { lookOf, rankOf } from '../diagram/look';
import { categoryName } from '../diagram/names';
import type { Descriptor } from '../graph/descriptors';
import { useEditorScope } from './EditorContext';
import { useCommands } from './commands';

interface Group {
  category: string;
  items: Descriptor[];
}

/** Every word of the search is in the name, the kind or the explanation, in either language. */
function matches(descriptor: Descriptor, words: string[], { local }: Texts): boolean {
  const both = [descriptor.displayName, descriptor.description].map((x) => (typeof x === 'string' ? x : `${x?.en ?? ''} ${x?.zh ?? ''}`));
  const text = [...both, descriptor.type, descriptor.category, local(descriptor.displayName)].join(' ').toLowerCase();
  return words.every((w) => text.includes(w));
}

/** How far what is called so is from what was typed: what bears the very name comes before what only speaks of it. */
function distance(descriptor: Descriptor, words: string[], { local }: Texts): number {
  const name = local(descriptor.displayName).toLowerCase();
  return name === words.join(' ') ? 0 : name.startsWith(words.join(' ')) ? 1 : words.every((w) => name.includes(w)) ? 2 : 3;
}

function groupsOf(all: Descriptor[], search: string, texts: Texts): Group[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = all.filter((x) => x.isBrowsable !== false && matches(x, words, texts));
  const groups = new Map<string, Descriptor[]>();
  for (const d of words.length === 0 ? matching : matching.toSorted((a, b) => distance(a, words, texts) - distance(b, words, texts))) {
    groups.set(d.category, [...(groups.get(d.category) ?? []), d]);
  }
  const found = [...groups].map(([category, items]) => ({ category, items }));
  return words.length === 0 ? found.toSorted((a, b) => rankOf(a.category) - rankOf(b.category)) : found;
}

/** The activities there are: dragged onto the canvas, or added behind the chosen one by click or Enter. */
export function Palette() {
  const texts = useTexts();
  const { t } = texts;
  const { catalogue } = useEditorScope();
  const commands = useCommands();
  const [search, setSearch] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupsOf(catalogue.all, search, texts), [catalogue, search, texts]);
  const first = groups[0]?.items[0];
  const step = (event: React.KeyboardEvent, by: number) => {
    // What lies in a closed group takes no room and is stepped over.
    const all = box.current?.querySelectorAll<HTMLElement>('.palette-item, [aria-expanded]') ?? [];
    const stops = [...all].filter((e) => e.offsetHeight > 0);
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
    event.preventDefault();
    (next ?? box.current?.querySelector('input'))?.focus();
  };
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      step(event, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  return (
    <div className="palette" ref={box} onKeyDown={keys} role="region" aria-label={t('designer.palette')}>
      <SearchInput value={search} onChange={(e) => setSearch(e.target.value)} placeholder={t('designer.findActivity')}
        aria-label={t('designer.findActivity')} onPressEnter={() => first && commands.add(first.type)} />
      <p className="quiet palette-hint">{t('designer.paletteHint')}</p>
      <Collapse ghost size="small" activeKey={search ? groups.map((g) => g.category) : undefined}
        defaultActiveKey={groups.slice(0, 4).map((g) => g.category)} items={groups.map((g) => ({
          key: g.category,
          label: `${categoryName(g.category, texts)} (${g.items.length})`,
          children: g.items.map((d) => <PaletteItem key={d.type} descriptor={d} onAdd={() => commands.add(d.type)} />),
        }))} />
      {groups.length === 0 && <p className="quiet">{t('designer.noActivity')}</p>}
    </div>
  );
}

function PaletteItem({ descriptor, onAdd }: { descriptor: Descriptor; onAdd: () => void }) {
  const { local } = useTexts();
  const { color, icon } = lookOf(descriptor.category);
  const key = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onAdd();
    }
  };
  // No button element: some browsers do not let one be dragged.
  return (
    <div role="button" tabIndex={0} className="palette-item" draggable title={local(descriptor.description)} onClick={onAdd} onKeyDown={key}
      onDragStart={(e) => e.dataTransfer.setData('application/x-activity', descriptor.type)}>
      <span className="act-icon" style={{ background: color }} aria-hidden>{icon}</span>
      <span>{local(descriptor.displayName)}</span>
    </div>
  );
}
