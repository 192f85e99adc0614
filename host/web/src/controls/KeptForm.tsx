import { useContext, useEffect, useState, type ReactNode } from 'react';
import { Alert, Button, Form, type FormInstance } from 'antd';
import { useTexts } from '../texts/TextsContext';
import { DialogContext } from './Dialog';
import { EnterSubmits } from './EnterSubmits';
import { useKept } from './useKept';

interface Props<T> {
  form: FormInstance<T>;
  /** What sets the form's fields apart from those of others on the page. */
  name: string;
  /** What the form is about, where there are several of a kind. */
  of?: string;
  initialValues?: Partial<T>;
  /** Fields that are kept nowhere. */
  secret?: (keyof T)[];
  /** What was kept, as the fields take it. */
  revive?: (kept: Partial<T>) => Partial<T>;
  onChange?: () => void;
  /** Sends what is typed; whether it was taken. */
  onSend: (values: T) => Promise<boolean>;
  disabled?: boolean;
  children: ReactNode;
}

/** A form whose content is kept on the device until it is sent or thrown away: it outlives a reload and a closed browser. */
export function KeptForm<T extends object>(props: Props<T>) {
  const { form, name, of = '', initialValues, secret = [], revive = (k) => k, onChange, onSend, children, disabled } = props;
  const { t } = useTexts();
  const [kept, setKept] = useKept<Partial<T>>(`form.${name}.${of}`);
  const [before] = useState(kept);
  const { onDiscard } = useContext(DialogContext);
  useEffect(() => onDiscard(() => setKept(undefined)), [onDiscard, setKept]);
  const type = (all: Partial<T>) => {
    setKept(Object.fromEntries(Object.entries(all).filter(([key]) => !secret.includes(key as keyof T))) as Partial<T>);
    onChange?.();
  };
  const send = async (values: T) => {
    if (await onSend(values)) {
      setKept(undefined);
    }
  };
  const discard = () => {
    setKept(undefined);
    form.setFieldsValue(Object.fromEntries(Object.keys(form.getFieldsValue()).map((key) => [key, undefined])) as never);
    form.setFieldsValue({ ...initialValues } as never);
    onChange?.();
  };
  return (
    <Form<T> form={form} name={name} layout="vertical" disabled={disabled} onFinish={(values) => void send(values)}
      initialValues={{ ...initialValues, ...(before && revive(before)) }} onValuesChange={(_, all) => type(all as Partial<T>)}>
      {before && kept && (
        <Alert className="notice" type="info" title={t('inbox.kept')}
          action={<Button size="small" onClick={discard}>{t('action.discard')}</Button>} />
      )}
      {children}
      <EnterSubmits />
    </Form>
  );
}
