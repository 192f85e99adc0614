import { lazy, Suspense, useState } from 'react';
import { Button, Input } from 'antd';
import { CodeOutlined, FormOutlined } from '@ant-design/icons';
import { useTexts } from '../texts/TextsContext';
import { readJson, writeJson } from './edits';
import { KindChoice, ValueInput } from './ValueInput';
import type { Shape } from './shape';
import './dataforms.css';

const CodeEditor = lazy(async () => ({ default: (await import('../code/CodeEditor')).CodeEditor }));

interface Props {
  id?: string;
  label: string;
  /** The value as JSON, or what of it is typed. */
  text: string;
  shape?: Shape;
  disabled?: boolean;
  /** Whether who shows it tells what is wrong with it. */
  faultElsewhere?: boolean;
  onChange: (text: string) => void;
}

/** A value of any shape as a form, or as JSON for who would rather write that; what is no JSON yet stays as it was typed. */
export function DataInput({ id, label, text, shape, disabled, faultElsewhere, onChange }: Props) {
  const { t } = useTexts();
  const [asText, setAsText] = useState(false);
  const read = readJson(text);
  const isText = asText || read === null;
  const value = {
    label, value: read?.value, shape, disabled, onChange: (next: unknown) => onChange(next === '' ? '' : writeJson(next)),
  };
  return (
    <div className="data-input">
      <div className="value-head">
        {!isText && <KindChoice {...value} />}
        <Button size="small" type="text" disabled={disabled || read === null} icon={isText ? <FormOutlined /> : <CodeOutlined />}
          onClick={() => setAsText(!isText)}>{t(isText ? 'entry.asForm' : 'entry.asJson')}</Button>
      </div>
      {isText ? (
        <Suspense fallback={<Input.TextArea value={text} readOnly aria-label={label} />}>
          <CodeEditor id={id} label={label} language="json" value={text} onChange={onChange} readOnly={disabled} small />
        </Suspense>
      ) : <ValueInput id={id} {...value} />}
      {read === null && !faultElsewhere && <p role="alert" className="bad value-fault">{t('form.json')}</p>}
    </div>
  );
}
