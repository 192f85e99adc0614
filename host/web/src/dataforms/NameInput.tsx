import { useState } from 'react';
import { Input } from 'antd';
import { useTexts } from '../texts/TextsContext';

/** A name that is free becomes the name at once; one that is not stays as it was typed, with why. */
export function NameInput({ name, taken, disabled, onRename }: {
  name: string; taken: string[]; disabled?: boolean; onRename: (to: string) => void;
}) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string>();
  const fault = typed === undefined || typed === name ? undefined : typed.trim() === '' ? t('entry.nameless') : t('entry.nameTaken');
  const type = (next: string) => {
    const free = next.trim() !== '' && (next === name || !taken.includes(next));
    setTyped(free ? undefined : next);
    if (free && next !== name) {
      onRename(next);
    }
  };
  return (
    <span className="value-name">
      <Input value={typed ?? name} disabled={disabled} aria-label={t('designer.variable.name')} status={fault ? 'error' : undefined}
        onChange={(e) => type(e.target.value)} />
      {fault && <span role="alert" className="bad value-fault">{fault}</span>}
    </span>
  );
}
