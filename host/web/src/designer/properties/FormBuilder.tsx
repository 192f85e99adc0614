import { lazy, Suspense, useState } from 'react';
import { Button, Input } from 'antd';
import { CodeOutlined, FormOutlined } from '@ant-design/icons';
import { writeJson } from '../../dataforms/edits';
import { useTexts } from '../../texts/TextsContext';
import { readForm, withFields } from '../graph/formSchema';
import { FormFieldRows } from './FormFieldRows';
import '../../dataforms/dataforms.css';

const CodeEditor = lazy(async () => ({ default: (await import('../../code/CodeEditor')).CodeEditor }));

interface Props {
  id: string;
  label: string;
  text: string;
  onChange: (text: string) => void;
}

/** The form of a task as a list of its fields, or as JSON schema for what the list has no word for. */
export function FormBuilder({ id, label, text, onChange }: Props) {
  const { t } = useTexts();
  const [asText, setAsText] = useState(false);
  const form = readForm(text);
  const isText = asText || form === null;
  return (
    <div className="data-input" id={id} role="group" aria-label={label}>
      <div className="value-head">
        <Button size="small" type="text" disabled={form === null} icon={isText ? <FormOutlined /> : <CodeOutlined />}
          onClick={() => setAsText(!isText)}>{t(isText ? 'entry.asForm' : 'entry.asJson')}</Button>
      </div>
      {isText ? (
        <Suspense fallback={<Input.TextArea value={text} readOnly aria-label={label} />}>
          <CodeEditor label={label} language="json" value={text} onChange={onChange} small />
        </Suspense>
      ) : <FormFieldRows fields={form.fields} onChange={(fields) => onChange(writeJson(withFields(form.whole, fields)))} />}
      {form === null && <p role="alert" className="bad value-fault">{t('builder.noForm')}</p>}
    </div>
  );
}
